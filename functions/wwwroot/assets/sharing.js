import { call } from './call.js';
import { list, tell } from './facts.js';
import { complain, forgive } from './fields.js';
import { newKey } from './key.js';
import { moment } from './time.js';

/** The part of a page where a certified paper is shared with a named party, and where its holder sees who took it and ends it. */
export function sharing(root, { access, changed }) {
  const form = root.querySelector('#share');
  const say = facts => tell(facts, root);
  const address = () => `/api/legalisations/${access().reference}/shares`;
  let key = newKey();

  const trouble = ({ status, body }) => {
    const lost = status === 0 || status >= 500;
    say({ shareTrouble: lost ? 'lost' : 'refused', shareWhy: lost ? '' : body?.detail ?? '' });
  };

  form.addEventListener('input', ({ target }) => forgive(form, target.name));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const { party, days } = Object.fromEntries(new FormData(form));
    say({ shareTrouble: undefined, shareWhy: '' });
    complain(form, party.trim().length < 2 ? ['party'] : []);
    if (party.trim().length < 2) return;
    // A little less than the days: the city counts ninety to the second, and its clock is not the device's.
    const until = new Date(Date.now() + days * 86_400_000 - 600_000).toISOString();
    const answer = await call('POST', address(), { code: access().code, key, body: { name: party, channel: 'link', until } });
    if (answer.status !== 201) return trouble(answer);
    key = newKey();
    form.reset();
    say({ shareUrl: answer.body.url, shareCopied: 'no' });
    root.querySelector('[data-when="shareUrl"] p').focus();
    changed();
  });
  root.addEventListener('click', async ({ target }) => {
    const { act, share } = target.closest('[data-act]')?.dataset ?? {};
    if (act === 'copy-share') {
      const url = root.querySelector('[data-fact="shareUrl"]');
      try {
        await navigator.clipboard.writeText(url.textContent);
        say({ shareCopied: 'yes' });
      } catch {
        getSelection().selectAllChildren(url);
      }
    }
    if (act === 'end-share') {
      const answer = await call('DELETE', `${address()}/${share}`, { code: access().code });
      answer.status === 200 ? changed() : trouble(answer);
    }
  });

  return its => {
    say({ shares: its.status === 'certified' ? 'yes' : undefined });
    list(root.querySelector('#shares'), (its.shares ?? []).map(one => ({
      share: one.share,
      name: one.name ?? '–',
      standing: one.open ? 'open' : 'over',
      until: moment(one.until),
      opened: moment(one.openedAt),
      unopened: one.openedAt ? undefined : 'yes',
    })), (card, { share }) => { card.querySelector('button').dataset.share = share; });
  };
}
