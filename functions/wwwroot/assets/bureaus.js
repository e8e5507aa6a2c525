import { call } from './call.js';
import { list, tell } from './facts.js';
import { weekday } from './time.js';

const language = document.documentElement.lang;
let asked;

/** Every bureau of the city, asked for once; undefined when the network fails, and then anew. */
export async function bureaus() {
  asked ??= call('GET', '/api/bureaus');
  const { body } = await asked;
  if (!body?.items) asked = undefined;
  return body?.items;
}

/** The bureau with that id. */
export const bureauCalled = async id => (await bureaus())?.find(bureau => bureau.id === id);

/** What a page tells of a bureau: its name, address and hours, in the page's language. */
export function tellBureau(place, bureau) {
  tell({ name: bureau.name[language], address: bureau.address[language] }, place);
  const hours = bureau.hours.map(({ days, opens, closes }) => ({
    from: weekday(days[0]),
    to: days.length > 1 ? weekday(days[days.length - 1]) : undefined,
    times: `${opens.slice(0, 5)} – ${closes.slice(0, 5)}`,
  }));
  const opening = place.querySelector('.opening');
  if (opening) list(opening, hours);
}

/**
 * The choice of an arrondissement and then of one of its bureaus that take this kind of paper. `chosen` hears of the bureau, or of
 * none; returns a function
 * that shows the list again, with a bureau marked.
 */
export function bureauChoice(root, { kind = () => undefined, chosen, each }) {
  const select = root.querySelector('select');
  const place = root.querySelector('.bureaus');
  const show = async marked => {
    if (!select.value) return tell({ bureaus: undefined }, root);
    tell({ bureaus: 'loading' }, root);
    const all = await bureaus();
    const here = all?.filter(({ arrondissement, services }) => arrondissement === select.value && (!kind() || services.includes(kind())));
    list(place, here ?? [], (one, bureau) => {
      tellBureau(one, bureau);
      const radio = one.querySelector('input');
      if (radio) {
        radio.value = bureau.id;
        radio.checked = bureau.id === marked || here.length === 1;
        radio.addEventListener('change', () => chosen?.(bureau));
      }
      each?.(one, bureau);
    });
    if (here) chosen?.(here.find(({ id }) => id === marked || here.length === 1));
    tell({ bureaus: !here ? 'failed' : here.length ? 'some' : 'none' }, root);
  };
  select.addEventListener('change', () => show());
  root.querySelector('[data-act="retry"]').addEventListener('click', () => show());
  return show;
}
