import { save } from '../call.js';
import { list, tell } from '../facts.js';
import { entriesOf, nameOf } from '../manage/entries.js';
import { askForFile, get } from '../staff/city.js';
import { date } from '../time.js';

const find = id => document.querySelector(`#${id}`);
// A volume of the signed export.
const volumeSize = 1000;
const rows = 100;
let book;
let shown = [];
let days = [];
let before;

/** A register, by its bureau's id and name: whether its chain holds, its exports, its last numbers. */
export async function showRegister(bureau, year, name) {
  book = { bureau, year };
  const [its] = await Promise.all([look(), entriesOf('officers')]);
  shown = its.items.reverse();
  tell({
    shows: 'register', book: `${year} · ${name}`, last: its.last, head: its.last ? its.head : '', exportProblem: '',
    published: its.published ? date(its.published) : '',
    chain: its.faults.length ? 'broken' : its.last ? 'sound' : 'empty',
  });
  list(find('faults'), its.faults.map(fault => ({ fault })));
  list(find('volumes'), Array.from({ length: Math.ceil(its.last / volumeSize) }, (_, index) => ({ volume: String(index + 1) })), (button, { volume }) => {
    button.addEventListener('click', () => fetchFile(`register.pdf?year=${year}&volume=${volume}`, `registre-${bureau}-${year}-${volume}.pdf`));
  });
  showNumbers();
}

const look = (end = '') => get(`/api/bureaus/${book.bureau}/register?year=${book.year}&most=${rows}${end && `&before=${end}`}`);

function showNumbers() {
  list(find('numbers'), shown.map(item => ({ ...item, day: date(item.day), officer: nameOf('officers', item.officer), fate: item.fate ?? 'open', witness: item.witness ?? '' })), link);
  tell({ earlier: shown.length && numberOf(shown[shown.length - 1]) > 1 ? 'yes' : '' });
}

const numberOf = item => Number(item.number.split('-')[1]);

/** A row's case leads to its story. */
const link = (row, facts) => { row.querySelector('a').href = `#case/${facts.case}`; };

async function fetchFile(file, name) {
  tell({ exportProblem: '' });
  const { blob, body } = await askForFile(`/api/bureaus/${book.bureau}/${file}`);
  if (blob) save(blob, name);
  else if (body) tell({ exportProblem: body.detail });
}

/** What was published of a register, day by day, and whether it still says so. */
export async function showHeads(bureau, year) {
  book = { bureau, year };
  days = [];
  before = undefined;
  tell({ chained: 'yes' });
  await moreDays();
  tell({ shows: 'heads' });
}

async function moreDays() {
  const found = await get(`/api/bureaus/${book.bureau}/register/heads?year=${book.year}${before ? `&continuation=${before}` : ''}`);
  days.push(...found.items);
  before = found.continuation;
  if (!found.chained) tell({ chained: 'no' });
  tell({ before: before ? 'yes' : '', stated: days.length ? 'yes' : '', nothing: days.length ? '' : 'heads' });
  list(find('days'), days.map(each => ({ ...each, day: date(each.date), number: each.number ?? '', count: each.count ?? '', fault: each.fault ?? '' })));
}

/** Cases of a bureau that somebody tried to certify without the right to. */
export async function showDenials(bureau) {
  book = { bureau };
  shown = [];
  before = undefined;
  await moreDenials();
  tell({ shows: 'denials' });
}

async function moreDenials() {
  const [found] = await Promise.all([
    get(`/api/bureaus/${book.bureau}/denials${before ? `?continuation=${encodeURIComponent(before)}` : ''}`), entriesOf('officers'),
  ]);
  shown.push(...found.items.flatMap(item => item.attempts.map(attempt => ({ ...attempt, case: item.reference, day: date(attempt.day), officer: nameOf('officers', attempt.officer) }))));
  before = found.continuation;
  tell({ moreDenials: before ? 'yes' : '', denied: shown.length ? 'yes' : '', nothing: shown.length ? '' : 'denials' });
  list(find('attempts'), shown, link);
}

/** A button's work, which a lost line or a session that is over must not break. */
const on = (id, act) => find(id).addEventListener('click', () => act().catch(answer => { if (answer.status === undefined) throw answer; }));
on('csv', () => fetchFile(`register.csv?year=${book.year}`, `registre-${book.bureau}-${book.year}.csv`));
on('earlier', async () => {
  shown.push(...(await look(numberOf(shown[shown.length - 1]))).items.reverse());
  showNumbers();
});
on('before', moreDays);
on('more-denials', moreDenials);
