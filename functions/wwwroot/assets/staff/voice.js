import { word } from '../words.js';

const voice = document.querySelector('#voice');

/** Says a sentence to whoever listens, and shows it for a while to whoever looks. */
export function say(name, values) {
  voice.textContent = '';
  // Emptied first, and filled a moment later: said twice, it is heard twice.
  setTimeout(() => { voice.textContent = word(name, values); }, 60);
  clearTimeout(say.over);
  say.over = setTimeout(() => { voice.textContent = ''; }, 6000);
}
