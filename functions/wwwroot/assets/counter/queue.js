import { tell } from '../facts.js';
import { hour } from '../time.js';
import { ask, whenBack } from '../staff/city.js';
import { rowsIn } from '../staff/rows.js';
import { say } from '../staff/voice.js';
import { word } from '../words.js';

const every = 10_000;
const section = document.querySelector('.queue');
const status = document.querySelector('#status');
const { show: showRows, rows } = rowsIn(document.querySelector('#rows'));
let desk;
let bureau;
let items = [];
let pages = 1;
let known;
let timer;
let onLook = () => {};

/** What the rows stand for now, in their order. */
export const inQueue = () => items;

export { rows };

/** Begins to watch a bureau's queue; `look` hears of every new look at it. */
export async function watch(its, of, look) {
  [desk, bureau, onLook] = [its, of, look];
  await turnTo(status.value === 'found' ? 'submitted' : status.value);
}

export function stop() {
  clearTimeout(timer);
  desk = undefined;
}

/** Shows the requests in another status, from the first. */
export function turnTo(wanted) {
  status.value = wanted;
  [items, pages, known] = [[], 1, undefined];
  showRows([]);
  tell({ queueProblem: '' }, section);
  return look();
}

/** Looks at the queue again, now and every ten seconds while somebody sees the page. */
export async function look() {
  clearTimeout(timer);
  if (!desk) return;
  const wanted = status.value;
  if (wanted !== 'found') {
    const found = wanted === 'today' ? await today() : await inStatus(wanted);
    if (!desk || status.value !== wanted) return;
    if (found) take(found);
    onLook(items);
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, every);
}

async function inStatus(wanted) {
  const found = [];
  let continuation = '';
  for (let page = 0; page < pages; page++) {
    const more = continuation && `&continuation=${encodeURIComponent(continuation)}`;
    const answer = await ask('GET', `/api/bureaus/${bureau}/legalisations?status=${wanted}${more}`);
    if (!understood(answer)) return undefined;
    found.push(...answer.body.items);
    continuation = answer.body.continuation;
    if (!continuation) break;
  }
  tell({ more: continuation ? 'yes' : '' }, section);
  return found;
}

async function today() {
  const answer = await ask('GET', `/api/bureaus/${bureau}/visits`);
  if (!understood(answer)) return undefined;
  tell({ more: '' }, section);
  const { waiting, expected } = answer.body;
  const slot = item => (item.slot ? hour(item.slot.split('@')[1]) : '');
  tell({ there: String(waiting.length), expected: String(expected.length) }, section);
  return [
    ...waiting.map(item => ({ ...item, place: 'waiting', at: hour(item.since), slotAt: slot(item), walkIn: item.slot ? '' : 'yes' })),
    ...expected.map(item => ({ ...item, place: 'expected', at: slot(item) })),
  ];
}

function understood({ status: answer, body }) {
  if (answer === 200) return true;
  if (answer !== 0 && answer !== 401) tell({ queueProblem: body?.detail }, section);
  return false;
}

function take(found) {
  const arrived = known ? found.filter(item => !known.has(item.reference)).length : 0;
  known = new Set(found.map(item => item.reference));
  items = found;
  const today = status.value === 'today';
  tell({ count: today ? '' : items.length, day: today ? 'yes' : '', empty: items.length > 0 ? '' : today ? 'today' : 'yes', queueProblem: '' }, section);
  showRows(items.map(facts));
  document.dispatchEvent(new CustomEvent('rows'));
  if (arrived > 0) say('arrived', { n: arrived });
}

function facts(item) {
  return {
    reference: item.reference,
    kind: item.kind,
    pages: item.pages ?? '',
    since: when(item.requestedAt),
    holder: !item.claim ? '' : item.claim.officer === desk.id ? 'me' : 'other',
    holderName: item.claim?.name[document.documentElement.lang] ?? '',
    as: item.as ?? '',
    place: item.place ?? '',
    at: item.at ?? '',
    slotAt: item.slotAt ?? '',
    walkIn: item.walkIn ?? '',
    arrival: !desk.roles.includes('officer') || !item.place ? '' : item.place === 'waiting' ? 'leave' : 'come',
    statusText: status.value === 'found' || (item.place && item.status !== 'submitted') ? word(`is-${item.status}`) : '',
    pickable: status.value === 'presented' && desk.delegation ? 'yes' : '',
  };
}

/** The hour of today; for other days the day too. */
function when(time) {
  if (!time) return '';
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());
  return time.startsWith(day) ? hour(time) : `${time.slice(8, 10)}/${time.slice(5, 7)} ${hour(time)}`;
}

/** The first request of the queue that nobody has in hand; of today's, whose person is there. */
export const firstFree = () => items.find(item => !item.claim && item.place !== 'expected');

/** Marks the row of the open case. */
export function mark(reference) {
  for (const [its, row] of rows) {
    const link = row.querySelector('.open');
    if (its === reference) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

status.addEventListener('change', () => turnTo(status.value));
document.querySelector('#more').addEventListener('click', () => {
  pages++;
  look();
});
document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  if (!document.hidden) look();
});
whenBack(() => look());

document.querySelector('#find').addEventListener('submit', async event => {
  event.preventDefault();
  const field = event.target.elements.whom;
  tell({ findProblem: '' }, section);
  const answer = await ask('POST', `/api/bureaus/${bureau}/searches`, { body: { whom: field.value } });
  if (answer.status !== 200) {
    tell({ findProblem: answer.body?.detail }, section);
    field.focus();
    return;
  }
  status.querySelector('[value=found]').hidden = false;
  status.value = 'found';
  known = undefined;
  tell({ more: '' }, section);
  take(answer.body.items);
  say('found', { n: items.length });
  if (items.length === 1) location.hash = items[0].reference;
  else if (items.length > 1) rows.get(items[0].reference).querySelector('.open').focus();
});
