import { tell } from './facts.js';
import { openRefusal, take } from './counter/acts.js';
import { receivesFor } from './counter/arrivals.js';
import { certifiesFor } from './counter/bulk.js';
import { closeCase, open, openCase, refresh, sitsAt } from './counter/file.js';
import { listen } from './staff/keys.js';
import { focusPaper, print } from './counter/paper.js';
import { firstFree, inQueue, look, mark, rows, stop, watch } from './counter/queue.js';
import './counter/scan.js';
import './counter/specimen.js';
import { countsFor, openTill } from './counter/till.js';
import { ask } from './staff/city.js';
import { openDoor } from './staff/sign-in.js';
import { say } from './staff/voice.js';

const language = document.documentElement.lang;
const deskPart = document.querySelector('#desk');
const isSeen = part => part.offsetParent !== null;
const find = id => document.querySelector(`#${id}`);
let desk;
let active = 0;
let looks = 0;

async function enter(its) {
  // Whoever comes back to their own desk finds it as it was.
  const same = desk?.id === its.id;
  desk = its;
  sitsAt(desk);
  const officer = desk.roles.includes('officer');
  tell({
    view: 'desk', me: desk.name?.[language] ?? desk.id, function: desk.function?.[language] ?? '', bureauName: desk.bureauName?.[language],
    everywhere: officer ? '' : 'yes', authority: officer && !desk.delegation ? 'none' : '',
  });
  find('next').hidden = !officer;
  if (!officer) await offerBureaus();
  const bureau = desk.bureau ?? find('bureau').value;
  receivesAt(bureau);
  const watching = watch(desk, bureau, looked);
  if (same && open() && location.hash !== '#till') await refresh();
  else follow();
  return watching;
}

/** Whose desk this is now. */
function receivesAt(bureau) {
  certifiesFor(bureau);
  receivesFor(bureau);
  countsFor(desk, bureau, desk.bureauName?.[language] ?? find('bureau').selectedOptions[0]?.text);
}

async function offerBureaus() {
  if (find('bureau').options.length > 0) return;
  const { body } = await ask('GET', '/api/bureaus');
  find('bureau').append(...(body?.items ?? []).map(({ id, name }) => new Option(name[language], id)));
}

/** Opens what the address names; a reference stands after # and so is never sent. */
function follow() {
  if (location.hash === '#till') {
    deskPart.dataset.shows = 'till';
    return openTill();
  }
  const reference = /^#(LEG-[\w-]+)$/i.exec(location.hash)?.[1];
  if (!reference && location.hash.length > 1) return;
  deskPart.dataset.shows = reference ? 'case' : 'queue';
  mark(reference);
  if (reference) openCase(reference);
  else closeCase();
  return undefined;
}

/** The queue has been looked at: if it tells another story of the open case, the case is read again. */
function looked(items) {
  const its = open();
  mark(its?.reference);
  if (!its || its.status === 'certifying') return;
  const row = items.find(item => item.reference === its.reference);
  const differs = row && (row.status !== undefined && row.status !== its.status || (row.claim?.officer !== its.claim?.officer));
  if (differs || ++looks % 3 === 0) refresh();
}

async function next() {
  const free = firstFree();
  if (!free) return say('no-next');
  if (location.hash !== `#${free.reference}`) history.pushState(null, '', `#${free.reference}`);
  deskPart.dataset.shows = 'case';
  mark(free.reference);
  await openCase(free.reference);
  if (['submitted', 'presented'].includes(open()?.status) && !open().claim) await take();
  return undefined;
}

function step(by) {
  const items = inQueue();
  const here = items.findIndex(item => item.reference === document.activeElement.closest('.row')?.dataset.reference);
  const there = items[here < 0 ? 0 : Math.max(0, Math.min(items.length - 1, here + by))];
  if (there) rows.get(there.reference).querySelector('.open').focus();
}

function goTo(selector) {
  const place = document.querySelector(selector);
  if (place && isSeen(place)) place.focus();
}

function backToQueue() {
  const reference = open()?.reference;
  history.pushState(null, '', location.pathname + location.search);
  follow();
  (rows.get(reference)?.querySelector('.open') ?? find('queue-title')).focus();
}

listen({
  n: next,
  j: () => step(1),
  k: () => step(-1),
  '/': () => { deskPart.dataset.shows = 'queue'; goTo('#whom'); },
  p: () => { if (isSeen(find('take'))) take(); },
  a: () => goTo(document.activeElement.closest('.row') ? '.row:focus-within .arrival:not([hidden])' : '#case .arrived button:not([hidden])'),
  s: () => goTo('#scan-file'),
  d: focusPaper,
  e: () => goTo(isSeen(find('correct')) ? '#correct' : '#identity [name=proof]'),
  c: () => goTo('#certify'),
  t: () => goTo('#take-fee'),
  r: () => { if (isSeen(find('refuse'))) openRefusal(); },
  i: () => { if (isSeen(find('print'))) print(); },
  h: () => { find('story').open = true; goTo('#story summary'); },
  q: () => { location.hash = 'till'; },
  f: backToQueue,
});
addEventListener('hashchange', () => { if (desk) follow(); });
addEventListener('popstate', () => { if (desk && !deskPart.hidden && location.hash.slice(1) !== (open()?.reference ?? '') && location.hash !== '#till') follow(); });
find('next').addEventListener('click', next);
for (const back of ['back', 'till-back']) {
  find(back).addEventListener('click', event => {
    event.preventDefault();
    backToQueue();
  });
}
find('bureau').addEventListener('change', () => {
  // Who counts tills counts the next bureau's.
  if (location.hash !== '#till') history.replaceState(null, '', location.pathname + location.search);
  receivesAt(find('bureau').value);
  follow();
  watch(desk, find('bureau').value, looked);
});
// A case stays in hand while somebody works on it: every minute, if they have touched anything in the last five.
for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, () => { active = Date.now(); });
setInterval(async () => {
  const its = open();
  if (!desk || document.hidden || its?.claim?.officer !== desk.id || Date.now() - active > 300_000) return;
  const { status } = await ask('POST', `/api/legalisations/${its.reference}/claim`);
  if (status === 200) refresh({ quietly: true });
  else look();
}, 60_000);

openDoor({
  roles: ['officer', 'manager', 'auditor'],
  enter,
  pause: stop,
  leave: () => {
    closeCase();
    desk = undefined;
  },
});
