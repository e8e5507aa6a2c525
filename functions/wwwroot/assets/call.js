const language = document.documentElement.lang;

/**
 * Calls the city. Answers {status, body, tag}, the body being JSON or undefined; a refusal's own sentence is body.detail, in the page's language.
 * {status: 0} when no answer came: the call may have been carried out all the same, so a creating one needs its `key`.
 */
export async function call(method, path, { body, code, token, key, headers } = {}) {
  try {
    const answer = await fetch(path, {
      method,
      cache: 'no-store',
      headers: {
        Accept: 'application/json',
        'Accept-Language': language,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(code && { 'X-Access-Code': code }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { 'Idempotency-Key': key }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
    const json = answer.headers.get('Content-Type')?.includes('json');
    return { status: answer.status, body: json ? await answer.json() : undefined, tag: answer.headers.get('ETag') };
  } catch {
    return { status: 0 };
  }
}

/** Fetches a file that only an access code or a token opens; answers {status, blob, body}. */
export async function callForFile(path, { code, token }) {
  try {
    const answer = await fetch(path, {
      cache: 'no-store',
      headers: {
        'Accept-Language': language,
        ...(code && { 'X-Access-Code': code }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
    });
    if (answer.ok) return { status: answer.status, blob: await answer.blob() };
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  } catch {
    return { status: 0 };
  }
}

/** Sends a file whole to the address that the city gave for it; answers {status, body}, {status: 0} when no answer came. */
export async function sendFile(path, file) {
  try {
    const answer = await fetch(path, { method: 'PUT', body: file, headers: { 'Accept-Language': language } });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  } catch {
    return { status: 0 };
  }
}

/** Hands a file to the person, as a download. */
export function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
