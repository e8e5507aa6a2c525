import { call, callForFile, save } from './call.js';
import { list, tell } from './facts.js';
import { amountOf } from './money.js';
import { moment } from './time.js';

const patience = 20;

/** The part of a page where the fee is told, paid and receipted. `look` looks at the case again. Answers what shows a case. */
export function payment(root, { access, look }) {
  const say = facts => tell(facts, root);
  let paying = false;
  let looks = 0;
  let looking;

  const trouble = ({ status, body }) => {
    const lost = status === 0 || status >= 500 && !body?.detail;
    say({ payTrouble: lost ? 'lost' : 'refused', payWhy: lost ? '' : body?.detail ?? '' });
  };

  async function pay() {
    if (paying) return;
    paying = true;
    say({ paying: 'yes', payTrouble: undefined, payWhy: '' });
    const answer = await call('POST', `/api/legalisations/${access().reference}/payment`, { code: access().code });
    paying = false;
    say({ paying: 'no' });
    if (answer.status !== 200) return trouble(answer);
    if (answer.body.page) return location.assign(answer.body.page);
    return look();
  }

  async function receipt(number) {
    const answer = await callForFile(`/api/legalisations/${access().reference}/receipt?number=${number}`, access());
    answer.blob ? save(answer.blob, `${number}.pdf`) : trouble(answer);
  }

  root.addEventListener('click', ({ target }) => {
    const { act, number } = target.closest('[data-act]')?.dataset ?? {};
    if (act === 'pay') pay();
    if (act === 'receipt') receipt(number);
  });
  // Whoever comes back by the browser's own way finds the button as they left it.
  addEventListener('pageshow', () => say({ paying: 'no' }));

  return its => {
    const { fee } = its;
    const refunds = fee?.refunds ?? [];
    const open = refunds.filter(({ state }) => state !== 'done');
    const closed = ['refused', 'abandoned', 'revoked'].includes(its.status);
    say({
      fee: !fee || !fee.due && !refunds.length && !fee.receipts.length ? undefined : fee.owed > 0 ? 'owed' : closed ? 'over' : 'paid',
      feeOwed: fee && amountOf(fee.owed),
      feeUnits: fee && fee.units > 1 && fee.owed === fee.due ? `${fee.units} × ${amountOf(fee.each)}` : undefined,
      feeWay: !fee?.owed ? undefined : fee.online ? 'online' : 'desk',
      feeUnderWay: fee?.underWay ? 'yes' : undefined,
      paying: paying ? 'yes' : 'no',
      refund: open.length ? (open.every(({ means }) => means === 'desk') ? 'desk' : 'due') : refunds.length ? 'done' : undefined,
      refundAmount: amountOf(open.reduce((sum, { amount }) => sum + amount, 0)),
    });
    list(root.querySelector('#receipts'), (fee?.receipts ?? []).filter(({ number }) => number).map(one => (
      { number: one.number, amount: amountOf(one.amount), when: moment(one.at) })),
    (card, { number }) => { card.querySelector('button').dataset.number = number; });
    // Back from the provider's page its word may be a moment behind; so may a receipt's number.
    clearTimeout(looking);
    const awaited = fee?.underWay || fee?.receipts.some(({ number }) => !number);
    if (awaited && ++looks <= patience) looking = setTimeout(look, 3000);
    if (!awaited) looks = 0;
  };
}
