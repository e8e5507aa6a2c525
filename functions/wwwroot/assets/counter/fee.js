import { list, tell } from '../facts.js';
import { amountOf } from '../money.js';
import { ask } from '../staff/city.js';
import { say } from '../staff/voice.js';

const part = document.querySelector('#fee');
let its;
let busy = false;
let again = () => {};

/** What to do when the fee was taken: the case is read again. */
export const whenTaken = act => { again = act; };

/** Shows a case's fee; an officer may take what is owed. */
export function showFee(shown, officer) {
  const { fee } = its = shown;
  const open = (fee?.refunds ?? []).filter(({ state }) => state !== 'done');
  tell({
    fee: !fee || !fee.due && !fee.receipts.length ? undefined : fee.owed > 0 ? 'owed' : fee.receipts.length ? 'paid' : undefined,
    feeOwed: fee && amountOf(fee.owed),
    feeUnits: fee && fee.units > 1 ? `${fee.units} × ${amountOf(fee.each)}` : undefined,
    feeUnderWay: fee?.underWay ? 'yes' : undefined,
    feeRefund: open.length ? amountOf(open.reduce((sum, { amount }) => sum + amount, 0)) : undefined,
    feeTakes: officer && fee?.owed > 0 ? 'yes' : undefined,
    feeProblem: undefined,
  }, part.parentElement);
  list(part.querySelector('#fee-receipts'), (fee?.receipts ?? []).filter(({ number }) => number)
    .map(one => ({ number: one.number, amount: amountOf(one.amount), means: one.means })));
}

/** The officer has the amount that is shown in hand. */
async function take() {
  if (busy || !its?.fee?.owed) return;
  busy = true;
  const answer = await ask('POST', `/api/legalisations/${its.reference}/fee`, { body: { amount: its.fee.owed } });
  busy = false;
  if (answer.status === 401) return;
  await again();
  if (answer.status === 200) say('fee-taken', { number: answer.body.number });
  else tell({ feeProblem: answer.body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent }, part);
}

document.querySelector('#take-fee').addEventListener('click', take);
