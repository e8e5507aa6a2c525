import { tell } from '../facts.js';
import { act, once } from './acts.js';
import { ask } from '../staff/city.js';
import { open, refresh } from './file.js';
import { look } from './queue.js';
import { say } from '../staff/voice.js';

const rows = document.querySelector('#rows');
const queue = document.querySelector('.queue');
let bureau;

/** Whose door it is. */
export const receivesFor = its => { bureau = its; };

/** Notes that the applicant of a row is there, or has gone away. */
async function note(reference, came, button) {
  button.disabled = true;
  const answer = await ask(came ? 'POST' : 'DELETE', `/api/legalisations/${reference}/check-in`);
  button.disabled = false;
  if (answer.status !== 200) {
    if (answer.status > 401) tell({ queueProblem: answer.body?.detail }, queue);
    return;
  }
  say(came ? 'came' : 'left', { reference });
  await look();
  rows.querySelector(`[data-reference="${reference}"] .open`)?.focus();
  if (open()?.reference === reference) refresh({ quietly: true });
}

rows.addEventListener('click', ({ target }) => {
  const button = target.closest('.arrival');
  if (button) note(button.closest('.row').dataset.reference, button.dataset.act === 'come', button);
});

// Who comes without an appointment is noted at the bureau's door; who has one, on their case.
const come = () => once(async () => {
  const its = open();
  const there = its.appointment ? await act('POST', 'check-in') : await act('POST', 'walk-ins', { at: `/api/bureaus/${bureau}`, body: { reference: its.reference } });
  if (there) await told('came');
});

const leave = () => once(async () => {
  if (await act('DELETE', 'check-in')) await told('left');
});

async function told(word) {
  await refresh({ quietly: true });
  say(word, { reference: open().reference });
  document.querySelector('#case-title').focus();
  look();
}

document.querySelector('#come').addEventListener('click', come);
document.querySelector('#leave').addEventListener('click', leave);
