import { call, callForFile } from '../call.js';
import { tell } from '../facts.js';
import { renew, token } from './tokens.js';
import { say } from './voice.js';

let lost = false;
let onSessionOver = () => {};
const onBack = new Set();

/** What to do when the officer must sign in again. */
export const whenSessionIsOver = act => { onSessionOver = act; };

/** What to do when the line is back. */
export const whenBack = act => onBack.add(act);

/** Calls the city as the officer: {status, body, tag}; {status: 0} when no answer came. */
export const ask = (method, path, options) => withToken(bearer => call(method, path, { ...options, token: bearer }));

/** What is found there. Throws the answer, should it be another than that. */
export async function get(path) {
  const answer = await ask('GET', path);
  if (answer.status !== 200) throw answer;
  return answer.body;
}

export const askForFile = path => withToken(bearer => callForFile(path, { token: bearer }));

async function withToken(go) {
  let answer = await go(token());
  if (answer.status === 401 && await renew()) answer = await go(token());
  if (answer.status === 401) onSessionOver();
  line(answer.status !== 0);
  return answer;
}

function line(there) {
  if (there !== lost) return;
  lost = !there;
  tell({ line: lost ? 'lost' : '' });
  say(lost ? 'lost' : 'back');
  if (there) onBack.forEach(act => act());
}
