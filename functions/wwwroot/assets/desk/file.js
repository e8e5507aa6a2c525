import { list, tell } from '../facts.js';
import { ask, askForFile, whenBack } from '../staff/city.js';
import { draftsOf } from '../staff/drafts.js';
import { say } from '../staff/voice.js';
import { service, toldOf } from '../tickets/catalogue.js';
import { moment } from '../time.js';
import { arrondissement, isLate, isOpen } from './queue.js';

const part = document.querySelector('#case');
const title = document.querySelector('#case-title');
const pictures = new Map();
let desk;
let its;
let tag;
let question = 0;

/** What is typed in the dialogs, by the ticket that it is about. */
export const typed = draftsOf('counter.desk', '#answering textarea, #asking textarea, #noting textarea, #transferring textarea, #splitting textarea, #closing textarea');

/** Whose desk it is. */
export const sitsAt = whose => { desk = whose; };

/** The open ticket as it is shown; undefined when none is open. */
export const open = () => its;

/** ETag of what is shown: an act holds for this and nothing else. */
export const shownTag = () => tag;

/** Opens a ticket, and takes the reader to it. */
export async function openTicket(reference) {
  if (its?.reference !== reference) clear();
  its = undefined;
  trouble('');
  tell({ open: 'loading', nearby: '' }, part);
  if (!await load(reference)) return;
  tellNearby();
  typed.restore(its.reference);
  say('opened', { reference: its.reference });
  title.focus();
}

/** Open tickets of the same category near the open one; none where its point is not known. */
export async function similar() {
  const { service: { id }, place, reference } = its;
  const answer = typeof place.lat === 'number' ? await ask('POST', '/api/tickets/similar', { body: { service: id, place } }) : {};
  return (answer.body?.items ?? []).filter(one => one.reference !== reference);
}

async function tellNearby() {
  const { reference } = its;
  const near = isOpen(its) && !desk.reads ? await similar() : [];
  if (its?.reference === reference) tell({ nearby: near.length ? String(near.length) : '' }, part);
}

export function closeTicket() {
  question++;
  its = undefined;
  clear();
  trouble('');
  tell({ open: 'no' }, part);
}

/** Reads the open ticket again. With `quietly`, what changed is the agent's own doing and need not be told. */
export async function refresh({ quietly } = {}) {
  if (!its) return;
  const before = tag;
  if (await load(its.reference) && !quietly && tag !== before) say('moved', { reference: its.reference });
}

/** Tells what went wrong: a name of the page's sentences, or what the city said. */
export function trouble(name, said) {
  tell({ problem: name, said }, part);
  if (name) document.querySelector('#problem').focus();
}

async function load(reference) {
  const mine = ++question;
  const answer = await ask('GET', `/api/tickets/${encodeURIComponent(reference)}`);
  if (mine !== question) return false;
  if (answer.status !== 200) {
    if (!its) tell({ open: answer.status === 0 ? 'loading' : 'no' }, part);
    if (answer.status > 401) trouble('said', answer.body?.detail);
    if (answer.status === 0 && !its) part.dataset.waits = reference;
    return false;
  }
  delete part.dataset.waits;
  [its, tag] = [answer.body, answer.tag];
  show();
  return true;
}

function show() {
  const { place, reporter } = its;
  const acts = desk.reads ? '' : isOpen(its) ? 'open' : its.status === 'answered' ? 'answered' : its.status === 'merged' ? 'merged' : '';
  tell({
    open: 'yes', reference: its.reference, kind: its.kind, statusText: its.statusText, urgent: its.urgent ? 'yes' : '',
    turn: acts !== 'open' ? '' : !its.agent ? 'take' : its.agent.id === desk.id ? 'mine' : 'other', holderName: its.agent?.name,
    service: its.service.name, description: its.description, erased: its.erased ? 'yes' : '', acts,
    due: isOpen(its) ? moment(its.answerBy) : '', late: isLate(its) ? 'yes' : 'no', paused: its.pausedSince ? 'yes' : '',
    address: place.address, where: arrondissement(place.arrondissement), approximate: place.approximate ? 'yes' : '',
    misplaced: place.approximate || !place.arrondissement || typeof place.lat !== 'number' ? 'yes' : '', point: typeof place.lat === 'number' ? `${place.lat.toFixed(5)}, ${place.long.toFixed(5)}` : '',
    reporterName: reporter?.name ?? '', phone: reporter?.phone ?? '', email: reporter?.email ?? '', anonymous: reporter ? '' : 'yes', operatorName: its.operator.name,
    followers: its.followers > 0 ? String(its.followers) : '', mergedInto: its.mergedInto ?? '', absorbs: (its.absorbs ?? []).join(' '),
    parts: (its.splitInto ?? []).map(({ reference }) => reference).join(' '), splitFrom: its.splitFrom ?? '',
    escalations: its.escalations > 0 ? String(its.escalations) : '', rating: its.rating ? String(its.rating) : '',
    messages: its.messages.length ? 'some' : '',
  }, part);
  document.querySelector('#point-at').href = typeof place.lat === 'number' ? `geo:${place.lat},${place.long}` : location.pathname;
  tell({ language: its.language }, document.querySelector('#answering'));
  document.querySelector('#badge').dataset.status = its.status;
  document.querySelector('#merged-into').hash = its.mergedInto ?? '';
  list(document.querySelector('#messages'), its.messages.map(({ at, by, text, internal }) => ({ when: moment(at), by: internal ? 'note' : by, name: '', text })),
    (line, { by }) => { line.dataset.by = by; });
  list(document.querySelector('#story-lines'), its.history.map(({ at, what, by }) => (
    { at: moment(at), what, by: ['citizen', 'city', 'agent', 'manager', 'reporter'].includes(by) ? '' : by })));
  showAnswers(its);
  showPhotos(its);
}

/** What the reporter answered to the category's questions, in the page's words. */
async function showAnswers({ reference, service: { id }, attributes }) {
  const questions = attributes ? (await service(id))?.attributes ?? [] : [];
  if (its?.reference !== reference) return;
  list(document.querySelector('#answers'), toldOf(questions, attributes ?? {}));
}

async function showPhotos({ reference, photos }) {
  await Promise.all(photos.filter(({ id }) => !pictures.has(id)).map(async ({ id, url }) => {
    const { blob } = await askForFile(url);
    if (blob) pictures.set(id, URL.createObjectURL(blob));
  }));
  if (its?.reference !== reference) return;
  const there = photos.filter(({ id }) => pictures.has(id));
  list(document.querySelector('#photos'), there, (one, { id }) => {
    one.querySelector('img').src = pictures.get(id);
    one.querySelector('a').href = pictures.get(id);
  });
  tell({ photos: there.length ? 'some' : '' }, part);
}

function clear() {
  for (const picture of pictures.values()) URL.revokeObjectURL(picture);
  pictures.clear();
  tell({ photos: '' }, part);
}

whenBack(() => {
  if (part.dataset.waits) openTicket(part.dataset.waits);
  else refresh();
});
