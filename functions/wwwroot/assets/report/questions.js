import { toldOf } from '../tickets/catalogue.js';

const fewEnough = 6;
const types = { number: 'number', datetime: 'datetime-local' };
let asked = [];

const nameOf = ({ code }) => `question-${code}`;

/** Lays out a category's own questions, in its order; those that only tell something are notes. */
export function layQuestions(place, questions) {
  asked = [...questions].sort((one, other) => one.order - other.order);
  place.replaceChildren(...place.querySelectorAll('template'), ...asked.map(question => {
    if (!question.variable) return note(place, question);
    return question.values.length ? choices(place, question) : text(place, question);
  }));
}

/** Gives the answers of a draft back. */
export function answerAgain(form, given) {
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith('question-')) continue;
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = [value].flat().includes(field.value);
      else field.value = value;
    }
  }
}

/** What was answered, by the questions' codes, as the city takes it; undefined where nothing was asked. */
export function answersIn(form) {
  const data = new FormData(form);
  const given = asked.filter(({ variable }) => variable).flatMap(question => {
    const values = data.getAll(nameOf(question)).map(value => value.trim()).filter(Boolean);
    if (values.length === 0) return [];
    return [[question.code, question.datatype === 'multivaluelist' ? values : zoned(question, values[0])]];
  });
  return given.length ? Object.fromEntries(given) : undefined;
}

/** What was answered, in the words that were shown: {asked, given}. */
export const answersTold = form => toldOf(asked, answersIn(form) ?? {});

/** The names of the fields that must be answered and are not. */
export function unanswered(form) {
  const given = answersIn(form) ?? {};
  return asked.filter(({ variable, required, code }) => variable && required && !(code in given)).map(nameOf);
}

// Casablanca's clocks are at UTC.
const zoned = ({ datatype }, value) => (datatype === 'datetime' ? `${value}:00Z` : value);

function mould(place, name) {
  return place.querySelector(`#question-${name}`).content.firstElementChild.cloneNode(true);
}

function note(place, { description }) {
  const one = mould(place, 'note');
  one.textContent = description;
  return one;
}

function text(place, question) {
  const field = mould(place, 'text');
  const control = document.createElement(question.datatype === 'text' ? 'textarea' : 'input');
  if (control.localName === 'textarea') control.rows = 3;
  else control.type = types[question.datatype] ?? 'text';
  if (question.datatype === 'number') Object.assign(control, { inputMode: 'decimal', step: 'any', dir: 'ltr' });
  else if (question.datatype !== 'datetime') Object.assign(control, { dir: 'auto', maxLength: 1000 });
  control.id = control.name = nameOf(question);
  head(place, field, field.querySelector('label'), question);
  field.querySelector('label').htmlFor = control.id;
  described(field, control, question);
  field.append(control);
  return field;
}

function choices(place, question) {
  if (question.datatype !== 'multivaluelist' && question.values.length > fewEnough) return chosenFromMany(place, question);
  const field = mould(place, 'choices');
  head(place, field, field.querySelector('legend'), question);
  for (const { key, name } of question.values) {
    const one = mould(place, 'choice');
    const control = one.querySelector('input');
    Object.assign(control, { type: question.datatype === 'multivaluelist' ? 'checkbox' : 'radio', name: nameOf(question), value: key });
    described(field, control, question);
    one.querySelector('span').textContent = name;
    field.append(one);
  }
  return field;
}

function chosenFromMany(place, question) {
  const field = mould(place, 'text');
  const control = document.createElement('select');
  control.id = control.name = nameOf(question);
  control.append(new Option('…', ''), ...question.values.map(({ key, name }) => new Option(name, key)));
  head(place, field, field.querySelector('label'), question);
  field.querySelector('label').htmlFor = control.id;
  described(field, control, question);
  field.append(control);
  return field;
}

function head(place, field, label, { description, help, required }) {
  label.textContent = description;
  // In the summary of what is wrong, the sentence stands alone.
  field.querySelector('.asked').textContent = description;
  if (!required) label.append(mould(place, 'optional'));
  const hint = field.querySelector('.hint');
  hint.hidden = !help;
  hint.textContent = help ?? '';
}

function described(field, control, question) {
  const name = nameOf(question);
  field.querySelector('.hint').id = `${name}-hint`;
  field.querySelector('.wrong').id = `${name}-wrong`;
  control.setAttribute('aria-describedby', question.help ? `${name}-hint ${name}-wrong` : `${name}-wrong`);
}
