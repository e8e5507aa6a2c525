import { cborHead, readCbor } from './cbor.js';

const language = document.documentElement.lang;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const [alg, contentType, kid] = [1, 3, 4];
const [es256, cbor] = [-7, 60];

/**
 * What the code on an attestation page proves by itself: the part of its address behind #, a COSE_Sign1 message (PaperProof.cs).
 * @returns undefined where there is none or the keys cannot be had; { forged }, { unknownKey }, or what the city signed.
 */
export async function readProof(fragment, code) {
  const text = fragment.replace(/^#/, '');
  if (text.length < 100 || !/^[\w-]+$/.test(text)) return undefined;
  const known = await keys();
  if (!known) return undefined;
  try {
    const [headers, , payload, signature] = readCbor(fromBase64Url(text));
    const told = readCbor(headers);
    if (told.get(alg) !== es256 || told.get(contentType) !== cbor) return { forged: true };
    const key = known.keys.find(each => each.kid === toBase64Url(told.get(kid)));
    if (!key) return known.kept ? { unknownKey: true } : { forged: true };
    const { kty, crv, x, y } = key;
    const imported = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
    const signed = Uint8Array.of(...cborHead(4, 4), ...string(3, new TextEncoder().encode('Signature1')), ...string(2, headers), ...string(2, []), ...string(2, payload));
    if (!await crypto.subtle.verify({ ...algorithm, hash: 'SHA-256' }, imported, signature, signed)) return { forged: true };
    return read(readCbor(payload), code);
  } catch {
    return { forged: true };
  }
}

/** Whether a file begins with the document that was certified. */
export async function beginsWithIt(proof, bytes) {
  if (bytes.byteLength < proof.length) return false;
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice(0, proof.length));
  return hex(new Uint8Array(digest)) === proof.sha256;
}

function read(told, code) {
  const its = told.get(6).replace(/(.{4})(?=.)/g, '$1-');
  // A code that was signed for another paper's address.
  if (code && its !== code) return { forged: true };
  return {
    code: its,
    registerNumber: `${told.get(1)}-${String(told.get(2)).padStart(6, '0')}`,
    bureau: told.get(3),
    kind: ['certified-copy', 'signature'][told.get(4)],
    certifiedOn: new Intl.DateTimeFormat(`${language}-MA`, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(told.get(5) * 86400000)),
    length: told.get(7),
    sha256: hex(told.get(8)),
  };
}

/** The city's public keys: from the city, or as they were when this device last saw it (offline.js keeps them). */
async function keys() {
  try {
    const reply = await fetch('/api/registers/key');
    return reply.ok ? { ...await reply.json(), kept: reply.headers.has('X-Kept') } : undefined;
  } catch {
    return undefined;
  }
}

const string = (major, bytes) => [...cborHead(major, bytes.length), ...bytes];
const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
const fromBase64Url = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const toBase64Url = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
