import { list, tell } from '../facts.js';
import { get } from '../staff/city.js';
import { word } from '../words.js';
import { date, moment } from '../time.js';
import { entriesOf, nameOf, standing, subjectOf, titleOf } from './entries.js';

const filter = document.querySelector('#filter');
const language = document.documentElement.lang;
const find = id => document.querySelector(`#${id}`);
let me;
let shelf = [];
let pages = 1;

/** Who reads: their own proposals are told as such. */
export const readBy = id => { me = id; };

/** Changes as rows, each leading to its own story. */
export function showChanges(place, changes) {
  list(place, changes.map(change => ({
    ...change,
    subject: subjectOf(change),
    proposedAt: moment(change.proposedAt),
    mine: change.proposedBy === me ? 'yes' : 'no',
    proposedBy: change.proposedByName?.[language] ?? change.proposedBy,
    from: date(change.from, 'long') ?? '',
  })), (row, facts, index) => {
    row.querySelector('.open').href = `#${changes[index].reference}`;
    row.querySelector('.badge').dataset.status = changes[index].status;
  });
}

/** Changes in a status, of an entry, or all of them. */
export async function changesBy(query, most = 1) {
  const items = [];
  let continuation = '';
  for (let page = 0; page < most; page++) {
    const found = await get(`/api/referentiel-changes?${new URLSearchParams({ ...query, ...(continuation && { continuation }) })}`);
    items.push(...found.items);
    continuation = found.continuation;
    if (!continuation) break;
  }
  return { items, more: Boolean(continuation) };
}

/** How many proposals wait, told beside their room; answers them. */
export async function countWaiting() {
  const { items } = await changesBy({ status: 'proposed' });
  tell({ waiting: items.length ? String(items.length) : '' });
  return items;
}

/** A référentiel: what waits, what holds today, what comes, what is over. */
export async function showShelf(kind) {
  const [entries, waiting] = await Promise.all([entriesOf(kind), countWaiting()]);
  filter.value = '';
  shelf = entries.map(({ id, value }) => {
    const [from, until] = [date(value.from, 'long'), date(value.until, 'long')];
    return {
      id, kind, ...titleOf(kind, value, word), who: kind === 'delegations' ? nameOf('officers', value.officer) : '', order: value.from ?? '', standing: standing(value),
      from: from ?? '', until: until ?? '', span: !from ? '' : !until ? 'open' : from === until ? 'day' : 'days',
      provisional: value.provisional ? 'yes' : '', revoked: value.revokedAt ? 'yes' : '',
    };
  });
  const proposed = waiting.filter(change => change.kind === kind);
  tell({ shows: 'shelf', kind, proposals: proposed.length ? 'yes' : '' });
  find('add').href = `#${kind}/+`;
  showChanges(find('proposals'), proposed);
  showRows();
}

function showRows() {
  const wanted = plain(filter.value);
  const seen = shelf.filter(row => plain(`${row.title} ${row.about} ${row.id}`).includes(wanted));
  const sorted = shelf[0]?.who ? { now: byOfficer, coming: byOfficer, over: byOfficer }
    : { now: byTitle, coming: byDay, over: (one, other) => byDay(other, one) };
  for (const [place, order] of Object.entries(sorted)) {
    const rows = seen.filter(row => (row.standing === 'revoked' ? 'over' : row.standing) === place).sort(order);
    tell({ [place]: rows.length ? 'yes' : '' });
    list(find(place), rows, (one, { kind, id }) => { one.querySelector('.open').href = `#${kind}/${id}`; });
  }
  tell({ nothing: seen.length ? '' : 'yes' });
}

const inOrder = (one, other) => one.localeCompare(other, language, { numeric: true });
const byTitle = (one, other) => inOrder(one.title, other.title);
const byDay = (one, other) => inOrder(one.order, other.order);
const byOfficer = (one, other) => inOrder(one.who, other.who) || byDay(one, other) || byTitle(one, other);
// Accents are often left out in a search.
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** What waits for a decision, with what is decided and waits for its day. */
export async function showWaiting() {
  const [waiting, decided] = await Promise.all([countWaiting(), changesBy({ status: 'approved' })]);
  const planned = decided.items.filter(change => change.from);
  tell({ shows: 'changes', list: 'waiting', nothing: waiting.length ? '' : 'yes', more: '', planned: planned.length ? 'yes' : '' });
  showChanges(find('changes'), waiting);
  showChanges(find('planned'), planned);
}

/** Every change, the last first. */
export async function showJournal() {
  const all = await changesBy({}, pages);
  tell({ shows: 'changes', list: 'journal', nothing: all.items.length ? '' : 'yes', planned: '', more: all.more ? 'yes' : '' });
  showChanges(find('changes'), all.items);
}

filter.addEventListener('input', showRows);
find('more').addEventListener('click', () => {
  pages++;
  showJournal();
});
