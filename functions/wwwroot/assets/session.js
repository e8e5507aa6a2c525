const place = 'legalisation access';

/** The reference and access code that this tab remembers: until it is closed, or told to forget. */
export function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(place)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(access) {
  try {
    sessionStorage.setItem(place, JSON.stringify(access));
  } catch {
    // Then the person types them again.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
