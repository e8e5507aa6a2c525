import { bureauCalled } from './bureaus.js';
import { call, callForFile, save } from './call.js';
import { list, tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { lostCode } from './lost-code.js';
import { send } from './sending.js';
import { isAccessCode, referenceIn } from './reference.js';
import { accessOf } from './session.js';
import { moment } from './time.js';
import { payment } from './payment.js';
import { sharing } from './sharing.js';
import { uploader } from './uploader.js';
import { visit } from './visit.js';

const language = document.documentElement.lang;
const { forget, remember, remembered } = accessOf('legalisation access');
const form = document.querySelector('#open');
const place = document.querySelector('#case');
const paper = uploader(document.querySelector('.uploader'), () => forgive(place, 'file'));
const untold = Object.fromEntries(['sentence', 'note', 'reason', 'erased', 'left', 'pages', 'registerNumber', 'verificationCode', 'awaits', 'shown']
  .map(name => [name, undefined]));
const showVisit = visit(document.querySelector('#visit'), { access: () => access, changed: look });
const showPayment = payment(document.querySelector('#payment'), { access: () => access, look });
const showShares = sharing(document.querySelector('#sharing'), { access: () => access, changed: look });
let access;
let current;
let looking;

tell({ opening: 'no', downloading: 'no' });
const asked = referenceIn(decodeURIComponent(location.pathname.split('/').pop()), 'LEG');
const known = remembered();
form.elements.reference.value = asked ?? known?.reference ?? '';
if (known && (!asked || asked === known.reference)) open(known, true);
else tell({ view: 'closed' });

form.addEventListener('input', ({ target }) => forgive(form, target.name));
form.addEventListener('submit', event => {
  event.preventDefault();
  const { reference: typed, code, keep } = Object.fromEntries(new FormData(form));
  const reference = referenceIn(typed, 'LEG');
  const wrong = [...(reference ? [] : ['reference']), ...(isAccessCode(code) ? [] : ['code'])];
  form.querySelector('.trouble').hidden = true;
  complain(form, wrong);
  if (wrong.length === 0) open({ reference, code: code.trim() }, keep === 'yes');
});

lostCode(form, 'LEG', '/api/legalisations');

async function open(wanted, keep) {
  tell({ opening: 'yes' });
  const answer = await call('GET', `/api/legalisations/${wanted.reference}`, { code: wanted.code });
  tell({ opening: 'no' });
  if (answer.status !== 200) return stayClosed(answer);
  access = wanted;
  const toVisit = location.hash === '#visit';
  keep ? remember(access) : forget();
  history.replaceState(null, '', `/legalisation/${access.reference}${location.search}`);
  form.reset();
  tell({ view: 'open', kept: keep ? 'yes' : 'no' });
  const shown = show(answer.body);
  place.querySelector('h2').focus({ preventScroll: true });
  scrollTo(0, 0);
  if (!toVisit) return;
  await shown;
  document.querySelector('#visit [data-act="choose"]').focus();
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

async function show(its) {
  current = its;
  const sent = its.judging === true;
  const by = line => (line.by === 'citizen' ? 'citizen' : ['city', 'officer', 'manager', 'party'].includes(line.by) ? undefined : 'named');
  tell({
    ...untold,
    status: sent ? 'judging' : its.status,
    kind: its.kind,
    reference: its.reference,
    title: its.document.title ?? '–',
    copies: String(its.copies),
    pages: its.document.pages && String(its.document.pages),
    registerNumber: its.registerNumber,
    verificationCode: its.verificationCode,
    sentence: its.refusal?.sentence,
    note: its.refusal?.note,
    reason: its.refusal?.reason,
    erased: its.erased,
    left: its.erased ? undefined : 'yes',
    awaits: its.upload && !sent ? 'document' : undefined,
    refresh: undefined,
    ...(sent ? {} : { sending: undefined }),
  });
  list(document.querySelector('#history'), [...its.history].reverse().map(line => (
    { what: line.what, when: moment(line.at), by: by(line), name: by(line) === 'named' ? line.by : '' })));
  showShares(its);
  showPayment(its);
  if (its.verificationCode) document.querySelector('#to-verify').href = `/verify/${its.verificationCode}`;
  clearTimeout(looking);
  if (sent || its.status === 'certifying') looking = setTimeout(look, 2500);
  const bureau = await bureauCalled(its.bureau);
  tell({ bureau: bureau?.name[language] ?? its.bureau, address: bureau?.address[language] });
  showVisit(its, bureau);
}

/** Looks again; while something is about to happen, every few seconds, as long as someone is watching. */
async function look() {
  if (document.hidden) return document.addEventListener('visibilitychange', look, { once: true });
  const answer = await call('GET', `/api/legalisations/${access.reference}`, { code: access.code });
  if (answer.status === 200) return show(answer.body);
  tell({ refresh: 'failed' });
  return undefined;
}

document.querySelector('#again').addEventListener('submit', async event => {
  event.preventDefault();
  const missing = !paper.has();
  document.querySelector('#file-wrong').hidden = !missing;
  if (missing) return document.querySelector('#file').focus();
  if (!paper.readable()) return document.querySelector('#photo').focus();
  tell({ awaits: undefined });
  const arrived = await send(place.querySelector('.sending'), paper.document(access.reference), current.upload, async () =>
    (await call('GET', `/api/legalisations/${access.reference}`, { code: access.code })).body?.upload);
  if (arrived) paper.clear();
  await look();
  return paper.readable() || document.querySelector('#photo').focus();
});

const acts = {
  refresh: look,
  close() {
    forget();
    location.assign('/legalisation/follow');
  },
  'show-code': () => tell({ shown: access.code }),
  async download() {
    tell({ downloading: 'yes', download: undefined });
    const { blob } = await callForFile(`/api/legalisations/${access.reference}/sealed`, access);
    tell({ downloading: 'no', download: blob ? undefined : 'failed' });
    if (blob) save(blob, `${access.reference}.pdf`);
  },
};
place.addEventListener('click', ({ target }) => acts[target.closest('[data-act]')?.dataset.act]?.());
