import { tell } from './facts.js';
import { beginsWithIt, readProof } from './proof.js';

const language = document.documentElement.lang;
const region = document.querySelector('#answer');
const untold = Object.fromEntries(
  ['answer', 'code', 'registerNumber', 'bureau', 'kind', 'sealedAt', 'revokedAt', 'sha256', 'attests', 'given', 'elsewhere', 'certifiedOn', 'original'].map(name => [name, undefined]));
let questions = 0;

/** Whether the server has answered in the page itself. */
export const isAnswered = () => region.querySelector('[data-when^="answer="]:not([hidden])') !== null;

/** Shows one answer, and nothing of the one before. */
export function show(facts) {
  questions++;
  tell({ ...untold, ...facts });
  offer(facts.original);
  const { top } = region.getBoundingClientRect();
  if (facts.answer && (top < 0 || top > innerHeight / 3)) region.scrollIntoView();
}

/** The certified document itself, cut from a file whose beginning it is. */
function offer(original) {
  const link = document.querySelector('#original');
  if (link.href.startsWith('blob:')) URL.revokeObjectURL(link.href);
  link.href = original ? URL.createObjectURL(original) : '#';
}

/**
 * Asks the register about a code, the hash of a file, or both; shows what it says, unless something else was asked meanwhile. Where the
 * register cannot be reached, the proof behind the address answers what it can.
 * @param proof The address's part behind #, if any.
 * @param bytes The file itself, which stays here.
 */
export async function ask({ code, sha256, proof, bytes }) {
  show({ answer: 'checking' });
  const question = questions;
  const proven = await readProof(proof ?? '', code);
  const facts = proven?.forged ? { answer: 'forged', code } : await answerTo(code, sha256) ?? await answerBy(proven, code, bytes);
  if (question === questions) show(facts);
}

/** Looks at the proof of an address that the server has answered already: a forged one is told all the same. */
export async function doubt({ code, proof }) {
  const question = questions;
  const proven = await readProof(proof, code);
  if (proven?.forged && question === questions) show({ answer: 'forged', code });
}

/** What is known without the register. */
async function answerBy(proven, code, bytes) {
  if (!proven) return { answer: navigator.onLine ? 'failed' : 'offline' };
  if (proven.unknownKey) return { answer: 'unknown-key', code };
  const { length, sha256, ...facts } = proven;
  facts.bureau = await bureauName(facts.bureau);
  if (!bytes) return { ...facts, answer: 'signed' };
  if (!await beginsWithIt(proven, bytes)) return { ...facts, answer: 'other-file' };
  return { ...facts, answer: 'signed-file', original: new Blob([bytes.slice(0, length)], { type: 'application/pdf' }) };
}

async function bureauName(id) {
  try {
    const { items } = await (await fetch('/api/bureaus')).json();
    return items.find(bureau => bureau.id === id)?.name[language] ?? id;
  } catch {
    return id;
  }
}

/** Undefined where the register could not be asked. */
async function answerTo(code, sha256) {
  const address = '/api/verifications' + (code ? `/${code}` : '') + (sha256 ? `?sha256=${sha256}` : '');
  let found;
  try {
    const reply = await fetch(address, { headers: { Accept: 'application/json', 'Accept-Language': language }, cache: 'no-store' });
    found = await reply.json();
  } catch {
    return undefined;
  }
  const answer = {
    valid: found.original ? 'valid-original' : sha256 ? 'valid-file' : 'valid-code',
    unknown: code ? 'unknown-code' : 'unknown-file',
    altered: 'altered',
    revoked: 'revoked',
  }[found.status];
  if (!answer) return undefined;
  return {
    answer,
    code: found.code ?? code,
    registerNumber: found.registerNumber,
    bureau: found.bureau?.[language],
    kind: found.kind,
    sealedAt: day(found.sealedAt),
    revokedAt: day(found.revoked?.at),
    sha256: found.sha256,
    attests: found.attests,
    given: answer === 'altered' || answer === 'unknown-file' ? sha256 : undefined,
  };
}

/** A moment as the clocks of Casablanca showed it: the register writes it so, and a phone may not know what their offset was that day. */
function day(time) {
  const clock = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' };
  return time && new Intl.DateTimeFormat(`${language}-MA`, clock).format(new Date(`${time.slice(0, 16)}Z`));
}
