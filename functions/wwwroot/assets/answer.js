import { tell } from './facts.js';

const language = document.documentElement.lang;
const region = document.querySelector('#answer');
const untold = Object.fromEntries(
  ['answer', 'code', 'registerNumber', 'bureau', 'kind', 'sealedAt', 'revokedAt', 'sha256', 'given', 'elsewhere'].map(name => [name, undefined]));
let questions = 0;

/** Whether the server has answered in the page itself. */
export const isAnswered = () => region.querySelector('[data-when^="answer="]:not([hidden])') !== null;

/** Shows one answer, and nothing of the one before. */
export function show(facts) {
  questions++;
  tell({ ...untold, ...facts });
  const { top } = region.getBoundingClientRect();
  if (facts.answer && (top < 0 || top > innerHeight / 3)) region.scrollIntoView();
}

/** Asks the register about a code, the hash of a file, or both; shows what it says, unless something else was asked meanwhile. */
export async function ask({ code, sha256 }) {
  show({ answer: 'checking' });
  const question = questions;
  const facts = await answerTo(code, sha256);
  if (question === questions) show(facts);
}

async function answerTo(code, sha256) {
  const address = '/api/verifications' + (code ? `/${code}` : '') + (sha256 ? `?sha256=${sha256}` : '');
  let found;
  try {
    const reply = await fetch(address, { headers: { Accept: 'application/json', 'Accept-Language': language }, cache: 'no-store' });
    found = await reply.json();
  } catch {
    return { answer: navigator.onLine ? 'failed' : 'offline' };
  }
  const answer = {
    valid: sha256 ? 'valid-file' : 'valid-code',
    unknown: code ? 'unknown-code' : 'unknown-file',
    altered: 'altered',
    revoked: 'revoked',
  }[found.status];
  if (!answer) return { answer: 'failed' };
  return {
    answer,
    code: found.code ?? code,
    registerNumber: found.registerNumber,
    bureau: found.bureau?.[language],
    kind: found.kind,
    sealedAt: day(found.sealedAt),
    revokedAt: day(found.revoked?.at),
    sha256: found.sha256,
    given: answer === 'altered' || answer === 'unknown-file' ? sha256 : undefined,
  };
}

/** A moment as the clocks of Casablanca showed it: the register writes it so, and a phone may not know what their offset was that day. */
function day(time) {
  const clock = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' };
  return time && new Intl.DateTimeFormat(`${language}-MA`, clock).format(new Date(`${time.slice(0, 16)}Z`));
}
