import { call, sendFile } from '../call.js';
import { tell } from '../facts.js';

const thumbnailSide = 320;

/** The choice of one photo, redrawn small on the phone; `changed` hears whether there is one. Answers {has, name, drop, send}. */
export function photoChoice(root, changed = () => {}) {
  let photo;
  const inputs = [...root.querySelectorAll('input[type=file]')];
  for (const input of inputs) {
    input.addEventListener('change', () => {
      if (input.files[0]) take(input.files[0]);
      input.value = '';
    });
  }
  root.querySelector('[data-act="drop-photo"]').addEventListener('click', () => {
    drop();
    inputs[0].focus();
  });
  drop();

  async function take(file) {
    const { photoOf, thumbnail } = await import('../photos.js');
    try {
      photo = await photoOf(file);
      await thumbnail(photo, root.querySelector('canvas'), thumbnailSide);
      tell({ photo: 'chosen', photoName: file.name }, root);
    } catch {
      drop();
      tell({ photo: 'unreadable' }, root);
      root.querySelector('.picks').hidden = false;
    }
    changed(Boolean(photo));
  }

  function drop() {
    photo = undefined;
    tell({ photo: 'none', photoName: '' }, root);
    changed(false);
  }

  return {
    has: () => Boolean(photo),
    name: () => root.querySelector('[data-fact="photoName"]').textContent,
    drop,
    /** Sends it to the address that the city gave; answers what the city said of it, {status: 0} when no answer came. */
    send: upload => sendFile(new URL(upload.url, location.href).pathname, photo),
  };
}

/** Sends a ticket's photo and says in the page how it went; when the address is over, asks for a new one. */
export async function sendPhoto(photo, upload, { reference, code }) {
  if (!photo.has()) return false;
  tell({ sending: 'under-way', sendingWhy: '' });
  let answer = await photo.send(upload);
  if (answer.status === 403) {
    const fresh = (await call('GET', `/api/tickets/${reference}`, { code })).body?.upload;
    if (fresh) answer = await photo.send(fresh);
  }
  const sent = answer.status >= 200 && answer.status < 300;
  tell({ sending: sent ? 'done' : 'failed', sendingWhy: answer.body?.detail ?? '' });
  return sent;
}
