import { call } from '../call.js';

// The tab's own store: closed with the tab, and never in a cookie that travels by itself.
const place = 'counter.staff';
let ways;
let renewing;

/** How one signs in here: {entra?, people?}; undefined when the city does not answer. */
export async function signInWays() {
  ways ??= (await call('GET', '/api/sign-in')).body;
  return ways;
}

/** The bearer token, if somebody has signed in in this tab. */
export const token = () => read()?.access;

export const keep = tokens => sessionStorage.setItem(place, JSON.stringify(tokens));

/** Forgets the token and everything typed. */
export function forget() {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith('counter.')) sessionStorage.removeItem(name);
}

export const drop = () => sessionStorage.removeItem(place);

/** A new token for one that is over; false when the session is over as well. Asked for once, however many calls were refused together. */
export function renew() {
  renewing ??= renewOnce().finally(() => { renewing = undefined; });
  return renewing;
}

async function renewOnce() {
  const refresh = read()?.refresh;
  const entra = refresh && (await signInWays())?.entra;
  if (!entra) return false;
  try {
    keep(await (await import('./entra.js')).renew(entra, refresh));
    return true;
  } catch {
    return false;
  }
}

/** Development: becomes one of the people offered. */
export async function choose(person) {
  const { status, body } = await call('POST', '/api/sign-in', { body: { person } });
  if (status === 200) keep({ access: body.accessToken });
  return status === 200;
}

function read() {
  const kept = sessionStorage.getItem(place);
  return kept && JSON.parse(kept);
}
