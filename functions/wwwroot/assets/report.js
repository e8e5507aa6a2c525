import { call } from './call.js';
import { draftOf } from './draft.js';
import { list, tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { newKey } from './key.js';
import { receiptOf } from './receipt.js';
import { photoChoice, sendPhoto } from './report/photo.js';
import { placeChoice } from './report/place.js';
import { answerAgain, answersIn, answersTold } from './report/questions.js';
import { wrongIn } from './report/rules.js';
import { subjectChoice } from './report/subject.js';
import { accessOf } from './session.js';
import { followTicket, showSimilar } from './tickets/similar.js';
import { day } from './time.js';

const language = document.documentElement.lang;
const steps = ['subject', 'place', 'person', 'check'];
const form = document.querySelector('#report');
const receipt = document.querySelector('#receipt');
const title = document.title;
const draft = draftOf('report draft');
const access = accessOf('ticket access');
let key;
let service;
let submitting = false;

const subject = subjectChoice(document.querySelector('#subject'), {
  chosen: its => {
    service = its;
    forgive(form, 'service');
    keep();
  },
});
const where = placeChoice(document.querySelector('#where'), {
  changed: () => {
    for (const name of ['spot', 'address', 'arrondissement']) forgive(form, name);
    keep();
  },
});
const photo = photoChoice(document.querySelector('.photo'));

start();

async function start() {
  const kept = draft.read();
  // Who comes from the assistant has just said what it is about.
  const named = new URLSearchParams(location.search).get('service');
  key = kept?.key ?? newKey();
  tell({ draft: kept && 'restored', who: kept?.who, submitting: 'no', copied: 'no', view: 'form' });
  if (kept) {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (!field || name === 'service') continue;
      if (field.type === 'checkbox') field.checked = value === field.value;
      else field.value = value;
    }
    if (kept.lat) where.set({ lat: Number(kept.lat), long: Number(kept.long) });
    if (kept.service && !named) await subject.pick(kept.service);
    answerAgain(form, kept);
  }
  if (named) await subject.pick(named);
  addEventListener('hashchange', () => open(wanted()));
  open(wanted(), false);
}

/** What the form holds, by name, with the category and the point. */
function answers() {
  const data = new FormData(form);
  const fields = Object.fromEntries([...new Set(data.keys())].map(name => {
    const values = data.getAll(name);
    return [name, values.length > 1 ? values : values[0]];
  }).filter(([, value]) => typeof value === 'string' || Array.isArray(value)));
  const spot = where.spot();
  return { ...fields, service: subject.code(), lat: spot?.lat, long: spot?.long, outside: spot?.outside };
}

/** The step that the address asks for, or the first before it that is not done. */
function wanted() {
  const asked = Math.max(0, steps.indexOf(location.hash.slice(1)));
  const undone = steps.findIndex(step => wrongIn(step, answers(), form).length > 0);
  return steps[undone < 0 ? asked : Math.min(asked, undone)];
}

function open(step, moved = true) {
  if (form.parentNode.hidden) return;
  for (const name of steps) document.getElementById(name).hidden = name !== step;
  const number = steps.indexOf(step) + 1;
  const part = document.getElementById(step);
  form.querySelector('.progress-of progress').value = number;
  tell({ step: String(number) });
  if (location.hash.slice(1) !== step && moved) history.replaceState(null, '', `#${step}`);
  document.title = `${part.querySelector('h2').textContent} – ${title}`;
  if (step === 'person') compare(part.querySelector('h2'));
  if (step === 'check') {
    recall();
    compare(part.querySelector('.trouble'));
  }
  if (!moved) return;
  part.querySelector('h2').focus({ preventScroll: true });
  form.scrollIntoView();
}

form.addEventListener('input', ({ target }) => {
  if (target.name !== 'service') forgive(form, target.name);
  if (target.name === 'who') tell({ who: target.value }, form);
  // A telephone number or an address is enough.
  if (target.name === 'email') forgive(form, 'phone');
  keep();
});
form.addEventListener('click', ({ target }) => {
  if (target.closest('[data-act="back"]')) history.length > 1 && location.hash ? history.back() : open(steps[0]);
});
form.addEventListener('submit', event => {
  event.preventDefault();
  const step = steps.find(name => !document.getElementById(name).hidden);
  if (step === 'check') return submit();
  const wrong = wrongIn(step, answers(), form);
  complain(document.getElementById(step), wrong);
  if (wrong.length === 0) location.hash = steps[steps.indexOf(step) + 1];
});

function keep() {
  if (key) draft.keep({ ...answers(), key });
}

for (const button of document.querySelectorAll('[data-act="forget"]')) {
  button.addEventListener('click', () => {
    draft.forget();
    location.replace(location.pathname);
  });
}

/** Shows beneath `above` what others have reported near it: as soon as the place is known, and before it is sent. */
function compare(above) {
  const given = answers();
  const similar = document.querySelector('#similar');
  above.after(similar);
  showSimilar(similar, { service: given.service, serviceName: service.name, place: placeOf(given), follow: reference => follow(reference, answers()) });
}

/** Shows once more what was answered. */
function recall() {
  const given = answers();
  const select = form.elements.arrondissement;
  const point = given.lat === undefined ? '' : `${given.lat.toFixed(5)}, ${given.long.toFixed(5)}`;
  tell({
    ...given, email: given.email, phone: given.phone, hidden: given.hidden ?? '', point, photoName: photo.has() ? photo.name() : '',
    serviceName: service.name, arrondissementName: select.value && select.selectedOptions[0].text,
  }, document.querySelector('.recap'));
  list(document.querySelector('#answers'), answersTold(form));
}

const placeOf = ({ lat, long, address, arrondissement }) => ({ lat, long, address: address?.trim() || undefined, arrondissement: arrondissement || undefined });
const reporterOf = ({ who, name, phone, email, hidden }) => (who === 'named'
  ? { name, phone: phone || undefined, email: email || undefined, hidden: hidden === 'yes' || undefined } : undefined);

async function follow(reference, given) {
  const { status, body } = await followTicket(reference, reporterOf(given));
  if (status < 200 || status >= 300) return tell({ followWhy: body?.detail ?? document.querySelector('p[data-when="trouble=lost"]').textContent }, document);
  draft.forget();
  tell({ view: 'followed', followedReference: reference, told: given.who === 'named' ? 'yes' : '' });
  end(document.querySelector('#followed'));
  return undefined;
}

function end(part) {
  tell({ step: undefined });
  history.replaceState(null, '', location.pathname);
  document.title = `${part.querySelector('h2').textContent} – ${title}`;
  scrollTo(0, 0);
  part.querySelector('h2').focus({ preventScroll: true });
}

async function submit() {
  if (submitting) return;
  submitting = true;
  tell({ submitting: 'yes' });
  const given = answers();
  keep();
  let answer = await call('POST', '/api/tickets', { key, body: request(given) });
  if (answer.body?.code === 'CASE-004') {
    // The key was used for answers that have been changed since.
    key = newKey();
    keep();
    answer = await call('POST', '/api/tickets', { key, body: request(given) });
  }
  submitting = false;
  tell({ submitting: 'no' });
  if (answer.status === 201) return receive(answer.body, given);
  const trouble = document.querySelector('.trouble');
  const lost = answer.status === 0 || answer.status >= 500;
  tell({ trouble: lost ? 'lost' : 'refused', why: lost ? '' : answer.body?.detail ?? '' });
  trouble.hidden = false;
  trouble.focus();
  return undefined;
}

function request(given) {
  return {
    kind: given.kind, language, service: given.service, description: given.description.trim(), place: placeOf(given),
    attributes: answersIn(form), reporter: reporterOf(given),
  };
}

/** Shows the reference and the access code, and sends the photo meanwhile. */
async function receive({ reference, accessCode, operator, answerBy, emergency, photo: upload }, given) {
  draft.forget();
  access.remember({ reference, code: accessCode });
  // What stands behind # is never sent: the link opens the ticket for whoever has it, and for nobody who merely sees the request.
  const secret = given.who === 'anonymous' ? `${location.origin}/tickets/${reference}#${accessCode}` : '';
  tell({
    reference, accessCode, secret, serviceName: service.name, operatorName: operator.name, answerBy: day(answerBy),
    danger: emergency ? 'yes' : '',
  }, receipt);
  document.querySelector('#to-follow').href = `/tickets/${reference}`;
  tell({ view: 'receipt' });
  end(receipt);
  if (photo.has() && upload) await sendPhoto(photo, upload, { reference, code: accessCode });
}

receipt.querySelector('[data-act="send-photo"]').addEventListener('click', async () => {
  const { reference, code } = access.remembered();
  const { body } = await call('GET', `/api/tickets/${reference}`, { code });
  if (body?.upload) sendPhoto(photo, body.upload, { reference, code });
});
receiptOf(receipt, { title, forget: access.forget });
