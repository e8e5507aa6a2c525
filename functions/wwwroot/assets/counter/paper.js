import { tell } from '../facts.js';
import { askForFile } from '../staff/city.js';

const place = document.querySelector('#frame');
const section = document.querySelector('.paper');
const openFile = document.querySelector('#open-file');
let shown = {};
let asked = 0;

/** Hash of the document that the officer has before them; undefined while there is none, or when it is not the one the case names. */
export const shownHash = () => shown.sha256;

/** Shows a case's paper: the judged one, or the sealed one. It is fetched once, and hashed here before it is shown. */
export async function showPaper(reference, kind, sha256) {
  const key = `${reference} ${kind} ${sha256}`;
  if (shown.key === key) return '';
  clear();
  const question = ++asked;
  if (!kind) {
    tell({ paper: 'none' }, section);
    return '';
  }
  tell({ paper: 'loading' }, section);
  const { blob, body } = await askForFile(`/api/legalisations/${reference}/${kind === 'sealed' ? 'sealed' : 'document'}`);
  if (question !== asked) return '';
  tell({ paper: blob ? kind : 'none' }, section);
  if (!blob) return body?.detail ?? '';
  const pdf = new Blob([blob], { type: 'application/pdf' });
  if (kind === 'judged' && crypto.subtle && await hash(pdf) !== sha256) return 'other-file';
  shown = { key, sha256, url: URL.createObjectURL(pdf) };
  openFile.href = shown.url;
  tell({ file: 'yes' }, section);
  // A phone without a viewer of its own opens the file from the link above.
  if (navigator.pdfViewerEnabled === false) return '';
  const frame = document.createElement('iframe');
  frame.title = place.dataset.title;
  frame.src = `${shown.url}#view=FitH&navpanes=0`;
  // A new frame each time: one that changes its address would add a step to the way back.
  place.replaceChildren(frame);
  return '';
}

/** Takes the paper away: another case is opened, or the officer leaves. */
export function clear() {
  asked++;
  if (shown.url) URL.revokeObjectURL(shown.url);
  shown = {};
  place.replaceChildren();
  tell({ file: '', paper: '' }, section);
}

/** Prints what is shown; where the browser's viewer cannot be told to, it is opened in a tab of its own. */
export function print() {
  if (!shown.url) return;
  const frame = place.querySelector('iframe');
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  } catch {
    open(shown.url, '_blank', 'noopener');
  }
}

export const focusPaper = () => (place.querySelector('iframe') ?? openFile).focus();

document.querySelector('#widen').addEventListener('click', ({ currentTarget }) => {
  const wide = document.querySelector('#desk').classList.toggle('wide');
  currentTarget.setAttribute('aria-pressed', String(wide));
});

async function hash(file) {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
