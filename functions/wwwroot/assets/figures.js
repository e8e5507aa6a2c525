import { call } from './call.js';
import { list, tell } from './facts.js';
import { date } from './time.js';
import { word } from './words.js';

const filters = document.querySelector('#filters');
// As the city's papers write numbers, in either language: thousands apart, tenths after a comma.
const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });
const percent = share => `${Math.round(share * 100)} %`;
const untold = '–';
let looks = 0;

const told = (value, way) => (typeof value === 'number' ? way(value) : untold);

async function look() {
  const mine = ++looks;
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  tell({ state: 'loading' });
  const { status, body } = await call('GET', `/api/tickets/figures?${query}`);
  if (mine !== looks) return;
  if (status !== 200) return tell({ state: status >= 400 && status < 500 ? 'refused' : 'failed', why: body?.detail });
  document.querySelector('#csv').href = `/api/tickets/figures.csv?${query}`;
  for (const name of ['from', 'to']) filters.elements[name].value ||= body[name];
  tell({
    state: 'told', ...facts(body.all), period: word('between', { from: date(body.from, 'long'), to: date(body.to, 'long') }), days: String(body.days),
    nothing: body.items.length === 0, something: body.items.length > 0,
  }, document.querySelector('.public'));
  // After the totals, whose names the lines share.
  list(document.querySelector('#lines'), body.items.map(line => ({ name: nameOf(line, body.by), ...facts(line) })));
}

const nameOf = ({ id, name }, by) => (by === 'day' ? date(id) : name ?? (id || word('nowhere')));

const facts = line => ({
  reported: told(line.reported, number.format), open: told(line.open, number.format), ended: told(line.ended, number.format),
  onTime: told(line.onTimeShare, percent), median: told(line.medianHours, hours => word('hours', { n: number.format(hours) })),
});

filters.addEventListener('submit', event => event.preventDefault());
filters.addEventListener('change', look);
document.querySelector('#again').addEventListener('click', look);
tell({ script: 'on' });
look();
