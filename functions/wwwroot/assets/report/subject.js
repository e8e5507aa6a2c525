import { list, tell } from '../facts.js';
import { search, service, services } from '../tickets/catalogue.js';
import { layQuestions } from './questions.js';

const patience = 250;
const most = 12;

/**
 * The choice of a category by typing, or by domain. `chosen` hears of the category with its questions, or of none. Answers {pick, code}: pick
 * marks one again by its code, without moving the focus.
 */
export function subjectChoice(root, { chosen }) {
  const field = root.querySelector('#search');
  const family = root.querySelector('#family');
  const place = root.querySelector('#services');
  let code;
  let asked = 0;
  let typing;

  tell({ picked: 'no' }, root);
  field.addEventListener('input', () => {
    family.value = '';
    clearTimeout(typing);
    typing = setTimeout(look, patience);
  });
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    // Who presses Enter here looks for a category; the form goes on by its own button.
    event.preventDefault();
    clearTimeout(typing);
    look();
  });
  family.addEventListener('change', () => {
    field.value = '';
    look();
  });
  root.querySelector('[data-act="search-again"]').addEventListener('click', look);
  root.querySelector('[data-act="pick-again"]').addEventListener('click', () => {
    take(undefined);
    field.focus();
  });

  async function look() {
    const mine = ++asked;
    const words = field.value.trim();
    if (!words && !family.value) return show(undefined);
    const found = words ? await search(words) : (await services())?.filter(one => one.family.code === family.value);
    if (mine === asked) show(found, true);
  }

  function show(found, wanted) {
    const items = (found ?? []).slice(0, family.value ? undefined : most);
    tell({ found: !wanted ? '' : !found ? 'failed' : items.length ? 'some' : 'none', count: String(items.length) }, root);
    list(place, items.map(one => ({ name: one.name, about: one.description, code: one.code })), (item, facts) => {
      item.dataset.code = facts.code;
      item.querySelector('button').addEventListener('click', () => pick(facts.code, true));
    });
  }

  async function pick(wanted, moves) {
    const its = await service(wanted);
    if (!its) return tell({ found: 'failed' }, root);
    take(its);
    if (moves) root.querySelector('#picked-name').focus();
  }

  function take(its) {
    code = its?.code;
    tell({
      picked: its ? 'yes' : 'no', danger: its?.dangerToLife ? 'yes' : '', serviceName: its?.name, serviceAbout: its?.description,
    });
    layQuestions(root.querySelector('#questions'), its?.attributes ?? []);
    chosen(its);
  }

  return { pick, code: () => code };
}
