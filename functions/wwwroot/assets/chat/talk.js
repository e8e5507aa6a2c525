import { ask } from './ask.js';

const place = 'chat';
const longest = 30 * 24 * 60 * 60 * 1000;

/** Whether what is kept stays on the device, or ends with the tab. */
export const staysOnDevice = matchMedia('(pointer: coarse)').matches;

// A phone is somebody's own, and its browser drops tabs at will: a person who waits for an agent must find the conversation again. A desk may be
// anybody's: there it ends with the tab.
const shelf = () => (staysOnDevice ? localStorage : sessionStorage);

let talk = read();

/** The conversation as this device knows it: {conversationId, token, userId, until, unsent}, or undefined. */
export const current = () => talk;

function read() {
  try {
    const kept = JSON.parse(shelf().getItem(place));
    return kept && Date.now() - kept.at < longest ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what changed. */
export function keep(changes) {
  talk = { unsent: [], ...talk, ...changes, at: Date.now() };
  try {
    shelf().setItem(place, JSON.stringify(talk));
  } catch {
    // A browser that keeps nothing: then a reload begins anew.
  }
}

export function forget() {
  talk = undefined;
  try {
    shelf().removeItem(place);
  } catch {
    // Nothing was kept.
  }
}

let asking;

/**
 * A token that holds for a while yet: for the conversation that this device knows, else for a new one. Answers {status, wait}. Asked twice at once, it asks
 * the city once.
 */
export function enter(renewed = false) {
  if (!renewed && talk && talk.until > Date.now() + 60_000) return Promise.resolve({ status: 200 });
  asking ??= fetchToken().finally(() => { asking = undefined; });
  return asking;
}

async function fetchToken() {
  const language = document.documentElement.lang;
  const known = talk?.conversationId;
  const answer = await ask('POST', '/api/chat/token', { body: { language, ...(known && { conversationId: known, token: talk.token }) } });
  const { status, body } = answer;
  if (status === 200) {
    keep({ conversationId: body.conversationId, token: body.token, userId: body.userId, until: Date.now() + body.expiresIn * 1000 });
    return { status };
  }
  if (!known || status === 0 || status === 429 || status >= 500) return answer;
  // The city knows this conversation no more: what was not yet sent goes into the next one.
  leave();
  return fetchToken();
}

/** The conversation is over; what was not yet sent is kept for the next one. */
export function leave() {
  keep({ conversationId: undefined, token: undefined, until: 0 });
}
