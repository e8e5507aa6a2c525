import { tell } from '../facts.js';
import { complain, forgive } from '../fields.js';
import { ask } from '../staff/city.js';
import { done } from './drafts.js';
import { attested, correct, corrects, open, proofChosen, refresh, shownTag, trouble } from './file.js';
import { print, shownHash } from './paper.js';
import { look } from './queue.js';
import { say } from '../staff/voice.js';

const part = document.querySelector('#case');
const identity = document.querySelector('#identity');
const refusal = document.querySelector('#refusal');
const revocation = document.querySelector('#revocation');
let busy = false;

/** Takes the open case in hand; with `over`, out of a colleague's. */
export const take = ({ over } = {}) => once(async () => {
  if (await act('POST', 'claim', { body: { takeOver: over ?? false } })) await after('taken', '#case-title');
});

const release = () => once(async () => {
  if (await act('DELETE', 'claim')) await after('released', '#queue-title');
});

const present = () => once(async () => {
  const word = corrects() ? 'corrected' : 'presented';
  if (await presented()) await after(word, '#case-title');
});

/** Says anew how the person was known, from what was said; what the officer has seen they affirm again. */
function beginCorrection() {
  const { identity: known, witnesses = [] } = open().presentation;
  for (const choice of identity.elements.proof) choice.checked = choice.value === known;
  for (const which of [1, 2]) {
    identity.querySelector(`#witness-${which}-name`).value = witnesses[which - 1]?.name ?? '';
    identity.querySelector(`#witness-${which}-cin`).value = witnesses[which - 1]?.cin ?? '';
  }
  identity.elements.seen.checked = false;
  complain(identity, []);
  correct(true);
  identity.querySelector('[name=proof]:checked').focus();
}

function endCorrection() {
  correct(false);
  document.querySelector('#correct').focus();
}

const certify = () => once(async () => {
  if ((open().status === 'submitted' || corrects()) && !await presented()) return;
  await refresh({ quietly: true });
  if (open().document.sha256 !== shownHash()) return trouble('changed');
  if (!await act('POST', 'certification', { tagged: true })) return;
  done();
  await after('certifying', '#case-title');
  watchSeal(open().reference);
});

/** The paper is sealed by a queue: it takes a moment, and the officer may go on meanwhile. */
async function watchSeal(reference) {
  while (open()?.reference === reference && open().status === 'certifying') {
    await new Promise(resolve => setTimeout(resolve, 1000));
    if (open()?.reference === reference) await refresh({ quietly: true });
  }
  const its = open();
  if (its?.reference !== reference) return;
  if (its.status === 'certified') say('certified', { reference, number: its.registerNumber });
  look();
}

async function presented() {
  const its = open();
  const chosen = identity.elements.proof.value;
  const witnesses = [1, 2].map(which => ({
    name: identity.querySelector(`#witness-${which}-name`).value, cin: identity.querySelector(`#witness-${which}-cin`).value,
  }));
  const seen = identity.elements.seen.checked;
  const wrong = [
    !chosen && 'proof',
    chosen === 'witnesses' && witnesses.some(one => !one.name.trim() || !one.cin.trim()) && 'witness',
    !seen && 'seen',
  ].filter(Boolean);
  complain(identity, wrong);
  if (wrong.length > 0) return false;
  if (its.document.sha256 !== shownHash()) {
    trouble('changed');
    return false;
  }
  const said = await act('POST', 'presentation', {
    tagged: true, body: { identity: chosen, originalSeen: ['original', 'signed'].includes(attested()), ...(chosen === 'witnesses' && { witnesses }) },
  });
  if (said) correct(false);
  return said;
}

/** Does one thing at a time: a second press while the first is under way is the same press. */
export async function once(work) {
  if (busy || !open()) return;
  busy = true;
  trouble('');
  tell({ working: 'sending' }, part);
  try {
    await work();
  } finally {
    busy = false;
    tell({ working: open()?.status === 'certifying' ? 'sealing' : '' }, part);
  }
}

/** One act on the open case, or `at` another address; true when it is done. Otherwise the officer is told, in `place` or beside the case. */
export async function act(method, name, { at, body, tagged, place } = {}) {
  const answer = await ask(method, `${at ?? `/api/legalisations/${open().reference}`}/${name}`, { body, headers: tagged ? { 'If-Match': shownTag() } : {} });
  if (answer.status >= 200 && answer.status < 300) return true;
  if (answer.status === 401) return false;
  if (place) tell({ [place]: answer.body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent }, document);
  else if (answer.status === 0) trouble('lost');
  else trouble('said', { said: answer.body?.detail, incident: answer.body?.incident });
  if (answer.status === 409 || answer.status === 412) await refresh({ quietly: true });
  return false;
}

async function after(word, focus) {
  await refresh({ quietly: true });
  say(word, { reference: open().reference });
  document.querySelector(focus).focus();
  look();
}

function dialog(box, problem, submit) {
  box.querySelector('.close').addEventListener('click', () => box.close());
  box.querySelector('form').addEventListener('submit', event => {
    event.preventDefault();
    once(async () => {
      tell({ [problem]: '' }, document);
      await submit();
    });
  });
  return () => {
    tell({ [problem]: '' }, document);
    complain(box, []);
    box.showModal();
  };
}

export const openRefusal = dialog(refusal, 'refusalProblem', async () => {
  const form = refusal.querySelector('form');
  const [reason, note] = [form.elements.reason.value, form.elements['refusal-note'].value.trim()];
  const wrong = [!reason && 'reason', reason === 'other' && !note && 'refusal-note'].filter(Boolean);
  complain(refusal, wrong);
  if (wrong.length > 0 || !await act('POST', 'refusal', { tagged: true, place: 'refusalProblem', body: { reason, note: note || undefined } })) return;
  done();
  refusal.close();
  await after('refused', '#case-title');
});

const openRevocation = dialog(revocation, 'revocationProblem', async () => {
  const reason = revocation.querySelector('textarea').value.trim();
  const wrong = reason.length < 3 ? ['revocation-reason'] : [];
  complain(revocation, wrong);
  if (wrong.length > 0 || !await act('POST', 'revocation', { tagged: true, place: 'revocationProblem', body: { reason } })) return;
  done();
  revocation.close();
  await after('revoked', '#case-title');
});

identity.addEventListener('submit', event => event.preventDefault());
identity.addEventListener('input', ({ target }) => {
  forgive(identity, target.name);
  if (target.name === 'proof') proofChosen();
});
for (const box of [refusal, revocation]) box.addEventListener('input', ({ target }) => forgive(box, target.name));
const buttons = {
  take: () => take(), 'take-over': () => take({ over: true }), release, present, correct: beginCorrection, keep: endCorrection, certify, refuse: openRefusal, revoke: openRevocation, print,
};
for (const [id, run] of Object.entries(buttons)) document.querySelector(`#${id}`).addEventListener('click', run);
