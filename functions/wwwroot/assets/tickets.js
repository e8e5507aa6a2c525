import { call } from './call.js';
import { list, tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { isPhone, plain } from './request-rules.js';
import { nameOf, services } from './tickets/catalogue.js';
import { followTicket } from './tickets/similar.js';
import { date } from './time.js';

const language = document.documentElement.lang;
const find = id => document.querySelector(`#${id}`);
const filters = find('filters');
const arrondissements = new Map([...find('arrondissement').options].map(({ value, text }) => [value, text]));
const openStates = ['received', 'assigned', 'awaiting-reporter'];
const wide = matchMedia('(min-width: 64rem)');
let items = [];
let continuation;
let asked = 0;
let points;
let wanted;

// A letter's link names the ticket, and brings behind # the token that ends following it: that is kept out of the address, which stays on the screen.
const token = location.hash.slice(1);
if (token.includes('.')) {
  tell({ leave: 'asks', leaves: new URLSearchParams(location.search).get('ticket') ?? '' });
  history.replaceState(null, '', location.pathname);
}

tell({ script: 'on', map: 'offered' });
start();

async function start() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (filters.elements[name] && name !== 'service') filters.elements[name].value = value;
  }
  offerServices(new URLSearchParams(location.search).get('service') ?? '');
  await look();
  // On a telephone with a slow line the map comes when it is asked for.
  if (wide.matches) openMap();
}

async function offerServices(chosen) {
  const all = [...await services() ?? []].sort((one, other) => one.name.localeCompare(other.name, language));
  find('service').append(...all.map(({ code, name }) => new Option(name, code)));
  if (!chosen) return;
  filters.elements.service.value = chosen;
  look();
}

filters.addEventListener('submit', event => event.preventDefault());
filters.addEventListener('change', () => {
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
  look();
});
find('again').addEventListener('click', () => look());
find('more').addEventListener('click', () => look({ more: true }));

async function look({ more } = {}) {
  const mine = ++asked;
  if (!more) tell({ list: 'loading' });
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  if (more) query.set('continuation', continuation);
  const { body } = await call('GET', `/api/tickets/public?${query}`);
  if (mine !== asked) return;
  if (!body) return tell({ list: 'failed' });
  const first = more ? items.length : 0;
  items = [...(more ? items : []), ...body.items];
  continuation = body.continuation;
  await show();
  if (more) find('list').querySelectorAll('li')[first]?.querySelector('button:not([hidden])')?.focus();
}

async function show() {
  const facts = await Promise.all(items.map(async item => ({
    reference: item.reference, status: item.status, name: await nameOf(item.service), when: date(item.reportedAt, 'long'),
    where: arrondissements.get(item.place?.arrondissement) ?? '', followers: item.followers > 0 ? String(item.followers) : '',
    point: item.place?.lat === undefined || item.place.lat === null ? '' : 'yes', open: openStates.includes(item.status) ? 'yes' : '',
  })));
  list(find('list'), facts, (card, its) => {
    card.dataset.reference = its.reference;
    card.querySelector('[data-act="show"]').addEventListener('click', () => showOnMap(its.reference));
    card.querySelector('[data-act="me-too"]').addEventListener('click', () => askToFollow(its));
  });
  tell({ list: items.length ? 'some' : 'none', count: String(items.length), more: continuation ? 'yes' : '' });
  points?.show(onMap());
}

const onMap = () => items.filter(({ place }) => typeof place?.lat === 'number')
  .map(({ reference, status, place }) => ({ reference, lat: place.lat, long: place.long, closed: !openStates.includes(status) }));

async function openMap() {
  tell({ map: 'open' });
  if (points) return;
  try {
    const { cityMap, pointsOn } = await import('./tickets/map.js');
    points = pointsOn(await cityMap(document.querySelector('.map'), arrondissements), { open: point });
    points.show(onMap());
  } catch {
    tell({ map: 'failed' });
  }
}

find('open-map').addEventListener('click', async () => {
  await openMap();
  document.querySelector('.map').focus();
});

async function showOnMap(reference) {
  await openMap();
  if (!points) return;
  points.mark(reference);
  point(reference, { stays: true });
  find('map-part').scrollIntoView({ block: 'nearest' });
  document.querySelector('.map').focus({ preventScroll: true });
}

/** Marks a ticket in the list, and goes to it. */
function point(reference, { stays } = {}) {
  points.mark(reference);
  for (const card of find('list').querySelectorAll('li')) {
    const its = card.dataset.reference === reference;
    card.classList.toggle('marked', its);
    if (its && !stays) {
      card.scrollIntoView({ block: 'nearest' });
      card.querySelector('button:not([hidden])')?.focus({ preventScroll: true });
    }
  }
}

find('leave').addEventListener('click', async () => {
  const { status, body } = await call('POST', '/api/followers/end', { body: { token } });
  if (status === 200) return tell({ leave: 'done', leaveWhy: '', leaveLost: '' });
  tell({ leaveWhy: body?.detail ?? '', leaveLost: body?.detail ? '' : 'yes' });
});

const box = find('me-too');
const form = find('me-too-form');

function askToFollow(its) {
  wanted = its.reference;
  tell({ asks: 'yes', name: its.name, reference: its.reference, followWhy: '', followLost: '' }, box);
  complain(form, []);
  box.showModal();
}

form.addEventListener('input', ({ target }) => forgive(form, target.name));
box.querySelector('.close').addEventListener('click', () => box.close());
form.addEventListener('submit', async event => {
  event.preventDefault();
  if (form.ariaBusy === 'true') return;
  const { phone, email } = Object.fromEntries(new FormData(form));
  const wrong = [...(phone && !isPhone(plain(phone)) ? ['phone'] : []), ...(email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? ['email'] : [])];
  complain(form, wrong);
  if (wrong.length > 0) return;
  form.ariaBusy = 'true';
  const { status, body } = await followTicket(wanted, { phone, email });
  form.ariaBusy = 'false';
  const done = status >= 200 && status < 300;
  tell({ asks: done ? 'done' : 'yes', followWhy: done ? '' : body?.detail ?? '', followLost: !done && !body?.detail ? 'yes' : '' }, box);
  if (!done) return;
  box.querySelector('.close').focus();
  look();
});
