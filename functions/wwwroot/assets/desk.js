import { tell } from './facts.js';
import { actsFor, openAnswer, openAssignment, openClosure, openMerge, openNote, openQuestion, openSplit, openTransfer, take } from './desk/acts.js';
import { togetherFor } from './desk/bulk.js';
import { closeTicket, open, openTicket, refresh, sitsAt } from './desk/file.js';
import { firstFree, inQueue, isOpen, look, mark, rows, stop, watch } from './desk/queue.js';
import { referenceIn } from './reference.js';
import { listen } from './staff/keys.js';
import { openDoor } from './staff/sign-in.js';
import { say } from './staff/voice.js';

const deskPart = document.querySelector('#desk');
const find = id => document.querySelector(`#${id}`);
const isSeen = part => part.offsetParent !== null;
let desk;
let looks = 0;

async function enter(its) {
  const same = desk?.id === its.id;
  const writes = its.roles.includes('agent') || its.roles.includes('manager');
  desk = { ...its, reads: !writes };
  for (const hear of [sitsAt, actsFor, togetherFor]) hear(desk);
  tell({
    view: 'desk', me: desk.name ?? desk.id, operatorName: desk.operator?.name, everywhere: desk.operator ? '' : 'yes', reads: desk.reads ? 'yes' : '',
  });
  find('next').hidden = desk.reads || !desk.roles.includes('agent');
  if (!desk.operator && find('operator').options.length === 1) find('operator').append(...desk.operators.map(({ id, name }) => new Option(name, id)));
  const watching = watch(desk, looked);
  if (same && open()) await refresh();
  else follow();
  return watching;
}

/** Opens what the address names; a reference stands after # and so is never sent. */
function follow() {
  const reference = /^#(TIC-[\w-]+)$/i.exec(location.hash)?.[1];
  if (!reference && location.hash.length > 1) return;
  deskPart.dataset.shows = reference ? 'case' : 'queue';
  mark(reference);
  if (reference) openTicket(reference);
  else closeTicket();
}

/** The list has been looked at: if it tells another story of the open ticket, that is read again. */
function looked(items) {
  const its = open();
  mark(its?.reference);
  if (!its) return;
  const row = items.find(item => item.reference === its.reference);
  const differs = row && (row.status !== its.status || (row.agent ?? undefined) !== its.agent?.id);
  // A ticket that the filters leave out tells nothing by its row.
  if (!row || differs || ++looks % 3 === 0) refresh();
}

async function next() {
  const free = firstFree();
  if (!free || find('next').hidden) return say('no-next');
  if (location.hash !== `#${free.reference}`) history.pushState(null, '', `#${free.reference}`);
  deskPart.dataset.shows = 'case';
  mark(free.reference);
  await openTicket(free.reference);
  if (open() && isOpen(open()) && !open().agent) await take();
  return undefined;
}

function step(by) {
  const items = inQueue();
  const here = items.findIndex(item => item.reference === document.activeElement.closest('.row')?.dataset.reference);
  const there = items[here < 0 ? 0 : Math.max(0, Math.min(items.length - 1, here + by))];
  if (there) rows.get(there.reference).querySelector('.open').focus();
}

function backToQueue() {
  const reference = open()?.reference;
  history.pushState(null, '', location.pathname + location.search);
  follow();
  (rows.get(reference)?.querySelector('.open') ?? find('queue-title')).focus();
}

const whenSeen = (id, run) => () => { if (isSeen(find(id)) || find(id).closest('details') && isSeen(find('acts'))) run(); };

listen({
  n: next,
  j: () => step(1),
  k: () => step(-1),
  '/': () => {
    deskPart.dataset.shows = 'queue';
    find('whom').focus();
  },
  p: whenSeen('take', take),
  r: whenSeen('answer-it', openAnswer),
  q: whenSeen('ask-it', openQuestion),
  o: () => { if (isSeen(find('note-it')) || isSeen(find('note-answered'))) openNote(); },
  a: whenSeen('assign-it', openAssignment),
  t: whenSeen('transfer-it', openTransfer),
  u: whenSeen('merge-it', openMerge),
  s: whenSeen('split-it', openSplit),
  c: () => { if (isSeen(find('acts')) || isSeen(find('close-answered'))) openClosure(); },
  h: () => {
    find('story').open = true;
    find('story').querySelector('summary').focus();
  },
  f: backToQueue,
});
addEventListener('hashchange', () => { if (desk) follow(); });
addEventListener('popstate', () => { if (desk && !deskPart.hidden && location.hash.slice(1) !== (open()?.reference ?? '')) follow(); });
find('next').addEventListener('click', next);
find('back').addEventListener('click', event => {
  event.preventDefault();
  backToQueue();
});
find('find').addEventListener('submit', event => {
  event.preventDefault();
  const reference = referenceIn(find('whom').value, 'TIC');
  tell({ findProblem: reference ? '' : 'yes' }, document);
  // What is open already is read again.
  if (reference && reference === open()?.reference) refresh();
  else if (reference) location.hash = reference;
  else find('whom').focus();
});
document.addEventListener('visibilitychange', () => { if (!document.hidden && desk) look(); });

openDoor({
  at: '/api/tickets/desk',
  of: 'operator',
  roles: ['agent', 'manager', 'auditor'],
  enter,
  pause: stop,
  leave: () => {
    closeTicket();
    desk = undefined;
  },
});
