const voice = document.querySelector('#voice');

/** A sentence of the page's #words, its {places} filled in. */
export function word(name, values = {}) {
  const sentence = document.querySelector(`#words [data-word="${name}"]`).textContent;
  // Each isolated: a number keeps its order in an Arabic sentence.
  return sentence.replace(/\{(\w+)\}/g, (_, place) => `\u2068${values[place] ?? ''}\u2069`);
}

/** Says a sentence to whoever listens, and shows it for a while to whoever looks. */
export function say(name, values) {
  voice.textContent = '';
  // Emptied first, and filled a moment later: said twice, it is heard twice.
  setTimeout(() => { voice.textContent = word(name, values); }, 60);
  clearTimeout(say.over);
  say.over = setTimeout(() => { voice.textContent = ''; }, 6000);
}
