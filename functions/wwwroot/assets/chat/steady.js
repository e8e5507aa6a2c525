import { current, enter } from './talk.js';

/**
 * What botframework-directlinejs is given to call with (its option `ajax`), for left to itself it never listens again after one failed answer, and takes
 * the seconds of Retry-After for milliseconds. Here a call is tried again, with a fresh token where that is what lacks; nothing is asked while nobody
 * looks. `line` gives the DirectLine once it is made: its own kind of Observable is had from it alone. `is` hears how the line is.
 */
export function steadyAjax(line, is) {
  return request => {
    const Observable = kindOf(line().activity$);
    return new Observable(subscriber => {
      const call = { over: false, tries: 0 };
      attempt(Observable, request, subscriber, call);
      return () => {
        call.over = true;
        call.inner?.unsubscribe();
      };
    });
  };

  async function attempt(Observable, request, subscriber, call) {
    const listens = request.method === 'GET' && request.url.includes('/activities?');
    const ours = Boolean(request.headers?.Authorization);
    if (listens) await seen();
    if (ours) {
      const before = current()?.conversationId;
      const entry = await enter(call.renew);
      if (entry.status === 200 && before && current().conversationId !== before) {
        is('ended');
        line().end();
      }
      if (entry.status !== 200) return again(entry);
    }
    if (call.over) return undefined;
    const headers = ours ? { ...request.headers, Authorization: `Bearer ${current().token}` } : request.headers;
    call.inner = Observable.ajax({ ...request, headers }).subscribe(answer => {
      if (listens) is('on');
      subscriber.next(answer);
    }, failed, () => subscriber.complete());
    return undefined;

    function failed(error) {
      const { status, xhr } = error;
      if (ours && (status === 401 || status === 403) && !call.renew) {
        call.renew = true;
        return attempt(Observable, request, subscriber, call);
      }
      return again({ status, wait: Number(xhr?.getResponseHeader('Retry-After')) || 0, error });
    }

    async function again({ status, wait = 0, error = { status } }) {
      call.tries += 1;
      const mayPass = status === 0 || status === 429 || status >= 500;
      // What was said keeps its id: sent again, it is taken once.
      if (listens ? status === 404 : !mayPass || call.tries > 3) return subscriber.error(error);
      if (listens && call.tries > 1) is('offline');
      await rest(Math.max(wait * 1000, Math.min(30_000, 500 * 2 ** Math.min(call.tries, 6))));
      call.renew = false;
      return call.over ? undefined : attempt(Observable, request, subscriber, call);
    }
  }
}

/** The library's own Observable, which it does not hand out, from something that descends of it. */
function kindOf(observable) {
  let one = observable;
  while (!one.constructor.ajax) one = Object.getPrototypeOf(one);
  return one.constructor;
}

/** Until somebody looks. */
function seen() {
  if (document.visibilityState === 'visible') return undefined;
  return new Promise(done => {
    document.addEventListener('visibilitychange', function look() {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      done();
    });
  });
}

/** A while, or until the network is back. */
const rest = ms => new Promise(done => {
  setTimeout(done, ms);
  addEventListener('online', done, { once: true });
});
