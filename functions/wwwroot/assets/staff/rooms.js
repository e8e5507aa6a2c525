import { tell } from '../facts.js';

/**
 * A page of several rooms, of which the address names one behind its #, perhaps with what is looked at in it: `#delegations/new-act`. `lay` shows
 * a room and throws the city's answer where it cannot. Answers {show, goTo, trouble}.
 */
export function roomsOf(lay, first) {
  let wanted;
  let showing;
  let ready = false;

  /** Shows what the address names; of several that come fast, the last one. */
  function show() {
    ready = wanted = true;
    showing ??= (async () => {
      while (wanted) {
        wanted = false;
        await once();
      }
      showing = undefined;
    })();
    return showing;
  }

  async function once() {
    const [room, id] = decodeURIComponent(location.hash.slice(1)).split('/');
    tell({ problem: '', shows: 'loading' });
    for (const link of document.querySelectorAll('.shelves a')) {
      if (link.hash === `#${room || first}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    try {
      await lay(room, id);
    } catch (answer) {
      if (answer.status === undefined) throw answer;
      if (document.querySelector('.none[data-when="shows=loading"]').hidden === false) tell({ shows: '' });
      // A lost line and a session that is over are told by themselves.
      if (answer.status !== 0 && answer.status !== 401) trouble(answer);
    }
  }

  /** Tells what the city refused, in its own words; without an answer, that there was none. */
  function trouble({ status, body }) {
    tell({ problem: status === 0 || !body?.detail ? 'lost' : 'said', said: body?.detail });
    document.querySelector('#problem').focus();
  }

  async function goTo(place) {
    if (location.hash === `#${place}`) await show();
    else location.hash = place;
  }

  addEventListener('hashchange', async () => {
    if (!ready || location.hash === '#content') return;
    await show();
    if (document.querySelector('#problem').hidden) document.querySelector('.shown > section:not([hidden]) h2')?.focus();
  });
  return { show, goTo, trouble };
}
