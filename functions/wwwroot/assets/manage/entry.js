import { list, tell } from '../facts.js';
import { ask } from '../staff/city.js';
import { say } from '../staff/voice.js';
import { word } from '../words.js';
import { forgetTyped, restore, typedFor } from './drafts.js';
import { entriesOf, entryOf, needsSecond, readAnew, standing, titleOf } from './entries.js';
import { fill, read, told } from './form.js';
import { changesBy, showChanges } from './lists.js';
import { offerKey } from './partner-key.js';
import { askWhy } from './reason.js';

const find = id => document.querySelector(`#${id}`);
const removable = ['officers', 'tariffs', 'holidays', 'ramadan-hours', 'guidance', 'retention', 'operator-rules', 'agents', 'working-hours', 'escalation', 'answer-templates'];
const language = document.documentElement.lang;
const form = find('propose');
let kind;
let its;
let goTo;
let trouble;

/** Where to go after something was done, and how to tell what went wrong. */
export const leadsTo = (place, problem) => { [goTo, trouble] = [place, problem]; };

/** Shows an entry with its history; `+` is one that is to be. */
export async function showEntry(of, id, keeper) {
  kind = of;
  its = id === '+' ? undefined : await entryOf(kind, id);
  const changes = its ? await changesBy({ kind, entry: id }) : { items: [] };
  const stands = its && standing(its.value);
  const open = stands !== 'revoked';
  tell({
    shows: 'entry', kind, title: its ? titleOf(kind, its.value, word).title : '', new: its ? 'no' : 'yes', standing: stands ?? '', sure: '',
    keeper: keeper ? 'yes' : '', changes: open ? 'yes' : '', revokes: kind === 'delegations' && open ? 'yes' : '',
    removes: removable.includes(kind) ? 'yes' : '', second: needsSecond(kind, !its) ? 'yes' : 'no',
    putOff: its && (kind === 'bureaus' || kind === 'officers') ? 'yes' : '',
    planned: changes.items.some(change => change.status === 'approved' && change.from) ? 'yes' : '',
    history: its ? 'yes' : '', untouched: changes.items.length ? '' : 'yes', form: 'no',
  }, document);
  document.querySelector('#entry .up').href = `#${kind}`;
  find('standing').dataset.status = stands;
  list(find('told'), its ? told(kind, its.value).map(({ label, text }) => ({ label, value: text })) : []);
  showChanges(find('history'), changes.items);
  if (!its || typedFor(kind, id)) openForm();
}

function openForm() {
  fill(kind, its?.value);
  offerKey(kind === 'partners' ? its?.id : undefined);
  tell({ form: 'yes' });
  restore(kind, its?.id ?? '+');
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const value = read(kind, its?.value);
  if (!value) return;
  if (!its) value.demonstration = !document.querySelector('.demonstration').hidden;
  if (kind === 'tariffs') value.currency = 'MAD';
  if (kind === 'delegations') value.bureau = await bureauOf(value.officer);
  const id = its?.id ?? await newId(value);
  const from = find('effect').value && !find('effect').closest('.field').hidden ? `?from=${find('effect').value}` : '';
  await send('PUT', `${kind}/${encodeURIComponent(id)}${from}`, { body: value, headers: seen() });
});

const seen = () => (its ? { 'If-Match': `"${its.version}"` } : { 'If-None-Match': '*' });

async function send(method, path, options) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const answer = await ask(method, `/api/referentiels/${path}`, options);
  form.ariaBusy = 'false';
  if (answer.status === 401) return;
  if (answer.status !== 200 && answer.status !== 202) return trouble(answer);
  forgetTyped(kind, its?.id ?? '+');
  offerKey();
  readAnew();
  say(answer.body.status);
  goTo(answer.body.status === 'proposed' ? answer.body.reference : kind);
}

/** New entries are named by what they are; an officer alone by the directory. */
async function newId(value) {
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  switch (kind) {
    case 'agents':
    case 'officers': return find('id').value.trim().toLowerCase();
    case 'delegations': return `${value.officer}-${plain(value.number) || value.from}`.slice(0, 80);
    case 'holidays': return `${value.from}-${plain(value.name.fr)}`.slice(0, 80);
    case 'ramadan-hours': return `ramadan-${value.from}`;
    case 'bureaus': {
      const numbers = (await entriesOf('bureaus')).map(entry => new RegExp(`^${value.arrondissement}-(\\d+)$`).exec(entry.id)?.[1]);
      return `${value.arrondissement}-${Math.max(0, ...numbers.filter(Boolean).map(Number)) + 1}`;
    }
    case 'services':
    case 'operators':
    case 'answer-templates':
    case 'partners':
    case 'escalation': return plain(value.name.fr).slice(0, 80);
    case 'operator-rules': return [value.service === '*' ? 'any' : value.service, value.prefecture, value.from].filter(Boolean).join('-').slice(0, 80);
    case 'working-hours': return `hours-${value.from}`;
    case 'retention': return `${value.outcome}-${value.from}`;
    default: return [value.procedure, value.bureau, value.from].filter(Boolean).join('-');
  }
}

const bureauOf = async officer => (await entriesOf('officers')).find(entry => entry.id === officer)?.value.bureau;

/** The officers by bureau, the bureaus, the services and the operators, to choose from. */
export async function offerChoices(kind) {
  if (kind === 'operator-rules' || kind === 'agents') await offerSolvers(kind);
  const [bureaus, officers] = await Promise.all([entriesOf('bureaus'), entriesOf('officers')]);
  const [bureau, officer] = [find('bureau'), find('officer')];
  bureau.querySelectorAll('option[data-own]').forEach(option => option.remove());
  officer.querySelectorAll('optgroup').forEach(group => group.remove());
  for (const { id, value } of bureaus) {
    const option = new Option(value.name[language], id);
    option.dataset.own = 'yes';
    bureau.append(option);
    const group = Object.assign(document.createElement('optgroup'), { label: value.name[language] });
    group.append(...officers.filter(each => each.value.bureau === id).map(each => new Option(each.value.name[language], each.id)));
    if (group.children.length) officer.append(group);
  }
}

async function offerSolvers(kind) {
  for (const [place, of] of [['operator', 'operators'], ...(kind === 'operator-rules' ? [['service', 'services']] : [])]) {
    const select = find(place);
    select.querySelectorAll('option[data-own]').forEach(option => option.remove());
    for (const { id, value } of await entriesOf(of)) {
      const option = new Option(value.name[language], id);
      option.dataset.own = 'yes';
      select.append(option);
    }
  }
}

find('change-it').addEventListener('click', () => {
  openForm();
  form.querySelector('[data-field]:not([hidden]) :is(input, select, textarea):not(:disabled)').focus();
  form.scrollIntoView();
});
find('give-up').addEventListener('click', () => {
  forgetTyped(kind, its?.id ?? '+');
  if (!its) return goTo(kind);
  tell({ form: 'no' });
  find('change-it').focus();
});
find('revoke').addEventListener('click', () => askWhy('revocation', async reason => {
  const answer = await ask('POST', `/api/referentiels/delegations/${encodeURIComponent(its.id)}/revocation`, { body: { reason } });
  if (answer.status === 200) {
    readAnew();
    say('applied');
    goTo(`${kind}/${its.id}`);
  }
  return answer;
}));
find('remove').addEventListener('click', () => {
  tell({ sure: 'yes' });
  find('sure').focus();
});
find('keep-it').addEventListener('click', () => {
  tell({ sure: '' });
  find('remove').focus();
});
find('remove-now').addEventListener('click', () => send('DELETE', `${kind}/${encodeURIComponent(its.id)}`, { headers: seen() }));
