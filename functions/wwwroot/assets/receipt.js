import { save } from './call.js';
import { tell } from './facts.js';

/** The buttons of a receipt (parts/receipt-codes.html): save, copy and print what it says, and forget it. */
export function receiptOf(receipt, { title, forget }) {
  const written = () => [...receipt.querySelectorAll('.codes > div')].filter(line => !line.hidden)
    .map(line => [...line.children].map(part => part.textContent.trim()).join('\u00a0: ')).join('\r\n');

  receipt.querySelector('[data-act="save"]').addEventListener('click', () => {
    const name = receipt.querySelector('[data-fact="reference"]').textContent;
    save(new Blob(['\ufeff', `${title}\r\n\r\n${written()}\r\n`], { type: 'text/plain;charset=utf-8' }), `${name}.txt`);
  });
  receipt.querySelector('[data-act="copy"]').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(written());
      tell({ copied: 'yes' });
    } catch {
      getSelection().selectAllChildren(receipt.querySelector('.codes'));
    }
  });
  receipt.querySelector('[data-act="print"]').addEventListener('click', () => print());
  receipt.querySelector('[data-act="forget-receipt"]').addEventListener('click', () => {
    forget();
    location.assign('/');
  });
}
