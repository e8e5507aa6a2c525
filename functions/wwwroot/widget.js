/**
 * A button that opens the commune's assistant in a page of another of its sites:
 *   <script src="https://…/chat/widget.js" data-lang="ar" defer></script>
 * Nothing more is loaded before it is pressed. What it says stands here, for there is no page of ours to hold it.
 */
const { src, dataset } = document.currentScript;
const { origin } = new URL(src);
const language = (dataset.lang ?? document.documentElement.lang ?? '').startsWith('ar') ? 'ar' : 'fr';
const words = {
  fr: { open: 'Une question ?', title: 'L’assistant de la commune de Casablanca', close: 'Fermer' },
  ar: { open: 'هل لديكم سؤال؟', title: 'المساعد الآلي لجماعة الدار البيضاء', close: 'إغلاق' },
}[language];

const style = `
  :host { all: initial; }
  button { min-block-size: 3rem; padding: .4rem 1.2rem; border: 2px solid #fff; border-radius: 1.6rem; background: #0b5079; color: #fff; font: 600 1.0625rem/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif; cursor: pointer; }
  button:hover { background: #083c5c; }
  button:focus-visible { outline: 3px solid #b3460b; outline-offset: 2px; }
  .open { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483000; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
  dialog { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; background: #fff; color-scheme: light dark; overflow: hidden; }
  dialog[open] { display: flex; flex-direction: column; }
  dialog::backdrop { background: rgb(4 20 32 / .4); }
  header { flex: none; display: flex; align-items: center; justify-content: space-between; gap: .75rem; padding: .3rem .5rem; padding-inline-start: 1rem; background: #0a4468; color: #fff; font: 600 1.0625rem/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif; }
  header button { flex: none; min-block-size: 2.75rem; border-color: transparent; background: transparent; text-decoration: underline; text-underline-offset: .2em; }
  header button:focus-visible { outline-color: #ffd08a; }
  iframe { flex: 1; inline-size: 100%; border: 0; }
  @media (min-width: 36rem) and (min-height: 30rem) {
    dialog { inset: auto; inset-block-end: 1rem; inset-inline-end: 1rem; inline-size: 25rem; block-size: min(40rem, calc(100% - 2rem)); border-radius: 10px; box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
  }`;

const host = document.createElement('div');
[host.lang, host.dir] = [language, language === 'ar' ? 'rtl' : 'ltr'];
const root = host.attachShadow({ mode: 'open' });
// A sheet that the script makes needs no leave of the page's own policy.
if (root.adoptedStyleSheets) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
} else root.append(made('style', { textContent: style }));

const opener = made('button', { type: 'button', className: 'open', textContent: words.open });
opener.setAttribute('aria-haspopup', 'dialog');
root.append(opener);
document.body ? document.body.append(host) : addEventListener('DOMContentLoaded', () => document.body.append(host));

let [dialog, frame, loaded] = [undefined, undefined, false];
opener.addEventListener('click', open);

function open() {
  // Old phones have no dialogs: there the chat opens as a page.
  if (!window.HTMLDialogElement) {
    window.open(`${origin}/chat?lang=${language}`);
    return;
  }
  dialog ??= build();
  if (dialog.open) return;
  // Modal: the page behind cannot be reached by Tab, and the browser gives the focus back.
  dialog.showModal();
  frame.focus();
  tellFrame('shown');
}

function build() {
  const box = made('dialog');
  box.setAttribute('aria-label', words.title);
  const close = made('button', { type: 'button', textContent: words.close });
  close.addEventListener('click', () => box.close());
  const head = made('header');
  head.append(made('span', { textContent: words.title }), close);
  frame = made('iframe', { src: `${origin}/chat?frame=1&lang=${language}`, title: words.title, allow: 'geolocation' });
  frame.addEventListener('load', () => {
    loaded = true;
    if (box.open) tellFrame('shown');
  });
  box.append(head, frame);
  box.addEventListener('close', () => {
    tellFrame('hidden');
    opener.focus();
  });
  addEventListener('message', event => {
    if (event.source === frame.contentWindow && event.origin === origin && event.data === 'casa-chat:close') box.close();
  });
  root.append(box);
  return box;
}

function tellFrame(what) {
  if (loaded) frame.contentWindow.postMessage(`casa-chat:${what}`, origin);
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
