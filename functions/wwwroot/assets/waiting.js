import { call } from './call.js';
import { tell } from './facts.js';

/** Tells in a place how long one waits at a bureau now; nothing where the city does not know. */
export async function tellWaiting(place, bureau) {
  const { body } = await call('GET', `/api/bureaus/${bureau}/waiting`);
  if (!body || body.estimatedMinutes === undefined) return;
  tell({ waiting: !body.open ? 'closed' : body.waiting ? 'some' : 'nobody', minutes: String(body.estimatedMinutes) }, place);
}
