import { tell } from '../facts.js';
import { complain, forgive } from '../fields.js';
import { ask } from '../staff/city.js';
import { rowsIn } from '../staff/rows.js';
import { say } from '../staff/voice.js';
import { refresh } from './file.js';
import { look, rows } from './queue.js';

const most = 50;
const bar = document.querySelector('#bulk');
const box = document.querySelector('#together');
const form = box.querySelector('form');
const { show } = rowsIn(document.querySelector('#together-rows'));
let desk;
let results = new Map();

/** Whose desk it is. */
export const togetherFor = its => { desk = its; };

const boxes = () => [...rows.values()].filter(row => !row.querySelector('.pick').hidden).map(row => row.querySelector('.pick input'));
const picked = () => [...rows].filter(([, row]) => !row.querySelector('.pick').hidden && row.querySelector('.pick input').checked).map(([reference]) => reference);
const count = () => tell({ picked: String(picked().length), bulk: boxes().length > 0 ? 'yes' : '' }, document);
const showResults = () => show([...results].map(([reference, result]) => ({ reference, result: result === 'done' ? 'done' : '', sentence: result === 'done' ? '' : result })));

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

bar.addEventListener('submit', event => {
  event.preventDefault();
  if (picked().length === 0) return;
  results = new Map(picked().map(reference => [reference, '']));
  tell({ together: 'ask', togetherAct: form.elements['together-act'].value, togetherProblem: '' }, document);
  complain(form, []);
  showResults();
  box.showModal();
});
box.querySelector('.close').addEventListener('click', () => box.close());
form.addEventListener('input', ({ target }) => {
  forgive(form, target.name);
  if (target.name === 'together-act') tell({ togetherAct: target.value }, document);
});
form.addEventListener('submit', async event => {
  event.preventDefault();
  if (box.ariaBusy === 'true') return;
  const chosen = form.elements['together-act'].value;
  const text = form.elements['together-text'].value.trim();
  const wrong = [!chosen && 'together-act', chosen === 'answer' && text.length < 3 && 'together-text'].filter(Boolean);
  complain(form, wrong);
  if (wrong.length > 0) return;
  box.ariaBusy = 'true';
  const answer = await ask('POST', '/api/tickets/bulk', {
    body: {
      tickets: [...results.keys()],
      ...{ take: { act: 'assignment', agent: desk.id }, answer: { act: 'answer', text }, close: { act: 'closure', outcome: 'solved' } }[chosen],
    },
  });
  box.ariaBusy = 'false';
  if (answer.status !== 200) {
    tell({ togetherProblem: answer.body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent }, document);
    return;
  }
  const { done, refused } = answer.body;
  for (const reference of done) results.set(reference, 'done');
  for (const { reference, sentence } of refused) results.set(reference, sentence);
  showResults();
  tell({ together: 'done', togetherDone: String(done.length), togetherRefused: String(refused.length) }, document);
  boxes().forEach(one => { one.checked = false; });
  form.reset();
  box.querySelector('.close').focus();
  say('together', { n: done.length });
  look();
  refresh({ quietly: true });
});
