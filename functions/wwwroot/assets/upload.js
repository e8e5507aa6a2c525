const smallest = 64 * 1024;
const largest = 4 * 1024 * 1024;
const partSeconds = 8;
const silence = 45_000;
const longestWait = 30_000;

/**
 * Sends a document in parts that the city keeps (IETF resumable uploads): a line that breaks costs the part under way at the most, and whoever
 * chooses the same file again goes on where it stopped.
 * @param upload what the case says of its address; `newAddress` fetches it anew when that one is over, undefined if the case awaits nothing.
 * @param tell is told {sent} of the whole, or {waiting: true} while the line is dead.
 * @returns the city's receipt, or {refused: sentence, for people}.
 */
export async function sendDocument(file, upload, { newAddress, tell, again }) {
  let address = new URL(upload.url).pathname;
  const sha256 = await hash(file);
  // Without a secure connection a browser computes no hash: then the whole goes at once.
  const where = () => (sha256 ? `${address}/${sha256}` : address);
  let [offset, size, failures] = [undefined, 128 * 1024, 0];

  for (;;) {
    const asking = offset === undefined && sha256;
    const answer = asking ? await request('HEAD', where()) : await sendPart();
    const told = Number(answer.header('Upload-Offset') ?? NaN);
    if (answer.status === 202) return answer.body() ?? {};
    if (answer.status === 204 || (answer.status === 409 && told >= 0)) {
      if (answer.header('Upload-Complete') === '?1') return {};
      if (answer.status === 409) failures++;
      else if (!asking) failures = 0;
      offset = told;
      if (failures === 0) tell({ sent: offset });
      if (answer.status === 409 && failures > 5) return { refused: answer.body()?.detail };
    } else if (answer.status === 403) {
      const fresh = await newAddress();
      if (!fresh) return { refused: answer.body()?.detail };
      address = new URL(fresh.url).pathname;
    } else if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
      failures++;
      offset = undefined;
      size = smallest;
      tell({ waiting: true });
      const asked = Number(answer.header('Retry-After')) * 1000;
      await wait(Math.max(asked || 0, Math.min(longestWait, 500 * 2 ** failures)), again);
    } else {
      return { refused: answer.body()?.detail };
    }
  }

  async function sendPart() {
    if (!sha256) return request('PUT', where(), file, {}, sent => tell({ sent }));
    const part = file.slice(offset, offset + size);
    const last = offset + part.size === file.size;
    const start = performance.now();
    const answer = await request('PATCH', where(), part, {
      'Content-Type': 'application/partial-upload',
      'Upload-Offset': offset,
      'Upload-Complete': last ? '?1' : '?0',
    }, sent => tell({ sent: offset + sent }));
    const speed = part.size / ((performance.now() - start) / 1000);
    if (answer.status === 204) size = Math.round(Math.min(largest, Math.max(smallest, speed * partSeconds, size / 2)));
    return answer;
  }
}

async function hash(file) {
  if (!crypto.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** XMLHttpRequest, since fetch does not tell how much has gone. A line that moves nothing for a while counts as broken. */
function request(method, address, body, headers = {}, sent = () => {}) {
  return new Promise(done => {
    const call = new XMLHttpRequest();
    let patience = setTimeout(() => call.abort(), silence);
    call.open(method, address);
    call.setRequestHeader('Accept-Language', document.documentElement.lang);
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.upload.onprogress = ({ loaded }) => {
      clearTimeout(patience);
      patience = setTimeout(() => call.abort(), silence);
      sent(loaded);
    };
    call.onloadend = () => {
      clearTimeout(patience);
      done({ status: call.status, header: name => (call.status ? call.getResponseHeader(name) : null), body: () => read(call.responseText) });
    };
    call.send(body);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits; no longer once the network is back, or the person is tired of waiting (the event `again` on that element). */
function wait(milliseconds, again) {
  return new Promise(done => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      again.removeEventListener('click', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end);
    again.addEventListener('click', end);
  });
}
