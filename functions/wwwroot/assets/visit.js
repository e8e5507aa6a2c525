import { call, callForFile, save } from './call.js';
import { list, tell } from './facts.js';
import { day, hour } from './time.js';
import { tellWaiting } from './waiting.js';

const open = ['awaiting-document', 'document-refused', 'submitted'];
const daysAhead = 30;
const daysAtOnce = 7;

/** The part of a page where an appointment is booked, moved and called off. `changed` is called when it was. Returns what shows a case. */
export function visit(root, { access, changed }) {
  const form = root.querySelector('#slots');
  const days = form.elements.day;
  const say = facts => tell(facts, root);
  let its;
  let free = [];
  let next = 0;

  const address = () => `/api/legalisations/${access().reference}/appointment`;
  const rest = () => say({ visitStep: 'rest', visitTrouble: undefined, visitWhy: '' });

  async function choose() {
    [free, next] = [[], 0];
    await more();
    if (free.length) days.focus();
  }

  /** A week of hours at a time: a month of them would be a long load on a slow line. */
  async function more() {
    const known = free.length;
    say({ visitStep: 'choose', slots: known ? 'some' : 'loading', visitTrouble: undefined, visitWhy: '' });
    while (free.length === known && next <= daysAhead) {
      const { status, body } = await call('GET', `/api/bureaus/${its.bureau}/slots?from=${date(next)}&to=${date(next + daysAtOnce - 1)}`);
      if (!body?.slots) {
        rest();
        return trouble({ status, body });
      }
      free.push(...body.slots.filter(slot => slot.free > 0));
      next += daysAtOnce;
    }
    const chosen = days.value;
    const dates = [...new Set(free.map(({ start }) => start.slice(0, 10)))];
    days.replaceChildren(...dates.map(one => new Option(day(`${one}T00:00:00`), one)));
    if (known) days.value = dates.find(one => one > chosen) ?? chosen;
    say({ slots: dates.length ? 'some' : 'none', later: next <= daysAhead ? 'yes' : undefined });
    hours();
    return undefined;
  }

  function hours() {
    list(root.querySelector('.hours-grid'), free.filter(({ start }) => start.startsWith(days.value)).map(slot => ({ ...slot, hour: hour(slot.start) })),
      (one, { slot }) => { one.querySelector('input').value = slot; });
  }

  async function act(method, body) {
    const answer = await call(method, address(), { body, code: access().code });
    if (answer.status !== 200) {
      if (answer.status === 409 && body) await choose();
      return trouble(answer);
    }
    await changed();
    rest();
    root.querySelector('[data-act="choose"]').focus();
    return undefined;
  }

  function trouble({ status, body }) {
    const lost = status === 0 || status >= 500;
    say({ visitTrouble: lost ? 'lost' : 'refused', visitWhy: lost ? '' : body?.detail ?? '' });
  }

  const acts = {
    choose,
    more,
    keep() {
      rest();
      root.querySelector('[data-act="choose"]').focus();
    },
    cancel() {
      say({ visitStep: 'cancel' });
      root.querySelector('[data-when="visitStep=cancel"] p').focus();
    },
    'really-cancel': () => act('DELETE'),
    async calendar() {
      const answer = await callForFile(`${address()}.ics`, access());
      answer.blob ? save(answer.blob, `${access().reference}.ics`) : trouble(answer);
    },
  };
  root.addEventListener('click', ({ target }) => acts[target.closest('[data-act]')?.dataset.act]?.());
  days.addEventListener('change', hours);
  form.addEventListener('change', () => { root.querySelector('#slot-wrong').hidden = true; });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const slot = new FormData(form).get('slot');
    root.querySelector('#slot-wrong').hidden = Boolean(slot);
    if (slot) act('POST', { slot });
    else form.querySelector('[name="slot"]').focus();
  });

  return (shown, bureau) => {
    its = shown;
    const appointment = its.appointment;
    const books = bureau?.capacity;
    say({
      visit: !open.includes(its.status) ? undefined : appointment ? 'booked' : books ? 'none' : 'walk-in',
      bookedDay: day(appointment?.start),
      bookedHour: appointment && `${hour(appointment.start)} – ${hour(appointment.end)}`,
    });
    if (!appointment && !books) say({ visitStep: undefined });
    else if (form.hidden && root.querySelector('[data-when="visitStep=cancel"]').hidden) rest();
    if (books && open.includes(its.status)) tellWaiting(root.querySelector('.waiting-now'), its.bureau);
  };
}

/** The day after so many, as the city's calendar writes it (its clocks are an hour ahead of UTC, or with it). */
const date = days => new Date(Date.now() + 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
