import { ask } from './ask.js';
import { current, enter, keep, leave } from './talk.js';

const base = '/v3/directline/conversations';
const shortest = 1000;
const longest = 30_000;
const upload = 120_000;

/**
 * The line to the city (Direct Line 3.0): listens while the page is seen, and sends what was said, in order, until it is taken. `heard` gets each
 * activity once; `told` each change of a message of ours, {id, state}; `is` how the line is. Answers {say, again, begin, pause}.
 */
export function lineOf({ heard, told, is }) {
  const files = new Map();
  const known = new Set();
  const resting = new Set();
  let [watermark, failures, seen, paused] = ['', 0, true, false];
  let [listening, sending, held] = [false, false, undefined];

  addEventListener('online', stir);
  addEventListener('offline', () => is('offline'));
  addEventListener('pageshow', look);
  document.addEventListener('visibilitychange', look);

  /** Somebody sees the page, or nobody does: then the line is let go, which spares their money and their battery. */
  function look() {
    seen = document.visibilityState === 'visible' && !paused;
    if (seen) return stir();
    held?.abort();
    return undefined;
  }

  function stir() {
    failures = 0;
    resting.forEach(wake => wake());
    listen();
    send();
  }

  const rest = ms => new Promise(done => {
    const wake = () => {
      clearTimeout(timer);
      resting.delete(wake);
      done();
    };
    const timer = setTimeout(wake, ms);
    resting.add(wake);
  });

  // Doubling, and never all phones of a cut at once.
  const patience = wait => Math.max((wait ?? 0) * 1000, Math.min(longest, shortest * 2 ** Math.min(failures, 5)) * (0.75 + Math.random() / 2));

  /** Waits after a failure and says so, but for the first one: lines stumble. */
  function failed({ status, wait }) {
    failures += 1;
    if (navigator.onLine === false) is('offline');
    else if (status === 429) is('busy');
    else if (failures > 1) is('lost');
    return rest(patience(wait));
  }

  function well() {
    failures = 0;
    is('on');
  }

  /** Sees to it that there is a conversation, and a token for it; answers the city's answer. */
  async function open(renewed) {
    const before = current()?.conversationId;
    const answer = await enter(renewed);
    const now = current()?.conversationId;
    if (now !== before) {
      watermark = '';
      held?.abort();
      if (before) is('anew');
    }
    return answer;
  }

  const opened = ({ status }) => status >= 200 && status < 300;
  const refused = ({ status }) => status === 401 || status === 403;

  async function listen() {
    if (listening) return;
    listening = true;
    let renew = false;
    while (seen) {
      const entry = await open(renew);
      renew = false;
      if (!opened(entry)) {
        await failed(entry);
        continue;
      }
      const began = Date.now();
      held = new AbortController();
      const { conversationId, token } = current();
      const answer = await ask('GET', `${base}/${conversationId}/activities?watermark=${encodeURIComponent(watermark)}`, { token, signal: held.signal });
      if (conversationId !== current()?.conversationId) continue;
      if (answer.status === 200) {
        well();
        take(answer.body);
        // A city that does not hold the line is not asked without pause.
        await rest(answer.body.activities.length ? 0 : Math.max(0, shortest - (Date.now() - began)));
      } else if (seen) {
        if (answer.status === 404) over();
        renew = refused(answer);
        if (!renew || ++failures > 1) await failed(answer);
      }
    }
    listening = false;
  }

  function over() {
    leave();
    is('anew');
  }

  function take({ activities, watermark: next }) {
    if (next) watermark = next;
    for (const activity of activities) {
      const { id, channelData } = activity;
      if (known.has(id)) continue;
      known.add(id);
      if (channelData?.clientActivityID) done(channelData.clientActivityID);
      heard(activity);
    }
  }

  function done(id, state = 'sent') {
    const { unsent } = current();
    if (unsent.some(one => one.id === id)) keep({ unsent: unsent.filter(one => one.id !== id) });
    if (state === 'sent') files.delete(id);
    told({ id, state });
  }

  /** Sends what waits, one after the other. A message keeps its id however often it is sent, so the city takes it once. */
  async function send() {
    if (sending) return;
    sending = true;
    for (let next; (next = current()?.unsent[0]);) {
      const entry = await open(false);
      const answer = opened(entry) ? await post(next) : entry;
      // Its echo may have come first, or all was forgotten meanwhile.
      if (current()?.unsent[0]?.id !== next.id) continue;
      if (opened(answer)) {
        done(next.id);
        if (failures) stir();
      } else if (refused(answer)) {
        const renewed = await open(true);
        if (!opened(renewed) || ++failures > 2) await failed(renewed);
      } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
        done(next.id, answer.status === 413 || answer.status === 415 ? 'too-large' : 'refused');
      } else {
        told({ id: next.id, state: 'waiting' });
        await failed(answer);
      }
    }
    sending = false;
  }

  function post({ id, text, more }) {
    told({ id, state: 'sending' });
    const { conversationId, token, userId } = current();
    const activity = { type: 'message', text, locale: `${document.documentElement.lang}-MA`, from: { id: userId }, channelData: { clientActivityID: id }, ...more };
    const path = `${base}/${conversationId}`;
    const file = files.get(id);
    if (!file) return ask('POST', `${path}/activities`, { token, body: activity });
    const body = new FormData();
    body.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    body.append('file', file, file.name);
    return ask('POST', `${path}/upload?userId=${encodeURIComponent(userId)}`, { token, body, patience: upload });
  }

  /** Says something: {id, text, more} of an activity, and perhaps a file, which waits in the page's memory alone. */
  function say(message, file) {
    if (file) files.set(message.id, file);
    keep({ unsent: [...current()?.unsent ?? [], { ...message, ...(file && { photo: true }) }] });
    told({ id: message.id, state: navigator.onLine === false ? 'waiting' : 'sending' });
    send();
  }

  return {
    say,
    file: id => files.get(id),
    /** Begins, or begins anew once all is forgotten. */
    begin() {
      held?.abort();
      known.clear();
      watermark = '';
      // A photo does not outlive the page.
      for (const { id, photo } of current()?.unsent ?? []) if (photo && !files.has(id)) done(id, 'refused');
      is(navigator.onLine === false ? 'offline' : 'opening');
      look();
    },
    /** Lets the line go, or takes it up: for a frame that is hidden in a page that is not. */
    pause(now) {
      paused = now;
      look();
    },
  };
}
