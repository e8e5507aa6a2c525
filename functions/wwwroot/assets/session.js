/**
 * The reference and access code that this tab remembers under a name: until it is closed, or told to forget. Answers {remembered, remember, forget}.
 */
export function accessOf(place) {
  return { remembered, remember, forget };

  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(place)) ?? undefined;
    } catch {
      return undefined;
    }
  }

  function remember(access) {
    try {
      sessionStorage.setItem(place, JSON.stringify(access));
    } catch {
      // Then the person types them again.
    }
  }

  function forget() {
    try {
      sessionStorage.removeItem(place);
    } catch {
      // Nothing was kept.
    }
  }
}
