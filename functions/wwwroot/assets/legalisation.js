import { bureauCalled, bureauChoice } from './bureaus.js';
import { call } from './call.js';
import { draftOf } from './draft.js';
import { tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { newKey } from './key.js';
import { amountOf } from './money.js';
import { receiptOf } from './receipt.js';
import { send } from './sending.js';
import { accessOf } from './session.js';
import { uploader } from './uploader.js';
import { wrongIn } from './request-rules.js';

const language = document.documentElement.lang;
const steps = ['paper', 'place', 'person', 'document', 'check'];
const form = document.querySelector('#request');
const receipt = document.querySelector('#receipt');
const title = document.title;
// The card's number stays in the tab.
const draft = draftOf('legalisation draft', { onlyInTab: ['cin'] });
const access = accessOf('legalisation access');
let key;
let bureau;
let submitting = false;

const choice = bureauChoice(document.querySelector('.bureau-choice'), {
  kind: () => answers().kind,
  chosen: one => { bureau = one?.id; },
});
const paper = uploader(document.querySelector('.uploader'), has => {
  if (has) form.elements.later.checked = false;
  forgive(form, 'file');
  forgive(form, 'photo');
});

restore();
tell({ view: 'form', submitting: 'no', copied: 'no' });
addEventListener('hashchange', () => open(wanted()));
open(wanted(), false);

function restore() {
  const kept = draft.read();
  if (kept) {
    key = kept.key;
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === 'checkbox') field.checked = value === field.value;
      else field.value = value;
    }
    bureau = kept.bureau;
  }
  key ??= newKey();
  tell({ draft: kept && 'restored', destination: answers().destination, kind: answers().kind });
}

/** What the form holds, by name; the bureau also before the list of bureaus has come. */
function answers() {
  return { ...Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === 'string')), bureau };
}

/** The step that the address asks for, or the first before it that is not done. */
function wanted() {
  const asked = Math.max(0, steps.indexOf(location.hash.slice(1)));
  const undone = steps.findIndex(step => wrongIn(step, answers(), paper).length > 0);
  return steps[undone < 0 ? asked : Math.min(asked, undone)];
}

async function open(step, moved = true) {
  if (receipt.hidden === false) return;
  for (const name of steps) document.getElementById(name).hidden = name !== step;
  const number = steps.indexOf(step) + 1;
  const part = document.getElementById(step);
  form.querySelector('.progress-of progress').value = number;
  tell({ step: String(number) });
  if (location.hash.slice(1) !== step && moved) history.replaceState(null, '', `#${step}`);
  document.title = `${part.querySelector('h2').textContent} – ${title}`;
  if (step === 'place' && form.elements.arrondissement.value) choice(bureau);
  if (step === 'check') recall();
  if (moved) {
    part.querySelector('h2').focus({ preventScroll: true });
    form.scrollIntoView();
  }
}

form.addEventListener('input', ({ target }) => {
  forgive(form, target.name);
  if (target.name === 'kind') tell({ kind: target.value });
  if (target.name === 'destination') tell({ destination: target.value });
  if (target.name === 'arrondissement') bureau = undefined;
  if (target.name === 'bureau') bureau = target.value;
  keep();
});
form.addEventListener('click', ({ target }) => {
  if (target.closest('[data-act="back"]')) history.length > 1 && location.hash ? history.back() : open(steps[0]);
});

form.addEventListener('submit', async event => {
  event.preventDefault();
  const step = steps.find(name => !document.getElementById(name).hidden);
  if (step === 'check') return submit();
  if (step === 'document') await photosDrawn();
  // Whoever went elsewhere meanwhile stays there.
  if (!document.getElementById(step).hidden && isRight(step)) location.hash = steps[steps.indexOf(step) + 1];
});

const photosDrawn = () => answers().later || paper.drawn();

/** Whether a step is done; says what is wrong in it. */
function isRight(step) {
  const wrong = wrongIn(step, answers(), paper);
  complain(document.getElementById(step), wrong);
  return wrong.length === 0;
}

function keep() {
  draft.keep({ ...answers(), key });
}

for (const button of document.querySelectorAll('[data-act="forget"]')) {
  button.addEventListener('click', () => {
    draft.forget();
    location.replace(location.pathname);
  });
}

/** Shows once more what was answered, and the fee. */
async function recall() {
  const given = answers();
  const fileName = given.later ? '' : paper.name();
  tell({ email: undefined, ...given, fileName, later: given.later }, document.querySelector('.recap'));
  const [place, { body: tariffs }] = await Promise.all([bureauCalled(given.bureau), call('GET', '/api/tariffs')]);
  // Casablanca is at UTC.
  const today = new Date().toISOString().slice(0, 10);
  const tariff = tariffs?.items.find(({ procedure, from, until }) => procedure === given.kind && from <= today && (!until || today <= until));
  tell({
    bureau: place?.name[language] ?? given.bureau,
    fee: tariff && amountOf(tariff.amount * (given.kind === 'certified-copy' ? Number(given.copies) || 1 : 1)),
  }, document.querySelector('.recap'));
}

async function submit() {
  if (submitting) return;
  submitting = true;
  tell({ submitting: 'yes' });
  await photosDrawn();
  const step = wanted();
  if (step !== 'check') {
    submitting = false;
    tell({ submitting: 'no' });
    if (!document.getElementById(step).hidden) return;
    open(step);
    isRight(step);
    return;
  }
  const given = answers();
  keep();
  let answer = await call('POST', '/api/legalisations', { key, body: request(given) });
  if (answer.body?.code === 'CASE-004') {
    // The key was used for answers that have been changed since.
    key = newKey();
    keep();
    answer = await call('POST', '/api/legalisations', { key, body: request(given) });
  }
  submitting = false;
  tell({ submitting: 'no' });
  if (answer.status === 201) return receive(answer.body, given);
  const trouble = document.querySelector('.trouble');
  const lost = answer.status === 0 || answer.status >= 500;
  tell({ trouble: lost ? 'lost' : 'refused', why: lost ? '' : answer.body?.detail ?? '' });
  trouble.hidden = false;
  trouble.focus();
}

function request({ kind, bureau: where, name, cin, phone, email, destination, confirmed, title: paperTitle, copies }) {
  return {
    kind, language, bureau: where, destination,
    destinationConfirmed: destination === 'administration' ? confirmed === 'yes' : undefined,
    applicant: { name, cin, phone, email: email || undefined },
    document: { title: paperTitle },
    copies: Number(copies),
  };
}

/** Shows the reference and the access code, and sends the document meanwhile. */
async function receive({ reference, accessCode, upload }, given) {
  draft.forget();
  access.remember({ reference, code: accessCode });
  const place = await bureauCalled(given.bureau);
  const followAddress = `${location.host}/legalisation/follow`;
  tell({ reference, accessCode, followAddress, kind: given.kind, title: given.title, bureau: place?.name[language], later: given.later, fee: undefined }, receipt);
  document.querySelector('#to-follow').href = `/legalisation/${reference}`;
  document.querySelector('#to-visit').href = `/legalisation/${reference}#visit`;
  tell({ view: 'receipt', step: undefined });
  history.replaceState(null, '', location.pathname);
  document.title = `${receipt.querySelector('h2').textContent} – ${title}`;
  scrollTo(0, 0);
  receipt.querySelector('h2').focus({ preventScroll: true });
  tellFee(reference, accessCode);
  if (given.later) return;
  await send(receipt.querySelector('.sending'), paper.document(reference), upload, async () =>
    (await call('GET', `/api/legalisations/${reference}`, { code: accessCode })).body?.upload);
}

/** What the city itself fixed for this request; without an answer, nothing is said of it. */
async function tellFee(reference, code) {
  const { body } = await call('GET', `/api/legalisations/${reference}`, { code });
  tell({ fee: body?.fee?.owed > 0 ? amountOf(body.fee.owed) : undefined }, receipt);
}

receiptOf(receipt, { title, forget: access.forget });
