/**
 * Keeps the verification page on the device, with the city's public keys, so that the code on a paper is checked where there is no network
 * too. The build puts in what is kept (KEPT) and a name that changes with it (NAME).
 */
const languages = ['fr', 'ar'];
const fresh = ['/api/registers/key', '/api/bureaus'];
const patience = 8000;

addEventListener('install', event => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener('activate', event => event.waitUntil(forget().then(() => clients.claim())));

async function keep() {
  const shelf = await caches.open(NAME);
  const pages = languages.map(language => `/verify?lang=${language}`);
  // Without cookies: asking for both languages must not choose one.
  await Promise.all([...KEPT, ...pages, ...fresh].map(async address => {
    const reply = await fetch(address, { credentials: 'omit', cache: address.startsWith('/assets/') ? 'default' : 'no-cache' });
    if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
    await shelf.put(address, reply);
  }));
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith('verify-') && name !== NAME) await caches.delete(name);
}

addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)));
  else if (fresh.includes(pathname)) event.respondWith(newest(pathname));
});

async function page(request) {
  const shelf = await caches.open(NAME);
  try {
    const reply = await soon(fetch(request));
    if (reply.headers.has('Content-Language')) await shelf.put('/language', new Response(reply.headers.get('Content-Language')));
    return reply;
  } catch {
    const asked = new URL(request.url).searchParams.get('lang') ?? await (await shelf.match('/language'))?.text() ?? navigator.language.slice(0, 2);
    return await shelf.match(`/verify?lang=${asked === 'ar' ? 'ar' : 'fr'}`) ?? Response.error();
  }
}

async function newest(address) {
  const shelf = await caches.open(NAME);
  try {
    const reply = await soon(fetch(address, { cache: 'no-cache' }));
    if (reply.ok) await shelf.put(address, reply.clone());
    return reply;
  } catch {
    const kept = await shelf.match(address);
    return kept ? new Response(kept.body, { headers: { 'Content-Type': 'application/json', 'X-Kept': 'true' } }) : Response.error();
  }
}

/** A network that does not answer is none. */
function soon(answer) {
  return Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error('too slow')), patience))]);
}
