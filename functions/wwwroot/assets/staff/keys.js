// Single letters, as officers' own programs have them. WCAG 2.2, 2.1.4: they can be turned off, and they never act while somebody types.
const place = 'counter.keys';
const box = document.querySelector('#keys');
const on = box.querySelector('#keys-on');
const letters = /^[a-z/?]$/;

/** Listens for shortcuts: a map of letters to acts. */
export function listen(acts) {
  on.checked = localStorage.getItem(place) !== 'off';
  on.addEventListener('change', () => localStorage.setItem(place, on.checked ? 'on' : 'off'));
  document.querySelector('#show-keys').addEventListener('click', () => box.showModal());
  acts['?'] = () => box.showModal();
  addEventListener('keydown', event => {
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat || types(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const act = acts[letterOf(event)];
    if (!act || document.querySelector('#desk').hidden) return;
    event.preventDefault();
    act();
  });
}

// An Arabic keyboard's letters are elsewhere: there the key's own place counts.
function letterOf({ key, code, shiftKey }) {
  if (key === '؟') return '?';
  const latin = key.toLowerCase();
  if (letters.test(latin)) return latin;
  if (key.length !== 1 || key.charCodeAt(0) < 0x80) return '';
  return code === 'Slash' ? (shiftKey ? '?' : '/') : code.startsWith('Key') ? code.slice(3).toLowerCase() : '';
}

const types = target => target instanceof Element && target.closest('input:not([type=radio], [type=checkbox], [type=file]), textarea, select, [contenteditable]') !== null;
