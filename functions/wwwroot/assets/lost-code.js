import { call } from './call.js';
import { tell } from './facts.js';
import { complain } from './fields.js';
import { referenceIn } from './reference.js';

/** The button of a form by which a lost access code is sent again, to the address on file. */
export function lostCode(form, prefix, cases) {
  form.querySelector('[data-act="send-code"]').addEventListener('click', async () => {
    const reference = referenceIn(form.elements.reference.value, prefix);
    complain(form, reference ? [] : ['reference']);
    if (!reference) return;
    const { status, body } = await call('POST', `${cases}/${reference}/access-code`);
    const lost = status === 0 || status >= 500;
    tell({ codeAsked: status === 202 ? 'yes' : lost ? 'lost' : undefined, codeWhy: status === 202 || lost ? '' : body?.detail ?? '' }, form);
  });
}
