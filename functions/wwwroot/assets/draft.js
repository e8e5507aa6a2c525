const kept = 7 * 24 * 60 * 60 * 1000;

/**
 * What a form held when it was left, on this device and under a name. Fields of `onlyInTab` stay in the tab; files stay where they are.
 * Answers {read, keep, forget}.
 */
export function draftOf(place, { onlyInTab = [], never = ['file'] } = {}) {
  return { read, keep, forget };

  /** Undefined where nothing is kept, or for too long. */
  function read() {
    try {
      const { at, fields } = JSON.parse(localStorage.getItem(place));
      if (Date.now() - at < kept) return { ...fields, ...JSON.parse(sessionStorage.getItem(place)) };
      forget();
    } catch {
      // Nothing, or nothing that we wrote.
    }
    return undefined;
  }

  /** Keeps what a person has typed so far. */
  function keep(fields) {
    try {
      const entries = Object.entries(fields).filter(([name]) => !never.includes(name));
      const of = inTab => JSON.stringify(Object.fromEntries(entries.filter(([name]) => onlyInTab.includes(name) === inTab)));
      localStorage.setItem(place, `{"at":${Date.now()},"fields":${of(false)}}`);
      sessionStorage.setItem(place, of(true));
    } catch {
      // A browser that keeps nothing: the page says how to go on without.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(place);
      sessionStorage.removeItem(place);
    } catch {
      // Nothing was kept.
    }
  }
}
