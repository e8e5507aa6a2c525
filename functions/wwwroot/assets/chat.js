import { tell } from './facts.js';
import { newKey } from './key.js';
import { word } from './words.js';
import { lineOf } from './chat/line.js';
import { logOf } from './chat/log.js';
import { current, forget, staysOnDevice } from './chat/talk.js';

const root = document.querySelector('#log');
const form = document.querySelector('#say');
const text = form.elements.text;
const act = name => form.querySelector(`[data-act="${name}"]`);
const said = new Map();
let photo;

const log = logOf(root, {
  choose: ({ type, title, value }) => say({ text: String(value ?? title), ...(type === 'postBack' && { more: { channelData: { postBack: true } } }) }),
  place: sendPlace,
  again: id => {
    const { message, file } = said.get(id);
    line.say(message, file);
  },
});

const line = lineOf({
  heard: log.heard,
  told: log.told,
  is(state) {
    if (state === 'anew') return log.part(word('anew'));
    tell({ line: state, talk: current()?.conversationId ?? '' });
    // What was said before is not read out again; what comes is.
    if (state === 'on') setTimeout(() => root.setAttribute('aria-live', 'polite'), 500);
    return undefined;
  },
});

function say(message, file) {
  const whole = { id: newKey(), ...message };
  said.set(whole.id, { message: whole, file });
  tell({ problem: '' });
  if (!whole.more?.channelData) log.mine(whole, file);
  line.say(whole, file);
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const words = text.value.trim();
  if (words || photo) say({ text: words }, photo);
  text.value = '';
  grow();
  drop();
  text.focus();
});

text.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.querySelector('[type=submit]').click();
});
text.addEventListener('input', grow);

/** As high as what is written, up to the style's limit. */
function grow() {
  // Empty, it stands as the page does; then as what is written.
  text.dir = text.value ? 'auto' : '';
  text.style.blockSize = 'auto';
  if (text.value) text.style.blockSize = `${text.scrollHeight + 4}px`;
}

const picker = document.querySelector('#photo');
picker.addEventListener('change', async () => {
  const [file] = picker.files;
  picker.value = '';
  if (!file) return;
  tell({ problem: '' });
  try {
    const { photoOf, thumbnail } = await import('./photos.js');
    photo = await photoOf(file);
    await thumbnail(photo, form.querySelector('canvas'), 120);
    tell({ photo: 'chosen', photoName: file.name });
    text.focus();
  } catch {
    drop();
    tell({ problem: 'no-photo' });
  }
});

function drop() {
  photo = undefined;
  tell({ photo: '', photoName: '' });
}

act('drop').addEventListener('click', () => {
  drop();
  picker.focus();
});

act('place').addEventListener('click', sendPlace);

/** Once, and only now: the device is asked where it is. */
function sendPlace() {
  tell({ problem: '', locating: 'yes' });
  const found = ({ coords }) => {
    tell({ locating: 'no' });
    const [latitude, longitude] = [coords.latitude, coords.longitude].map(degrees => Math.round(degrees * 1e5) / 1e5);
    say({ text: word('place', { point: `${latitude}, ${longitude}` }), more: { entities: [{ type: 'GeoCoordinates', latitude, longitude }] } });
  };
  const not = () => tell({ locating: 'no', problem: 'no-place' });
  if (!navigator.geolocation) return not();
  return navigator.geolocation.getCurrentPosition(found, not, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 });
}

act('forget').addEventListener('click', () => {
  forget();
  said.clear();
  log.clear();
  form.querySelector('details').open = false;
  text.focus();
  line.begin();
});

// In a frame: Escape is for the page around, which says whether the frame is seen.
if (parent !== window) {
  addEventListener('keydown', ({ key }) => key === 'Escape' && parent.postMessage('casa-chat:close', '*'));
  addEventListener('message', ({ source, data }) => {
    if (source === parent && /^casa-chat:(shown|hidden)$/.test(data)) line.pause(data.endsWith('hidden'));
    if (source === parent && data === 'casa-chat:shown' && !staysOnDevice) text.focus();
  });
}

tell({ script: 'on', locating: 'no', kept: staysOnDevice ? 'device' : 'tab' });
drop();
for (const message of current()?.unsent ?? []) {
  said.set(message.id, { message });
  log.mine(message);
  log.told({ id: message.id, state: 'waiting' });
}
line.begin();
