import { ask, doubt, isAnswered, show } from './answer.js';
import { readCode, readQrText } from './code.js';
import { tell } from './facts.js';

const maxBytes = 30 * 1024 * 1024;
const form = document.querySelector('#by-code');
const codeField = form.elements.code;
const codeWrong = document.querySelector('#code-wrong');
const drop = document.querySelector('.drop');
const camera = document.querySelector('#camera');

tell({ script: 'on', camera: navigator.mediaDevices && window.HTMLDialogElement ? 'there' : undefined });
form.noValidate = true;
follow(isAnswered());
addEventListener('popstate', () => follow(false));
// The other language is the same page, so what was scanned goes along.
for (const link of document.querySelectorAll('.languages a')) link.addEventListener('click', () => { link.hash = location.hash; });
// The next paper may be read where there is no network.
if ('serviceWorker' in navigator) addEventListener('load', () => navigator.serviceWorker.register('/offline.js', { scope: '/verify' }).catch(() => {}));

/** Does what the page's address asks, unless the server has answered it in the page itself. */
function follow(answered) {
  const code = codeInAddress();
  codeField.value = code ?? '';
  const proof = location.hash;
  if (!answered) code ? ask({ code, proof }) : show({});
  else if (code && proof) doubt({ code, proof });
}

function codeInAddress() {
  return readCode(decodeURIComponent(location.pathname));
}

/** @param proof What the address that led here had behind #. */
function openCode(code, proof = '') {
  codeField.value = code;
  if (codeInAddress() !== code || location.hash !== proof) history.pushState(null, '', `/verify/${code}${proof}`);
  ask({ code, proof });
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const code = readCode(codeField.value);
  complain(!code);
  if (code) openCode(code);
  else codeField.focus();
});
codeField.addEventListener('input', () => complain(false));

function complain(wrong) {
  codeWrong.hidden = !wrong;
  codeField.setAttribute('aria-invalid', String(wrong));
}

document.querySelector('#file').addEventListener('change', ({ target }) => {
  if (target.files[0]) take(target.files[0]);
  target.value = ''; // so that the same file can be chosen again
});
// A file that misses the field must not replace the page.
addEventListener('dragover', event => {
  event.preventDefault();
  drop.classList.toggle('over', drop.contains(event.target));
});
addEventListener('drop', event => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});

/** Sealed papers are PDFs, so a picture can only be a photo of the QR. */
function take(file) {
  return file.type.startsWith('image/') ? takePhoto(file) : takePaper(file);
}

/** The file is read here and goes nowhere: what is asked about is its hash. */
async function takePaper(file) {
  if (file.size > maxBytes) return show({ answer: 'too-large' });
  show({ answer: 'checking' });
  let bytes, digest;
  try {
    bytes = await file.arrayBuffer();
    digest = await crypto.subtle.digest('SHA-256', bytes);
  } catch {
    return show({ answer: 'unreadable' });
  }
  const sha256 = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const code = readCode(codeField.value);
  return ask({ code, sha256, bytes, proof: code === codeInAddress() ? location.hash : '' });
}

async function takePhoto(photo) {
  show({ answer: 'checking' });
  try {
    const { readPhoto } = await import('./qr.js');
    openQr(await readPhoto(photo));
  } catch {
    show({ answer: navigator.onLine ? 'unreadable' : 'offline' });
  }
}

document.querySelector('#open-camera').addEventListener('click', async () => {
  const closing = new AbortController();
  camera.addEventListener('close', () => closing.abort(), { once: true });
  camera.showModal();
  try {
    const { watchCamera } = await import('./qr.js');
    const text = await watchCamera(camera.querySelector('video'), closing.signal);
    camera.close();
    if (text) openQr(text);
  } catch {
    camera.close();
    show({ answer: 'no-camera' });
  }
});

function openQr(text) {
  const { code, proof, elsewhere } = text ? readQrText(text) : {};
  if (code) openCode(code, proof);
  else show(elsewhere ? { answer: 'elsewhere', elsewhere } : { answer: 'no-qr' });
}
