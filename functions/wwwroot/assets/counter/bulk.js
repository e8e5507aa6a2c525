import { tell } from '../facts.js';
import { ask } from '../staff/city.js';
import { refresh } from './file.js';
import { look, rows } from './queue.js';
import { rowsIn } from '../staff/rows.js';
import { say } from '../staff/voice.js';

const most = 40;
const form = document.querySelector('#bulk');
const box = document.querySelector('#together');
const { show } = rowsIn(document.querySelector('#together-rows'));
let bureau;

/** Whose queue it is. */
export const certifiesFor = its => { bureau = its; };

const boxes = () => [...rows.values()].filter(row => !row.querySelector('.pick').hidden).map(row => row.querySelector('.pick input'));
const picked = () => [...rows].filter(([, row]) => !row.querySelector('.pick').hidden && row.querySelector('.pick input').checked).map(([reference]) => reference);

function count() {
  tell({ picked: String(picked().length), bulk: boxes().length > 0 ? 'yes' : '' }, document);
}

document.querySelector('#rows').addEventListener('change', ({ target }) => {
  if (picked().length > most) {
    target.checked = false;
    say('most');
  }
  count();
});
document.querySelector('#pick-all').addEventListener('click', () => {
  const all = boxes();
  const none = all.some(one => one.checked);
  all.forEach((one, place) => { one.checked = !none && place < most; });
  count();
});
document.addEventListener('rows', count);

form.addEventListener('submit', event => {
  event.preventDefault();
  if (picked().length === 0) return;
  tell({ together: 'ask', togetherProblem: '' }, document);
  show(picked().map(reference => ({ reference, number: '', sentence: '' })));
  box.showModal();
});
box.querySelector('.close').addEventListener('click', () => box.close());
box.querySelector('form').addEventListener('submit', async event => {
  event.preventDefault();
  if (box.ariaBusy === 'true') return;
  box.ariaBusy = 'true';
  const answer = await ask('POST', `/api/bureaus/${bureau}/certifications`, { body: { references: picked() } });
  box.ariaBusy = 'false';
  if (answer.status !== 200) {
    const lost = document.querySelector('[data-when="problem=lost"]').textContent;
    tell({ togetherProblem: answer.body?.detail ?? lost }, document);
    return;
  }
  const items = answer.body.items;
  const refused = items.filter(item => item.refusal).length;
  tell({ together: 'done', togetherDone: String(items.length - refused), togetherRefused: String(refused), togetherProblem: '' }, document);
  show(items.map(item => ({ reference: item.reference, number: item.registerNumber ?? '', sentence: item.refusal?.sentence ?? '' })));
  boxes().forEach(one => { one.checked = false; });
  say('together', { n: items.length - refused });
  look();
  refresh({ quietly: true });
});
