import { sendFile } from '../call.js';
import { tell } from '../facts.js';
import { once } from './acts.js';
import { ask } from '../staff/city.js';
import { open, paperShown, refresh, trouble } from './file.js';
import { look } from './queue.js';
import { say } from '../staff/voice.js';

const part = document.querySelector('#case');
const input = document.querySelector('#scan-file');
const seen = document.querySelector('#identity [name=seen]');

/** The paper that lies on the desk takes the place of what was sent; it is judged like any other, in a moment. */
const scan = files => once(async () => {
  tell({ scanProblem: '', scanWhy: '' }, part);
  const photos = files.every(({ type }) => type.startsWith('image/'));
  if (!photos && (files.length > 1 || files[0].type !== 'application/pdf')) return tell({ scanProblem: 'other-type' }, part);
  const { reference } = open();
  const { documentOf } = photos ? await import('../photos.js') : {};
  const file = photos ? await documentOf(files, reference).catch(() => undefined) : files[0];
  if (!file) return tell({ scanProblem: 'other-type' }, part);
  const where = await ask('POST', `/api/legalisations/${reference}/scan`);
  if (where.status !== 200) return refused(where);
  const sent = await sendFile(new URL(where.body.url).pathname, file);
  if (sent.status !== 202) return refused(sent);
  // What was signed before the officer is another document than the one they have ticked.
  if (seen.checked) {
    seen.checked = false;
    seen.dispatchEvent(new Event('input', { bubbles: true }));
  }
  tell({ working: 'judging' }, part);
  await refresh({ quietly: true });
  while (open()?.reference === reference && open().judging) {
    await new Promise(resolve => setTimeout(resolve, 700));
    if (open()?.reference === reference) await refresh({ quietly: true });
  }
  if (open()?.reference !== reference) return undefined;
  if (open().status === 'document-refused') return tell({ scanProblem: 'judged', scanWhy: open().refusal?.sentence }, part);
  await paperShown();
  say('scanned', { reference });
  document.querySelector('#case-title').focus();
  return look();
});

function refused({ status, body }) {
  if (status === 0) trouble('lost');
  else if (status !== 401) tell({ scanProblem: 'said', scanWhy: body?.detail ?? '' }, part);
}

input.addEventListener('change', () => {
  const files = [...input.files];
  input.value = ''; // so that the same file can be chosen again
  if (files.length > 0) scan(files);
});
