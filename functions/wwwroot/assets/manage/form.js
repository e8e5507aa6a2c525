import { list, tell } from '../facts.js';
import { complain, forgive } from '../fields.js';
import { inCentimes } from '../money.js';
import { word } from '../words.js';
import { date, moment, weekday } from '../time.js';

// One form for all kinds: a field names those it belongs to, and its label is what lists and comparisons call it.
const form = document.querySelector('#propose');
const spans = document.querySelector('#spans');
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const lists = ['bring', 'know'];
const checks = ['provisional', 'dangerToLife', 'hidden', 'publishesText'];
const channel = /19:[\w-]{1,100}@thread\.(tacv2|skype)/;

const fieldsOf = kind => [...form.querySelectorAll('[data-field]')].filter(field => field.dataset.kinds.split(' ').includes(kind));
const controlsOf = name => [...form.querySelectorAll(`[name="${name}"]`)];
const isOptional = (field, kind) => field.dataset.optional?.split(' ').includes(kind) ?? false;

/** What a value says, in the form's own words: [{name, label, text}], without what it leaves unsaid. */
export function told(kind, value) {
  const lines = fieldsOf(kind).filter(field => field.dataset.field !== 'id').map(({ dataset: { field } }) => (
    { name: field, label: labelOf(field), text: textOf(field, at(value, field)) }));
  if (value.revokedAt) lines.push({ name: 'revokedAt', label: word('revokedAt'), text: moment(value.revokedAt) });
  return lines.filter(line => line.text);
}

function labelOf(name) {
  const field = form.querySelector(`[data-field="${name}"]`);
  const label = field.querySelector('legend') ?? field.querySelector('label');
  return (label.querySelector('span') ?? label).textContent.trim();
}

function textOf(name, value) {
  if (name === 'bureau' && value === undefined) return word('everywhere');
  if (value === undefined || value === '') return '';
  if (name === 'hours') return value.map(open => `${daysOf(open.days)} \u2068${open.opens.slice(0, 5)} – ${open.closes.slice(0, 5)}\u2069`).join('\n');
  if (name === 'attributes') return value.map(each => each.description[document.documentElement.lang]).join('\n');
  if (Array.isArray(value)) return value.map(each => optionOf(name, each)).join('\n');
  if (typeof value === 'boolean') return value ? word('yes') : word('no');
  if (name === 'amount') return inCentimes(value);
  return controlsOf(name)[0].type === 'date' ? date(value, 'long') : optionOf(name, String(value));
}

/** The words of a choice, where the value is one. */
function optionOf(name, value) {
  const [control] = controlsOf(name);
  if (control.localName === 'select') return [...control.options].find(option => option.value === value)?.text ?? value;
  const box = control.type === 'checkbox' && form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
  return box ? box.closest('label').textContent.trim() : value;
}

/** Days that follow each other are told by the first and the last. */
function daysOf(days) {
  const runs = [];
  for (const each of week.filter(one => days.includes(one))) {
    const last = runs[runs.length - 1];
    if (last && week.indexOf(each) === week.indexOf(last[1]) + 1) last[1] = each;
    else runs.push([each, each]);
  }
  return runs.map(([from, to]) => (from === to ? weekday(from) : word('days', { from: weekday(from), to: weekday(to) }))).join(', ');
}

/** What lies at a field's place in a value: name_fr is name.fr, and that of each where it is a list. Null counts as unsaid. */
function at(value, name) {
  const [first, second] = name.split('_');
  const found = lists.includes(first) ? value[first]?.map(each => each[second]).join('\n') : second ? value[first]?.[second] : value[first];
  return found ?? undefined;
}

/** Shows the fields of a kind with a value in them, or empty. */
export function fill(kind, value) {
  complain(form, []);
  for (const field of form.querySelectorAll('[data-field]')) field.hidden = !fieldsOf(kind).includes(field);
  tell({ endless: isOptional(form.querySelector('[data-field="until"]'), kind) ? 'yes' : '' }, form);
  form.querySelector('[data-field="id"]').hidden ||= value !== undefined;
  // What an entry is known by stays.
  for (const name of ['officer', 'arrondissement']) controlsOf(name)[0].disabled = value !== undefined;
  const everywhere = kind === 'holidays' || kind === 'guidance';
  for (const option of controlsOf('bureau')[0].options) if (option.value.length < 2) option.hidden = option.disabled = (option.value === '*') !== everywhere;
  for (const { dataset: { field: name } } of fieldsOf(kind)) {
    const found = value && at(value, name);
    if (name === 'hours') showSpans(found ?? [{ days: [], opens: '', closes: '' }]);
    else if (name === 'services') controlsOf(name).forEach(box => { box.checked = found?.includes(box.value) ?? false; });
    else if (checks.includes(name)) controlsOf(name)[0].checked = found ?? false;
    else if (name === 'keywords') controlsOf(name)[0].value = (found ?? []).join('\n');
    else if (name === 'attributes') controlsOf(name)[0].value = found?.length ? JSON.stringify(found, null, 2) : '';
    else controlsOf(name)[0].value = found ?? (name === 'bureau' && everywhere ? '*' : '');
  }
  form.querySelector('#effect').value = '';
}

/** Shows spans of opening hours, to be read or changed. */
export function showSpans(hours) {
  list(spans, hours, (span, open) => {
    span.querySelector('.opens').value = open.opens.slice(0, 5);
    span.querySelector('.closes').value = open.closes.slice(0, 5);
    for (const box of span.querySelectorAll('[type=checkbox]')) box.checked = open.days.includes(box.value);
    span.querySelector('.drop-span').hidden = hours.length === 1;
  });
}

/** The spans as they stand in the form, however incomplete. */
export const readSpans = () => [...spans.querySelectorAll('.span')].map(span => ({
  days: [...span.querySelectorAll(':checked')].map(box => box.value),
  opens: span.querySelector('.opens').value,
  closes: span.querySelector('.closes').value,
}));

/** The value as the form says it, on the ground of the one before; undefined, and complaints, where something is missing. */
export function read(kind, before) {
  const value = before ? structuredClone(before) : {};
  const wrong = [];
  for (const field of fieldsOf(kind)) {
    const name = field.dataset.field;
    const [first, second] = name.split('_');
    const given = givenFor(name);
    if (!field.hidden && given === undefined && !isOptional(field, kind)) wrong.push(name);
    if (name === 'teamsChannel' && given && !channel.test(given)) wrong.push(name);
    if (name === 'id' || lists.includes(first)) continue;
    if (second && given === undefined) delete value[first]?.[second];
    else if (second) (value[first] ??= {})[second] = given;
    else value[first] = given ?? null;
  }
  if (kind === 'guidance') for (const name of lists) value[name] = pairs(name, wrong);
  // Half a capacity is none.
  if (kind === 'bureaus' && !(value.capacity?.slotMinutes && value.capacity?.perSlot)) value.capacity = null;
  if (value.until && value.from && value.until < value.from) wrong.push('until');
  if (kind === 'bureaus') value.services = controlsOf('services').filter(box => box.checked).map(box => box.value);
  complain(form, wrong);
  return wrong.length === 0 ? value : undefined;
}

function givenFor(name) {
  const [control] = controlsOf(name);
  if (name === 'hours') return readSpans().every(open => open.days.length && open.opens && open.closes) ? readSpans() : undefined;
  if (checks.includes(name)) return control.checked;
  if (name === 'keywords') return control.value.split('\n').map(line => line.trim()).filter(Boolean);
  if (name === 'attributes') return questions(control.value);
  if (name === 'services') return undefined;
  const text = control.value.trim();
  if (name === 'service' && text === '*') return text;
  // Teams shows links to channels, and their ids nowhere but in those.
  if (name === 'teamsChannel') return channel.exec(text.replace(/%3a/i, ':').replace('%40', '@'))?.[0] ?? (text || undefined);
  if (text === '' || text === '*') return name === 'bureau' && text === '*' ? null : undefined;
  return control.type === 'number' ? Number(text) : text;
}

/** What is written as JSON; undefined where it cannot be read. */
function questions(text) {
  try {
    const read = JSON.parse(text.trim() || '[]');
    return Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function pairs(name, wrong) {
  const [fr, ar] = ['fr', 'ar'].map(tongue => controlsOf(`${name}_${tongue}`)[0].value.split('\n').map(line => line.trim()).filter(Boolean));
  if (fr.length !== ar.length && !wrong.includes(`${name}_fr`)) wrong.push(`${name}_fr`);
  return fr.map((line, place) => ({ fr: line, ar: ar[place] }));
}

// Whoever keeps what is typed hears of a span that came or went, too.
const typed = () => spans.dispatchEvent(new Event('input', { bubbles: true }));

document.querySelector('#add-span').addEventListener('click', () => {
  showSpans([...readSpans(), { days: [], opens: '', closes: '' }]);
  spans.querySelector('.span:last-child input').focus();
  typed();
});
spans.addEventListener('click', ({ target }) => {
  if (!target.closest('.drop-span')) return;
  const span = target.closest('.span');
  const place = [...spans.querySelectorAll('.span')].indexOf(span);
  showSpans(readSpans().filter((_, index) => index !== place));
  spans.querySelector('.span input').focus();
  typed();
});
form.addEventListener('input', ({ target }) => { if (target.name) forgive(form, target.name); });
