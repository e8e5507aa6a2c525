import { tell } from '../facts.js';

// As many bits as the city's own keys have, in its letters.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = 26;

const field = document.querySelector('[data-field="keySha256"]');
let partner;

/** Lets a key be made for a partner whose id is known; undefined offers none. */
export function offerKey(id) {
  partner = id;
  tell({ keyMade: '', mayMakeKey: id ? 'yes' : 'no' }, field);
}

// Made here and shown once: the city is given its digest alone.
field.querySelector('button').addEventListener('click', async () => {
  const key = `${partner}.${[...crypto.getRandomValues(new Uint8Array(symbols))].map(byte => letters[byte % letters.length]).join('')}`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  const input = field.querySelector('input');
  input.value = [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
  tell({ keyMade: key }, field);
  input.dispatchEvent(new Event('input', { bubbles: true }));
});
