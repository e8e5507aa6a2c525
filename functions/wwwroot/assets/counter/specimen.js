import { tell } from '../facts.js';
import { complain, forgive } from '../fields.js';
import { newKey } from '../key.js';
import { day } from '../time.js';
import { once } from './acts.js';
import { ask, askForFile } from '../staff/city.js';
import { open, whenShown } from './file.js';
import { say } from '../staff/voice.js';

const part = document.querySelector('.check');
const enrolment = document.querySelector('#enrolment');
const withdrawal = document.querySelector('#withdrawal');
// Wide enough to see a stroke; a specimen is a signature, not a page.
const side = 1200;
let shownFor;
let found;
let chosen;

/** Beside the request for a legalised signature: the one that its person has left at this bureau. */
whenShown((its, officer) => {
  if (its?.kind !== 'signature' || !officer || !its.applicant?.cin || its.erased) {
    shownFor = undefined;
    tell({ specimen: '' }, part);
  } else if (shownFor !== its.reference) {
    shownFor = its.reference;
    tell({ specimen: '' }, part);
    load(its);
  }
});

async function load({ reference, bureau, applicant }) {
  const { status, body } = await ask('POST', `/api/bureaus/${bureau}/specimens/search`, { body: { cin: applicant.cin } });
  if (shownFor !== reference || status === 401) return;
  found = body?.items?.find(item => item.valid);
  if (!found) return tell({ specimen: status === 200 ? 'none' : 'failed' }, part);
  const { blob } = await askForFile(found.picture);
  if (shownFor !== reference) return undefined;
  try {
    await draw(blob, part.querySelector('#specimen canvas'));
    tell({ specimen: 'valid', specimenReference: found.reference, specimenUntil: day(found.until) }, part);
  } catch {
    tell({ specimen: 'failed' }, part);
  }
  return undefined;
}

// Drawn, for the page's policy shows no picture that a script has fetched.
async function draw(picture, canvas) {
  const { thumbnail } = await import('../photos.js');
  await thumbnail(picture, canvas, side);
}

document.querySelector('#enrol').addEventListener('click', () => {
  chosen = undefined;
  enrolment.querySelector('form').reset();
  const { name, cin } = open().applicant;
  tell({ applicantName: name, cin, signatureChosen: '', enrolmentProblem: '' }, enrolment);
  complain(enrolment, []);
  enrolment.dataset.key = newKey();
  enrolment.showModal();
});

const canvas = enrolment.querySelector('canvas');
enrolment.querySelector('#signature').addEventListener('change', async ({ target }) => {
  chosen = undefined;
  try {
    await draw(target.files[0], canvas);
    chosen = canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    forgive(enrolment, 'signature');
  } catch {
    complain(enrolment, ['signature']);
  }
  tell({ signatureChosen: chosen ? 'yes' : '' }, enrolment);
});

submits(enrolment, 'enrolmentProblem', () => {
  const wrong = [!chosen && 'signature', !enrolment.querySelector('[name=stands]').checked && 'stands'].filter(Boolean);
  const { bureau, applicant: { name, cin } } = open();
  return [wrong, `/api/bureaus/${bureau}/specimens`, { key: enrolment.dataset.key, body: { name, cin, picture: chosen } }, 'enrolled'];
});

document.querySelector('#withdraw').addEventListener('click', () => {
  withdrawal.querySelector('form').reset();
  tell({ withdrawalProblem: '' }, withdrawal);
  complain(withdrawal, []);
  withdrawal.showModal();
});

submits(withdrawal, 'withdrawalProblem', () => {
  const reason = withdrawal.querySelector('form').elements.why.value;
  return [reason ? [] : ['why'], `/api/specimens/${found.reference}/withdrawal`, { body: { reason } }, 'withdrawn'];
});

function submits(box, problem, what) {
  box.querySelector('.close').addEventListener('click', () => box.close());
  box.addEventListener('input', ({ target }) => forgive(box, target.name));
  box.querySelector('form').addEventListener('submit', event => {
    event.preventDefault();
    once(async () => {
      const [wrong, path, options, word] = what();
      complain(box, wrong);
      if (wrong.length > 0) return;
      const answer = await ask('POST', path, options);
      if (answer.status !== 200 && answer.status !== 201) {
        tell({ [problem]: answer.body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent }, box);
        return;
      }
      box.close();
      say(word);
      await load(open());
      document.querySelector('#specimen-title').scrollIntoView({ block: 'nearest' });
    });
  });
}
