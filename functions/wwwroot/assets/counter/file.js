import { list, tell } from '../facts.js';
import { hour, moment } from '../time.js';
import { ask, whenBack } from '../staff/city.js';
import { restore } from './drafts.js';
import { showFee, whenTaken } from './fee.js';
import { clear, showPaper } from './paper.js';
import { awaited, tellStory } from '../staff/story.js';
import { say } from '../staff/voice.js';

const language = document.documentElement.lang;
const part = document.querySelector('#case');
const title = document.querySelector('#case-title');
const shown = new Set();
let desk;
let its;
let tag;
let question = 0;
let showing;
let correcting = false;

/** Whose desk it is. */
export const sitsAt = whose => { desk = whose; };

/** The open case as it is shown; undefined when none is open. */
export const open = () => its;

/** Waits until the paper of the open case is shown too. */
export const paperShown = () => showing;

/** ETag of what is shown: an act holds for this and nothing else. */
export const shownTag = () => tag;

/** What else shows a case, beside this: hears of each that is shown, undefined when none is, and whether an officer looks. */
export const whenShown = show => shown.add(show);

/** What the officer says that they have seen, by the way in which the person is known. */
export const attested = () => (its.kind === 'certified-copy' ? 'original' : { 'known-signature': 'compared', witnesses: 'vouched' }[proof()] ?? 'signed');

const proof = () => document.querySelector('#identity [name=proof]:checked')?.value ?? '';

export const proofChosen = () => tell({ proof: proof(), attests: attested(), scan: scan() }, part);

/** Whether the officer is saying anew how the person was known. */
export const corrects = () => correcting;

/** Begins to say it anew, or leaves it as it is. */
export function correct(begins) {
  correcting = begins;
  tellForm();
  proofChosen();
}

function tellForm() {
  correcting &&= its.status === 'presented' && turn() === 'work';
  tell({
    form: turn() !== 'work' ? '' : its.status === 'submitted' || correcting ? 'identity' : 'decision', correcting: correcting ? 'yes' : 'no',
  }, part);
}

/** Whose hands the open case is in, as far as its reader may do something about it. */
function turn() {
  const waits = its.status === 'submitted' || its.status === 'presented';
  if (!waits || !isOfficer()) return 'none';
  return !its.claim ? 'take' : its.claim.officer === desk.id ? 'work' : 'other';
}

/** What a scan at the desk would be: the only document, the one that was signed there, or another than was sent. */
function scan() {
  if (!isOfficer()) return '';
  if (['awaiting-document', 'document-refused'].includes(its.status) && !its.judging) return 'awaited';
  if (its.status !== 'submitted' || turn() !== 'work') return '';
  return its.atDesk ? 'done' : its.kind === 'signature' && attested() !== 'compared' ? 'unsigned' : 'replace';
}

const isOfficer = () => desk.roles.includes('officer');

/** Opens a case, and takes the reader to it. */
export async function openCase(reference) {
  if (its?.reference !== reference) {
    clear();
    tell({ scanProblem: '', scanWhy: '' }, part);
  }
  its = undefined;
  correcting = false;
  trouble('');
  tell({ open: 'loading' }, part);
  if (!await load(reference)) return;
  restore(its.reference);
  proofChosen();
  say('opened', { reference: its.reference });
  title.focus();
}

export function closeCase() {
  question++;
  its = undefined;
  clear();
  trouble('');
  tell({ open: 'no' }, part);
  shown.forEach(show => show());
}

/** Reads the open case again. With `quietly`, what changed is the officer's own doing and need not be told. */
export async function refresh({ quietly } = {}) {
  if (!its) return;
  const [before, claim] = [tag, its.claim?.officer];
  if (!await load(its.reference) || quietly) return;
  if (tag !== before) say('moved', { reference: its.reference });
  else if (its.claim && its.claim.officer !== claim && its.claim.officer !== desk.id) say('held', { name: its.claim.name[language] });
}

/** Tells what went wrong: a name of the page's sentences, or what the city said. */
export function trouble(name, { said, incident } = {}) {
  tell({ problem: name, said, incident: incident ?? '' }, part);
  if (name) document.querySelector('#problem').focus();
}

async function load(reference) {
  const mine = ++question;
  const answer = await ask('GET', `/api/legalisations/${encodeURIComponent(reference)}`);
  if (mine !== question) return false;
  if (answer.status !== 200) {
    if (!its) tell({ open: answer.status === 0 ? 'loading' : 'no' }, part);
    if (answer.status > 401) trouble('said', { said: answer.body?.detail, incident: answer.body?.incident });
    if (answer.status === 0 && !its) part.dataset.waits = reference;
    return false;
  }
  delete part.dataset.waits;
  [its, tag] = [answer.body, answer.tag];
  show();
  return true;
}

function show() {
  const officer = isOfficer();
  tell({
    open: 'yes',
    reference: its.reference,
    kind: its.kind,
    status: its.status,
    statusText: its.statusText,
    turn: turn(),
    knownBy: its.presentation?.identity ?? '',
    holderName: its.claim?.name[language] ?? '',
    until: hour(its.claim?.until) ?? '',
    applicantName: its.applicant?.name,
    cin: its.applicant?.cin,
    phone: its.applicant?.phone,
    title: its.document.title,
    copies: its.copies,
    pages: its.document.pages ?? '',
    appointment: moment(its.appointment?.start) ?? '',
    registerNumber: its.registerNumber,
    code: its.verificationCode,
    reason: its.refusal?.sentence,
    note: its.refusal?.note,
    erased: its.erased ? 'yes' : '',
    officer: officer ? 'yes' : '',
    working: its.status === 'certifying' ? 'sealing' : '',
    awaited: awaited(its),
    arrival: !officer || !['awaiting-document', 'document-refused', 'submitted'].includes(its.status) ? '' : its.waitsSince ? 'leave' : 'come',
    waitsSince: hour(its.waitsSince) ?? '',
  }, part);
  list(document.querySelector('#vouching'), (its.presentation?.witnesses ?? []).map(({ name, cin }) => ({ witnessName: name, witnessCin: cin })));
  tellForm();
  document.querySelector('#badge').dataset.status = its.status;
  showFee(its, officer);
  tellStory(its.history);
  proofChosen();
  showing = showThePaper();
  shown.forEach(show => show(its, officer));
}

async function showThePaper() {
  const kind = its.registerNumber ? 'sealed' : its.document.sha256 ? 'judged' : undefined;
  const wrong = await showPaper(its.reference, kind, its.document.sha256);
  if (wrong === 'other-file') trouble(wrong);
}

whenTaken(() => refresh({ quietly: true }));
whenBack(() => {
  if (part.dataset.waits) openCase(part.dataset.waits);
  else refresh();
});
