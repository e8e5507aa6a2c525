import { tell } from '../facts.js';
import { word } from '../words.js';
import { current } from './talk.js';

const arabic = /[\u0600-\u06ff]/g;
const latin = /[a-zà-ÿ]/gi;
const count = (text, letters) => (text.match(letters) ?? []).length;

/**
 * The conversation as it is read. `choose` hears which proposed answer was touched, `place` that the place is to be sent,
 * `again` which message of ours is to be sent once more. Answers {heard, mine, told, part, clear}.
 */
export function logOf(root, { choose, place, again }) {
  const mould = document.querySelector('#said').content.firstElementChild;
  const ours = new Map();
  let offered;

  /** A message of the city's, or the echo of ours. */
  function heard({ type, text = '', from, locale, channelData, suggestedActions, attachments = [] }) {
    if (type !== 'message') return;
    const me = from?.role === 'user' || from?.id === current()?.userId;
    const id = channelData?.clientActivityID;
    if (channelData?.postBack) return;
    if (me && ours.has(id)) return settle(ours.get(id));
    const one = add({ me, name: channelData?.agent ? from.name : '', text, locale });
    if (me && id) ours.set(id, one);
    attachments.forEach(file => attach(one, file));
    if (!me) offer(one, [...suggestedActions?.actions ?? [], ...(channelData?.asksPoint ? [{ title: word('send-place'), place }] : [])]);
  }

  /** What was just said here. */
  function mine({ id, text }, file) {
    const one = add({ me: true, text, waits: true });
    if (file) picture(one, URL.createObjectURL(file), file.name);
    ours.set(id, one);
    one.querySelector('[data-act="again"]').addEventListener('click', () => {
      root.focus();
      again(id);
    });
  }

  function told({ id, state }) {
    const one = ours.get(id);
    if (!one) return;
    tell({ state }, one);
    one.querySelector('[data-act="again"]').hidden = state !== 'refused';
  }

  /** It has come: its place is where the conversation has it, which after a reload is behind what was said before. */
  function settle(one) {
    if (!('waits' in one.dataset)) return;
    delete one.dataset.waits;
    const next = root.querySelector('[data-waits]');
    if (one.nextElementSibling !== next) root.insertBefore(one, next);
  }

  function add({ me, name, text, locale, waits }) {
    const atEnd = root.scrollHeight - root.scrollTop - root.clientHeight < 120;
    withdraw();
    const one = mould.cloneNode(true);
    one.classList.add(me ? 'me' : 'city');
    tell({ by: me ? 'me' : name ? '' : 'city', name }, one);
    const bubble = one.querySelector('.bubble');
    const language = languageOf(text, me ? '' : locale);
    [bubble.lang, bubble.dir] = [language, language === 'ar' ? 'rtl' : 'ltr'];
    bubble.hidden = !text;
    // The city writes French with plain spaces, which would break before a sign.
    write(bubble, me || language !== 'fr' ? text : text.replace(/ (?=[:;?!»])/g, '\u202f'));
    // What waits to be sent stays last.
    root.insertBefore(one, waits ? null : root.querySelector('[data-waits]'));
    if (waits) one.dataset.waits = '';
    if (atEnd || me) show(one);
    return one;
  }

  /** Down to the end, but not past the beginning of what is longer than the screen. */
  const show = one => { root.scrollTop = one.offsetTop - root.offsetTop - 8; };

  /** Answers to touch, under what was said last; gone once something else is said. */
  function offer(one, actions) {
    if (actions.length === 0) return;
    const group = one.querySelector('.choices');
    group.hidden = false;
    group.append(...actions.map(action => {
      const button = document.createElement('button');
      [button.type, button.textContent, button.dir] = ['button', action.title, 'auto'];
      button.lang = languageOf(action.title);
      button.addEventListener('click', () => {
        // The button goes; who uses a keyboard stays where the answer will stand.
        root.focus({ preventScroll: true });
        (action.place ?? choose)(action);
      });
      return button;
    }));
    offered = group;
    show(one);
  }

  function withdraw() {
    offered?.remove();
    offered = undefined;
  }

  function attach(one, { contentType = '', contentUrl, name = '' }) {
    if (!contentUrl) return note(one, name || word('file'));
    const { origin, pathname } = new URL(contentUrl, location.href);
    if (contentType.startsWith('image/') && origin === location.origin) return picture(one, pathname, name);
    return note(one, name || word('file'), contentUrl);
  }

  function picture(one, address, name) {
    const image = new Image();
    [image.src, image.alt] = [address, name || word('file')];
    image.addEventListener('load', () => {
      if (root.scrollHeight - root.scrollTop - root.clientHeight < image.height + 130) show(root.lastElementChild);
    });
    one.querySelector('.bubble').after(image);
  }

  function note(one, name, address) {
    const line = document.createElement('p');
    line.append(address ? Object.assign(document.createElement('a'), { href: address, textContent: name, target: '_blank', rel: 'noopener' }) : name);
    one.querySelector('.bubble').after(line);
  }

  return {
    heard,
    mine,
    told,
    /** A line between what was and what begins. */
    part(sentence) {
      const line = document.createElement('p');
      [line.className, line.textContent] = ['parted', sentence];
      root.append(line);
    },
    clear() {
      ours.clear();
      withdraw();
      root.replaceChildren();
    },
  };
}

/** The language of a text: as the city said, else by its letters, else the page's. */
function languageOf(text, locale) {
  if (locale) return locale.slice(0, 2);
  const [rtl, ltr] = [count(text, arabic), count(text, latin)];
  return rtl + ltr === 0 ? document.documentElement.lang : rtl >= ltr ? 'ar' : 'fr';
}

/** A text, its addresses as links, its references in one piece. */
function write(place, text) {
  for (const part of text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?؟،»)]|\b[A-Z]{3}-[\dA-Z]{5}-[\dA-Z]{6}\b)/)) {
    const link = part.startsWith('http');
    if (!link && !/^[A-Z]{3}-/.test(part)) place.append(part);
    else place.append(Object.assign(document.createElement(link ? 'a' : 'bdi'), { textContent: part, dir: 'ltr', ...(link ? { href: part, target: '_blank', rel: 'noopener' } : { className: 'code' }) }));
  }
}
