const place = 'legalisation draft';
const kept = 7 * 24 * 60 * 60 * 1000;
// The card's number stays in the tab; the file stays where it is.
const onlyInTab = ['cin'];
const never = ['file'];

/** What a form held when it was left, on this device; undefined where nothing is kept, or for too long. */
export function draft() {
  try {
    const { at, fields } = JSON.parse(localStorage.getItem(place));
    if (Date.now() - at < kept) return { ...fields, ...JSON.parse(sessionStorage.getItem(place)) };
    forgetDraft();
  } catch {
    // Nothing, or nothing that we wrote.
  }
  return undefined;
}

/** Keeps what a person has typed so far. */
export function keepDraft(fields) {
  try {
    const entries = Object.entries(fields).filter(([name]) => !never.includes(name));
    const of = inTab => JSON.stringify(Object.fromEntries(entries.filter(([name]) => onlyInTab.includes(name) === inTab)));
    localStorage.setItem(place, `{"at":${Date.now()},"fields":${of(false)}}`);
    sessionStorage.setItem(place, of(true));
  } catch {
    // A browser that keeps nothing: the page says how to go on without.
  }
}

export function forgetDraft() {
  try {
    localStorage.removeItem(place);
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
