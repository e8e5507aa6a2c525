import { call } from '../call.js';
import { list, tell } from '../facts.js';
import { newKey } from '../key.js';
import { day } from '../time.js';

const language = document.documentElement.lang;

/** Tickets of the same kind near a place, shown before another is opened; `follow` hears of the one that a person says is theirs. */
export async function showSimilar(root, { service, serviceName, place, follow }) {
  tell({ followWhy: '' }, root);
  const { body } = place.lat === undefined ? {} : await call('POST', '/api/tickets/similar', { body: { service, place } });
  const items = body?.items ?? [];
  tell({ similar: items.length ? 'some' : 'none' });
  list(root.querySelector('#similar-list'), items.map(item => ({
    reference: item.reference,
    name: serviceName,
    metres: item.metres === undefined ? '' : String(Math.round(item.metres)),
    when: day(item.reportedAt),
    status: item.status,
    followers: String(item.followers),
  })), (card, { reference }) => card.querySelector('[data-act="me-too"]').addEventListener('click', () => follow(reference)));
}

const keys = new Map();

/** Follows a ticket; the second touch is the same as the first. */
export async function followTicket(reference, { phone, email } = {}) {
  if (!keys.has(reference)) keys.set(reference, newKey());
  return call('POST', `/api/tickets/${reference}/followers`, {
    key: keys.get(reference), body: { language, phone: phone || undefined, email: email || undefined },
  });
}
