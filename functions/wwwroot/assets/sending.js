import { tell } from './facts.js';
import { sendDocument } from './upload.js';

/** Sends a document and shows how far it is, in part `sending` of the page. Answers whether the city has it. */
export async function send(root, making, upload, newAddress) {
  const bar = root.querySelector('progress');
  const say = facts => tell(facts, root.parentNode);
  const warn = event => event.preventDefault();
  addEventListener('beforeunload', warn);
  bar.value = 0;
  say({ sending: 'preparing', percent: '', sendingWhy: '' });
  try {
    const file = await making;
    const receipt = await sendDocument(file, upload, {
      newAddress,
      again: root.querySelector('[data-act="now"]'),
      tell: ({ sent, waiting }) => {
        if (waiting) return say({ sending: 'waiting' });
        const percent = file.size ? Math.floor((sent / file.size) * 100) : 100;
        bar.value = percent;
        say({ sending: 'under-way', percent: `${percent} %` });
      },
    });
    if ('refused' in receipt) {
      say({ sending: 'failed', sendingWhy: receipt.refused ?? '' });
      return false;
    }
    bar.value = 100;
    say({ sending: 'done', percent: '100 %' });
    return true;
  } catch {
    say({ sending: 'failed' });
    return false;
  } finally {
    removeEventListener('beforeunload', warn);
  }
}
