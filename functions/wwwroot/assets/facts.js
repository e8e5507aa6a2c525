/**
 * Shows facts in the page: an element with data-fact="name" gets the text, one with data-when="name=value" or data-when="name" is shown where
 * that holds. No sentence lives in a script: both languages' pages hold their own. The server tells facts in the same way (Page.cs).
 */
export function tell(facts) {
  for (const place of document.querySelectorAll('[data-fact]')) {
    if (place.dataset.fact in facts) place.textContent = facts[place.dataset.fact] ?? '';
  }
  for (const part of document.querySelectorAll('[data-when]')) {
    const [name, value] = part.dataset.when.split('=');
    if (name in facts) part.hidden = value === undefined ? !facts[name] : facts[name] !== value;
  }
}
