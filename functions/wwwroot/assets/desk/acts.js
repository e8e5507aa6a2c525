import { list, tell } from '../facts.js';
import { complain, forgive } from '../fields.js';
import { newKey } from '../key.js';
import { referenceIn } from '../reference.js';
import { ask } from '../staff/city.js';
import { say } from '../staff/voice.js';
import { services } from '../tickets/catalogue.js';
import { date } from '../time.js';
import { open, refresh, shownTag, similar, trouble, typed } from './file.js';
import { look } from './queue.js';

const part = document.querySelector('#case');
const find = id => document.querySelector(`#${id}`);
let desk;
let busy = false;

/** Whose desk it is, with the colleagues, operators and templates that its acts offer. */
export function actsFor(its) {
  desk = its;
  const template = find('template');
  if (template.options.length === 1) template.append(...desk.templates.map(({ id, name }) => new Option(name, id)));
}

/** One act on the open ticket; true when it is done. Otherwise the agent is told, in `place` or beside the ticket; nobody's change is overwritten. */
async function act(name, body, { method = 'POST', place, key } = {}) {
  const answer = await ask(method, `/api/tickets/${open().reference}/${name}`, { body, key, headers: { 'If-Match': shownTag() } });
  if (answer.status >= 200 && answer.status < 300) return true;
  if (answer.status === 401) return false;
  if (answer.status === 412) {
    for (const box of document.querySelectorAll('dialog[open]')) box.close();
    await refresh({ quietly: true });
    trouble('changed');
    return false;
  }
  if (place) tell({ [place]: answer.body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent }, document);
  else if (answer.status === 0) trouble('lost');
  else trouble('said', answer.body?.detail);
  if (answer.status === 409) await refresh({ quietly: true });
  return false;
}

/** Does one thing at a time: a second press while the first is under way is the same press. */
async function once(work) {
  if (busy || !open()) return;
  busy = true;
  trouble('');
  tell({ working: 'sending' }, part);
  try {
    await work();
  } finally {
    busy = false;
    tell({ working: '' }, part);
  }
}

async function after(word) {
  await refresh({ quietly: true });
  say(word, { reference: open().reference });
  find('case-title').focus();
  look();
}

/** Takes the open ticket in hand, from nobody or from a colleague. */
export const take = () => once(async () => {
  if (await act('assignment', { agent: desk.id })) await after('taken');
});

/** A dialog whose form does one act: `wrong` names the fields that are missing, `request` what is sent. Answers what opens it. */
function dialog(id, name, word, { begin = () => {}, wrong, request, ids = {} }) {
  const box = find(id);
  const form = box.querySelector('form');
  const problem = `${id}Problem`;
  // Sent again because the answer was lost, it is the same act.
  let key;
  box.querySelector('.close').addEventListener('click', () => box.close());
  form.addEventListener('input', ({ target }) => forgive(form, target.name));
  form.addEventListener('submit', event => {
    event.preventDefault();
    once(async () => {
      tell({ [problem]: '' }, document);
      const missing = wrong(form.elements);
      complain(form, missing);
      if (missing.length > 0 || !await act(name, request(form.elements), { place: problem, key })) return;
      typed.done();
      form.reset();
      box.close();
      await after(word);
    });
  });
  return async () => {
    if (!open() || box.open) return;
    tell({ [problem]: '', ...ids }, document);
    complain(form, []);
    key = newKey();
    await begin(form.elements);
    box.showModal();
  };
}

const isShort = field => field.value.trim().length < 3;

export const openAnswer = dialog('answering', 'answer', 'answered', {
  wrong: ({ answer }) => (isShort(answer) ? ['answer'] : []),
  request: ({ answer, closes }) => ({ text: answer.value.trim(), closes: closes.checked ? 'solved' : undefined }),
});
export const openQuestion = dialog('asking', 'question', 'asked', {
  wrong: ({ question }) => (isShort(question) ? ['question'] : []),
  request: ({ question }) => ({ text: question.value.trim() }),
});
export const openNote = dialog('noting', 'note', 'noted', {
  wrong: ({ note }) => (isShort(note) ? ['note'] : []),
  request: ({ note }) => ({ text: note.value.trim() }),
});
export const openAssignment = dialog('assigning', 'assignment', 'assigned', {
  begin: ({ agent }) => {
    const colleagues = desk.agents.filter(one => one.operator === open().operator.id);
    agent.replaceChildren(new Option('…', ''), ...colleagues.map(({ id, name }) => new Option(name, id)));
  },
  wrong: ({ agent }) => (agent.value ? [] : ['agent']),
  request: ({ agent }) => ({ agent: agent.value }),
});
export const openTransfer = dialog('transferring', 'transfer', 'transferred', {
  begin: ({ 'to-operator': to }) => {
    const others = desk.operators.filter(({ id }) => id !== open().operator.id);
    to.replaceChildren(new Option('…', ''), ...others.map(({ id, name }) => new Option(name, id)));
  },
  wrong: elements => [!elements['to-operator'].value && 'to-operator', isShort(elements['transfer-reason']) && 'transfer-reason'].filter(Boolean),
  request: elements => ({ operator: elements['to-operator'].value, reason: elements['transfer-reason'].value.trim() }),
});
const openPlace = dialog('placing', 'place', 'placed', {
  begin: ({ 'to-arrondissement': to }) => {
    to.replaceChildren(...[...find('arrondissement').options].map(({ value, text }) => new Option(value ? text : '…', value)));
    to.value = open().place.arrondissement ?? '';
  },
  wrong: elements => (elements['to-arrondissement'].value ? [] : ['to-arrondissement']),
  request: elements => ({ arrondissement: elements['to-arrondissement'].value }),
});
export const openSplit = dialog('splitting', 'split', 'split', {
  begin: async ({ 'split-service': service }) => {
    const all = await services() ?? [];
    service.replaceChildren(new Option('…', ''), ...all.map(({ code, name }) => new Option(name, code)));
  },
  wrong: elements => [!elements['split-service'].value && 'split-service', isShort(elements['split-description']) && 'split-description'].filter(Boolean),
  request: elements => ({ service: elements['split-service'].value, description: elements['split-description'].value.trim() }),
});
export const openClosure = dialog('closing', 'closure', 'closed', {
  wrong: ({ outcome, 'closing-text': text }) => [!outcome.value && 'outcome', outcome.value && outcome.value !== 'solved' && isShort(text) && 'closing-text'].filter(Boolean),
  request: ({ outcome, 'closing-text': text }) => ({ outcome: outcome.value, text: text.value.trim() || undefined }),
});
const other = text => {
  const reference = referenceIn(text, 'TIC');
  return reference === open().reference ? undefined : reference;
};
export const openMerge = dialog('merging', 'merge', 'merged', {
  begin: async ({ into }) => {
    into.value = '';
    tell({ near: '' }, document);
    const items = await similar();
    list(find('near'), items.map(one => ({ reference: one.reference, metres: String(one.metres), when: date(one.reportedAt) })), (line, its) => {
      const choice = line.querySelector('input');
      choice.value = its.reference;
      choice.addEventListener('change', () => { into.value = its.reference; });
    });
    tell({ near: items.length ? 'some' : 'none' }, document);
  },
  wrong: ({ into }) => (other(into.value) ? [] : ['into']),
  request: ({ into }) => ({ into: other(into.value) }),
});
async function copyPoint() {
  const { lat, long } = open().place;
  try {
    await navigator.clipboard.writeText(`${lat},${long}`);
    say('copied');
  } catch {
    // Where the browser does not allow it, they are marked for copying by hand.
    getSelection().selectAllChildren(find('point-at'));
  }
}

const unmerge = () => once(async () => {
  if (await act('merge', undefined, { method: 'DELETE' })) await after('unmerged');
});

// A template is a beginning: what it leaves open the agent writes.
find('template').addEventListener('change', ({ target }) => {
  const template = desk.templates.find(({ id }) => id === target.value);
  if (!template) return;
  const { reference, service, language } = open();
  const text = template.text[language] ?? template.text.fr;
  const field = find('answer');
  field.value = text.replace('{reference}', reference).replace('{service}', service.name);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
});

const buttons = {
  take, 'take-over': take, 'answer-it': openAnswer, 'ask-it': openQuestion, 'note-it': openNote, 'assign-it': openAssignment, 'transfer-it': openTransfer, 'place-it': openPlace,
  'merge-it': openMerge, 'see-near': openMerge, 'copy-point': copyPoint, 'split-it': openSplit, 'close-it': openClosure, 'close-answered': openClosure, 'note-answered': openNote, unmerge,
};
for (const [id, run] of Object.entries(buttons)) find(id).addEventListener('click', run);
