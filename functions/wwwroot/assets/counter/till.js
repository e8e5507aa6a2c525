import { list, tell } from '../facts.js';
import { amountOf } from '../money.js';
import { ask, whenBack } from '../staff/city.js';
import { say } from '../staff/voice.js';
import { date, day, hour } from '../time.js';

const part = document.querySelector('#till');
const box = document.querySelector('#refunding');
const which = document.querySelector('#till-date');
const lost = document.querySelector('[data-when="problem=lost"]');
let desk;
let bureau;
let called;
let shown;

/** Whose till it is, and what people call the bureau. */
export const countsFor = (its, of, name) => { [desk, bureau, called, shown] = [its, of, name, undefined]; };

const isOpen = () => part.offsetParent !== null;

// The city's day, whatever the desk's clock is set to show.
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());

/** Opens the till, at today's. */
export async function openTill() {
  which.max = which.value = today();
  part.querySelector('#till-title').focus();
  await read();
}

/** Reads the till of the chosen day; answers whether it could. */
async function read() {
  if (!which.value) return false;
  const [of, at] = [bureau, which.value];
  const answer = await ask('GET', `/api/bureaus/${of}/till?day=${at}`);
  // Somebody went on to another day meanwhile.
  if (of !== bureau || at !== which.value) return false;
  if (answer.status !== 200) {
    if (answer.status !== 401) tell({ tillProblem: answer.body?.detail ?? lost.textContent }, part);
    return false;
  }
  show(answer.body);
  return true;
}

function show(till) {
  shown = till;
  const gives = desk.roles.includes('manager');
  const sum = means => till.sums.filter(each => !means || each.means === means).reduce((all, each) => all + each.amount, 0);
  tell({
    till: 'read', tillProblem: '', tillDay: day(`${till.day}T00:00:00`), tillBureau: called,
    tillDesk: amountOf(sum('desk')), tillOnline: amountOf(sum('online')), tillAll: amountOf(sum()),
    tillLines: some(till.lines), tillRefunds: some(till.refundsDue), tillUnpaid: some(till.unpaid), tillGives: gives ? 'yes' : 'no',
  }, part);
  list(find('till-lines'), till.lines.map(line => ({
    ...line, at: hour(line.at), receipt: line.receipt ?? '', amount: amountOf(line.amount), back: line.amount < 0 ? 'yes' : '',
    officer: line.officerName?.[document.documentElement.lang] ?? line.officer ?? '',
  })), linked);
  list(find('till-refunds'), till.refundsDue.map(line => ({
    ...line, amount: amountOf(line.amount), since: date(line.since), why: line.notTaken ? 'other' : 'closed', receipt: line.receipt ?? '',
    asked: line.asked ? date(line.asked) : '', trouble: line.trouble ?? '', gives: gives && (!line.asked || line.trouble) ? 'yes' : '',
  })), (row, line) => {
    linked(row, line);
    row.querySelector('button').addEventListener('click', () => askRefund(line.reference, line.means));
  });
  list(find('till-unpaid'), till.unpaid.map(line => ({ ...line, amount: amountOf(line.amount), since: date(line.since), number: line.registerNumber })), linked);
}

const find = id => part.querySelector(`#${id}`);
const some = items => (items.length > 0 ? 'some' : 'none');
const linked = (row, { reference }) => { row.querySelector('a').href = `#${reference}`; };

/** What is given back is given back for a request, all of it. */
function askRefund(reference, means) {
  const sum = of => shown.refundsDue.filter(line => line.reference === reference && line.means === of).reduce((all, { amount }) => all + amount, 0);
  const [atDesk, online] = [sum('desk'), sum('online')];
  tell({
    refundOf: reference, refundMeans: means, refundProblem: '', refundDesk: atDesk ? amountOf(atDesk) : '', refundOnline: online ? amountOf(online) : '',
  }, box);
  box.dataset.reference = reference;
  box.showModal();
}

box.querySelector('.close').addEventListener('click', () => box.close());
box.querySelector('form').addEventListener('submit', async event => {
  event.preventDefault();
  if (box.ariaBusy === 'true') return;
  box.ariaBusy = 'true';
  const { reference } = box.dataset;
  const answer = await ask('POST', `/api/legalisations/${reference}/refund`);
  box.ariaBusy = 'false';
  if (answer.status !== 200) {
    tell({ refundProblem: answer.body?.detail ?? lost.textContent }, box);
    return;
  }
  box.close();
  say('refunded', { reference });
  find('till-title').focus();
  // The lists follow within a moment.
  for (let look = 0; look < 6 && await read() && stillDue(reference); look++) await new Promise(go => { setTimeout(go, 700); });
});

const stillDue = reference => shown?.refundsDue.some(line => line.reference === reference && !line.asked);

which.addEventListener('change', read);
find('till-again').addEventListener('click', read);
find('till-print').addEventListener('click', () => print());
whenBack(() => { if (isOpen()) read(); });
