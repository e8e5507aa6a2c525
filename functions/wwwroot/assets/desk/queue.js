import { tell } from '../facts.js';
import { ask, whenBack } from '../staff/city.js';
import { rowsIn } from '../staff/rows.js';
import { say } from '../staff/voice.js';
import { nameOf } from '../tickets/catalogue.js';
import { hour } from '../time.js';

const every = 15_000;
const section = document.querySelector('.queue');
const filters = document.querySelector('#filters');
const { show: showRows, rows } = rowsIn(document.querySelector('#rows'));
const arrondissements = new Map([...document.querySelector('#arrondissement').options].map(({ value, text }) => [value, text]));
let desk;
let items = [];
let pages = 1;
let known;
let timer;
let onLook = () => {};
let looks = 0;

/** What the rows stand for now, in their order. */
export const inQueue = () => items;

export { rows };

/** What an arrondissement is called. */
export const arrondissement = id => arrondissements.get(id) ?? '';

/** Begins to watch the tickets of a desk; `look` hears of every new look at them. */
export function watch(its, look) {
  [desk, onLook] = [its, look];
  return anew();
}

export function stop() {
  clearTimeout(timer);
  desk = undefined;
}

/** Shows what the filters ask for, from the first. */
function anew() {
  [items, pages, known] = [[], 1, undefined];
  showRows([]);
  tell({ queueProblem: '' }, section);
  return look();
}

/** Looks again, now and every quarter of a minute while somebody sees the page. */
export async function look() {
  clearTimeout(timer);
  if (!desk) return;
  const mine = ++looks;
  const found = await asked();
  if (!desk || mine !== looks) return;
  if (found) await take(found);
  onLook(items);
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, every);
}

async function asked() {
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  if (query.has('due')) query.set('due', before(query.get('due')));
  const found = [];
  let continuation;
  for (let page = 0; page < pages; page++) {
    if (continuation) query.set('continuation', continuation);
    const answer = await ask('GET', `/api/tickets?${query}`);
    if (answer.status !== 200) {
      if (answer.status !== 0 && answer.status !== 401) tell({ queueProblem: answer.body?.detail }, section);
      return undefined;
    }
    found.push(...answer.body.items);
    continuation = answer.body.continuation;
    if (!continuation) break;
  }
  tell({ more: continuation ? 'yes' : '' }, section);
  return found;
}

/** The moment before which an answer is due, to the minute. Casablanca's clocks are at UTC. */
function before(due) {
  const now = new Date();
  if (due === 'overdue') return now.toISOString();
  const days = due === 'today' ? 1 : 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days)).toISOString();
}

async function take(found) {
  const arrived = known ? found.filter(item => !known.has(item.reference)).length : 0;
  known = new Set(found.map(item => item.reference));
  items = found;
  tell({ count: items.length, empty: items.length > 0 ? '' : 'yes', queueProblem: '' }, section);
  showRows(await Promise.all(items.map(facts)));
  document.dispatchEvent(new CustomEvent('rows'));
  if (arrived > 0) say('arrived', { n: arrived });
}

const facts = async item => ({
  reference: item.reference,
  service: await nameOf(item.service),
  where: arrondissement(item.arrondissement),
  since: when(item.reportedAt),
  urgent: item.urgent ? 'yes' : '',
  due: isOpen(item) ? when(item.answerBy) : '',
  late: isLate(item) ? 'yes' : 'no',
  holder: !item.agent ? '' : item.agent === desk.id ? 'me' : 'other',
  holderName: desk.agents.find(({ id }) => id === item.agent)?.name ?? '',
  followers: item.followers > 0 ? String(item.followers) : '',
  pickable: isOpen(item) && !desk.reads ? 'yes' : '',
});

/** Whether something is still to be done about a ticket. */
export const isOpen = ({ status }) => ['received', 'assigned', 'awaiting-reporter'].includes(status);

/** Whether its answer should have been given. While its reporter is asked, the clock stands still. */
export const isLate = ({ status, answerBy }) => ['received', 'assigned'].includes(status) && Date.parse(answerBy) < Date.now();

/** A day, with its hour where it is today. */
function when(time) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());
  return time.startsWith(today) ? hour(time) : `${time.slice(8, 10)}/${time.slice(5, 7)}`;
}

/** The first ticket that nobody has in hand. */
export const firstFree = () => items.find(item => isOpen(item) && !item.agent);

/** Marks the row of the open ticket. */
export function mark(reference) {
  for (const [its, row] of rows) {
    const link = row.querySelector('.open');
    if (its === reference) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

filters.addEventListener('submit', event => event.preventDefault());
filters.addEventListener('change', anew);
document.querySelector('#more').addEventListener('click', () => {
  pages++;
  look();
});
document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  if (!document.hidden) look();
});
whenBack(() => look());
