import { call, callForFile } from './call.js';
import { list, tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { newKey } from './key.js';
import { lostCode } from './lost-code.js';
import { photoChoice, sendPhoto } from './report/photo.js';
import { isAccessCode, referenceIn } from './reference.js';
import { accessOf } from './session.js';
import { service, toldOf } from './tickets/catalogue.js';
import { day, moment } from './time.js';

const form = document.querySelector('#open');
const place = document.querySelector('#case');
const { forget, remember, remembered } = accessOf('ticket access');
const open = ['received', 'assigned', 'awaiting-reporter'];
const ended = ['answered', 'closed'];
const arrondissements = new Map([...document.querySelector('#arrondissements').content.children].map(({ value, text }) => [value, text]));
const pictures = new Map();
let access;
let its;
let busy = false;
let looking;

tell({ opening: 'no' });
const asked = referenceIn(decodeURIComponent(location.pathname.split('/').pop()), 'TIC');
const secret = decodeURIComponent(location.hash.slice(1));
const known = secret && asked && isAccessCode(secret) ? { reference: asked, code: secret } : remembered();
form.elements.reference.value = asked ?? known?.reference ?? '';
if (known && (!asked || asked === known.reference)) enter(known, true);
else tell({ view: 'closed' });

form.addEventListener('input', ({ target }) => forgive(form, target.name));
form.addEventListener('submit', event => {
  event.preventDefault();
  const { reference: typed, code, keep } = Object.fromEntries(new FormData(form));
  const reference = referenceIn(typed, 'TIC');
  const wrong = [...(reference ? [] : ['reference']), ...(isAccessCode(code) ? [] : ['code'])];
  form.querySelector('.trouble').hidden = true;
  complain(form, wrong);
  if (wrong.length === 0) enter({ reference, code: code.trim() }, keep === 'yes');
});

lostCode(form, 'TIC', '/api/tickets');

async function enter(wanted, keep) {
  tell({ opening: 'yes' });
  const answer = await call('GET', `/api/tickets/${wanted.reference}`, { code: wanted.code });
  tell({ opening: 'no' });
  if (answer.status !== 200) return stayClosed(answer);
  access = wanted;
  keep ? remember(access) : forget();
  history.replaceState(null, '', `/tickets/${access.reference}${location.search}`);
  form.reset();
  tell({ view: 'open', sending: '', kept: keep ? 'yes' : 'no', shown: '' });
  show(answer.body);
  place.querySelector('h2').focus({ preventScroll: true });
  scrollTo(0, 0);
  return undefined;
}

function stayClosed({ status, body }) {
  tell({ view: 'closed' });
  if (status === 404) forget();
  const lost = status === 0 || status >= 500;
  tell({ trouble: lost ? 'lost' : 'refused', why: lost ? '' : body?.detail ?? '' }, form);
  const trouble = form.querySelector('.trouble');
  trouble.hidden = false;
  trouble.focus();
}

function show(told) {
  its = told;
  const isOpen = open.includes(its.status);
  const messages = its.messages ?? [];
  const last = messages.filter(message => message.by !== 'reporter').at(-1)?.text ?? '';
  const mayRate = ended.includes(its.status) && !its.rating;
  tell({
    reference: its.reference, kind: its.kind, status: its.status, serviceName: its.service.name, operatorName: its.operator.name,
    answerBy: day(its.answerBy), question: last, answer: last, mergedInto: its.mergedInto, rated: its.rating ? String(its.rating) : '',
    reopenUntil: day(its.reopenUntil), description: its.description, address: its.place?.address, reportedAt: moment(its.reportedAt),
    point: its.place?.lat ? `${its.place.lat.toFixed(5)}, ${its.place.long.toFixed(5)}` : '',
    arrondissement: arrondissements.get(its.place?.arrondissement) ?? '', followers: its.followers > 0 ? String(its.followers) : '',
    maySay: isOpen ? 'yes' : '', adds: isOpen && its.status !== 'awaiting-reporter' ? 'yes' : '', mayRate: mayRate ? 'yes' : '', mayReopen: its.reopenUntil ? 'yes' : '',
    mayWithdraw: isOpen ? 'yes' : 'no', mayHide: its.reporter && !its.nameHidden ? 'yes' : '', mayEnd: isOpen || (its.reporter && !its.nameHidden) ? 'yes' : '',
    nameHidden: its.nameHidden ? 'yes' : '', parts: its.splitInto?.length ? 'some' : '', mayAdd: its.upload ? 'yes' : '',
    photosAwaited: its.photosAwaited ? 'yes' : '', photoRefused: its.photoRefused ?? '', messages: messages.length ? 'some' : '', refresh: '',
  });
  list(document.querySelector('#messages'), messages.map(({ at, by, text }) => ({ when: moment(at), by: by === 'reporter' ? 'reporter' : 'operator', text })));
  list(document.querySelector('#history'), [...its.history].reverse().map(line => ({ what: line.what, when: moment(line.at), by: line.by })));
  list(document.querySelector('#parts-of-it'), its.splitInto ?? [], (one, part) => {
    one.querySelector('a').href = `/tickets/${part.reference}${part.accessCode ? `#${part.accessCode}` : ''}`;
  });
  showPhotos(its.photos ?? []);
  showAnswers(its);
  // A photo is judged within a moment.
  clearTimeout(looking);
  if (its.photosAwaited) looking = setTimeout(look, 2500);
}

async function showPhotos(photos) {
  await Promise.all(photos.filter(({ id }) => !pictures.has(id)).map(async ({ id, url }) => {
    const { blob } = await callForFile(new URL(url, location.href).pathname, { code: access.code });
    if (blob) pictures.set(id, URL.createObjectURL(blob));
  }));
  const there = photos.filter(({ id }) => pictures.has(id));
  list(document.querySelector('#photos'), there, (one, { id }) => { one.querySelector('img').src = pictures.get(id); });
  tell({ photos: there.length ? 'some' : '' });
}

async function showAnswers({ service: { id }, attributes }) {
  const questions = attributes ? (await service(id))?.attributes ?? [] : [];
  list(document.querySelector('#answers'), toldOf(questions, attributes ?? {}));
}

async function look() {
  if (!access) return;
  const answer = await call('GET', `/api/tickets/${access.reference}`, { code: access.code });
  if (answer.status === 200) show(answer.body);
  else tell({ refresh: 'failed' });
}

const keys = new Map();

/** One act of the reporter's; true when it is done, and the ticket shown as it is now. The same text sent twice is one. */
async function act(method, name, body) {
  if (busy) return false;
  busy = true;
  tell({ actProblem: '', actWhy: '' });
  const same = `${name} ${JSON.stringify(body)}`;
  if (!keys.has(same)) keys.set(same, newKey());
  const { status, body: told } = await call(method, `/api/tickets/${access.reference}/${name}`, { code: access.code, body, key: keys.get(same) });
  busy = false;
  if (status >= 200 && status < 300) {
    keys.delete(same);
    await look();
    return true;
  }
  const lost = status === 0 || status >= 500;
  tell({ actProblem: lost ? 'lost' : 'said', actWhy: lost ? '' : told?.detail ?? '' });
  document.querySelector('#act-problem').focus();
  if (status === 409) await look();
  return false;
}

/** A form of one text: complains when it is empty, sends it, and is emptied. */
function textForm(id, name, send) {
  const part = document.querySelector(id);
  part.addEventListener('input', ({ target }) => forgive(part, target.name));
  part.addEventListener('submit', async event => {
    event.preventDefault();
    const text = part.elements[name].value.trim();
    complain(part, text.length >= 3 ? [] : [name]);
    if (text.length < 3 || !await send(text)) return;
    part.reset();
    document.querySelector('#case h2').focus({ preventScroll: true });
    document.querySelector('#status').scrollIntoView({ block: 'nearest' });
  });
}

textForm('#say', 'message', text => act('POST', 'messages', { text }));
textForm('#reopen', 'why', text => act('POST', 'reopening', { text }));

const rate = document.querySelector('#rate');
rate.addEventListener('input', ({ target }) => forgive(rate, target.name));
rate.addEventListener('submit', async event => {
  event.preventDefault();
  const { stars, 'rating-text': text } = Object.fromEntries(new FormData(rate));
  complain(rate, stars ? [] : ['stars']);
  if (stars && await act('POST', 'rating', { stars: Number(stars), text: text.trim() || undefined })) place.querySelector('h2').focus({ preventScroll: true });
});

const photo = photoChoice(document.querySelector('.photo'), has => tell({ photoThere: has ? 'yes' : '' }));
document.querySelector('#add-photo').addEventListener('submit', async event => {
  event.preventDefault();
  if (!photo.has() || !await sendPhoto(photo, its.upload, access)) return;
  photo.drop();
  await look();
});

const withdrawal = document.querySelector('#withdrawal');
withdrawal.addEventListener('close', () => { if (withdrawal.returnValue === 'yes') act('POST', 'withdrawal', {}); });
const buttons = {
  withdraw: () => {
    withdrawal.returnValue = 'no';
    withdrawal.showModal();
  },
  'hide-name': () => act('DELETE', 'name'),
  refresh: look,
  'show-code': () => tell({ shown: access.code }),
  close: () => {
    forget();
    access = undefined;
    for (const picture of pictures.values()) URL.revokeObjectURL(picture);
    pictures.clear();
    history.replaceState(null, '', '/tickets/follow');
    tell({ view: 'closed' });
    form.elements.reference.focus();
  },
};
for (const [name, run] of Object.entries(buttons)) document.querySelector(`[data-act="${name}"]`).addEventListener('click', run);
document.querySelector('[data-act="send-photo"]').addEventListener('click', () => document.querySelector('#add-photo').requestSubmit());
