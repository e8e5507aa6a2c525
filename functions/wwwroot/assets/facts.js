/**
 * Shows facts in the page: an element with data-fact="name" gets the text, one with data-when="name=value" or data-when="name" is shown where
 * that holds. No sentence lives in a script: both languages' pages hold their own. The server tells facts in the same way (Page.cs).
 */
export function tell(facts, root = document) {
  for (const place of root.querySelectorAll('[data-fact]')) {
    if (place.dataset.fact in facts) place.textContent = facts[place.dataset.fact] ?? '';
  }
  for (const part of root.querySelectorAll('[data-when]')) {
    const [name, value] = part.dataset.when.split('=');
    if (name in facts) part.hidden = value === undefined ? !facts[name] : facts[name] !== value;
  }
}

/**
 * Lays out a list: a copy of the place's own <template> for each of the facts, in place of the copies before. `each` may do more with a copy's
 * element.
 */
export function list(place, items, each) {
  const mould = place.querySelector('template');
  place.replaceChildren(mould, ...items.map((facts, index) => {
    const one = mould.content.firstElementChild.cloneNode(true);
    tell(facts, one);
    each?.(one, facts, index);
    return one;
  }));
}
