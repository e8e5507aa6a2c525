/**
 * Calls the city within a patience (ms). Answers {status, body, wait}: {status: 0} when no answer came or `signal` ended it, wait being the
 * seconds that the city asks for.
 */
export async function ask(method, path, { token, body, patience = 20_000, signal } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  signal?.addEventListener('abort', () => stop.abort());
  const form = body instanceof FormData;
  try {
    const answer = await fetch(path, {
      method,
      cache: 'no-store',
      signal: stop.signal,
      headers: {
        Accept: 'application/json',
        'Accept-Language': document.documentElement.lang,
        ...(body && !form && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: form ? body : body && JSON.stringify(body),
    });
    const json = answer.headers.get('Content-Type')?.includes('json');
    return { status: answer.status, body: json ? await answer.json() : undefined, wait: Number(answer.headers.get('Retry-After')) || 0 };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}
