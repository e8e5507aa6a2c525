import { tell } from '../facts.js';
import { ask, whenSessionIsOver } from './city.js';
import { choose, drop, forget, keep, signInWays, token } from './tokens.js';

const language = document.documentElement.lang;
const find = id => document.querySelector(`#${id}`);

/**
 * The door of a page for staff (parts/sign-in.html). Whoever has one of the roles comes in, and `enter` hears whose desk it is, as the city says
 * `at` an address; `of` says whose people the page is for, a bureau's or an operator's; `pause` is called
 * when somebody must show who they are again, `leave` when they sign out.
 */
export function openDoor({ at = '/api/counter/desk', of = 'bureau', roles, enter, pause = () => {}, leave = () => {} }) {
  async function start() {
    const ways = await signInWays();
    if (!ways) return offer('offline');
    if (/[?&](code|error)=/.test(location.search) && ways.entra) {
      const entra = await import('./entra.js');
      if (entra.isBack()) {
        try {
          const { tokens, elsewhere } = await entra.comeBack(ways.entra);
          keep(tokens);
          if (elsewhere) return location.replace(elsewhere);
        } catch {
          return offer('refused');
        }
      }
    }
    return token() ? come() : offer('');
  }

  async function offer(trouble) {
    pause();
    const ways = await signInWays();
    const none = ways && !ways.entra && !ways.people ? 'no-directory' : '';
    const people = find('person');
    if (ways?.people && people.options.length === 0) {
      let group = people;
      const others = of === 'bureau' ? 'operator' : 'bureau';
      for (const { id, name, [of]: place } of ways.people.filter(one => !one[others])) {
        if (!place) group = people;
        else if (group.label !== place[language]) people.append(group = Object.assign(document.createElement('optgroup'), { label: place[language] }));
        group.append(new Option(name[language], id));
      }
    }
    tell({ view: 'sign-in', trouble: trouble || none, entra: ways?.entra ? 'yes' : '', people: ways?.people ? 'yes' : '', oversees: '' });
    if (trouble) find('sign-in-title').focus();
  }

  async function come() {
    const { status, body } = await ask('GET', at);
    if (status === 401) return undefined;
    const enters = status === 200 && roles.some(role => body.roles.includes(role));
    if (!enters) {
      const stranger = status === 200 || status === 403;
      if (status === 403) drop();
      return offer(stranger ? 'not-allowed' : 'offline');
    }
    tell({ oversees: body.roles.includes('manager') || body.roles.includes('auditor') ? 'yes' : '' });
    return enter(body);
  }

  find('choose').addEventListener('submit', async event => {
    event.preventDefault();
    if (await choose(find('person').value)) come();
    else offer('refused');
  });
  find('enter').addEventListener('click', async () => {
    try {
      await (await import('./entra.js')).leave((await signInWays()).entra, location.pathname + location.hash);
    } catch {
      offer('refused');
    }
  });
  find('try-again').addEventListener('click', start);
  find('sign-out').addEventListener('click', async () => {
    const entra = (await signInWays())?.entra;
    forget();
    leave();
    history.replaceState(null, '', location.pathname);
    const exit = entra && await (await import('./entra.js')).exit(entra).catch(() => undefined);
    if (exit) location.assign(exit);
    else offer('');
  });
  // The other language shows the same place.
  for (const link of document.querySelectorAll('.languages a')) {
    link.addEventListener('click', () => { link.hash = location.hash; });
  }
  whenSessionIsOver(() => {
    drop();
    offer('session-over');
  });
  return start();
}
