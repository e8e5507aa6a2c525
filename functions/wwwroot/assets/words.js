/** A sentence of the page's #words, its {places} filled in. */
export function word(name, values = {}) {
  const sentence = document.querySelector(`#words [data-word="${name}"]`).textContent;
  // Each isolated: a number keeps its order in an Arabic sentence.
  return sentence.replace(/\{(\w+)\}/g, (_, place) => `\u2068${values[place] ?? ''}\u2069`);
}
