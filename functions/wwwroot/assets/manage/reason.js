import { tell } from '../facts.js';
import { complain, forgive } from '../fields.js';

const box = document.querySelector('#reasoned');
const form = document.querySelector('#reasoned-form');
let act;

/** Asks for a reason, then acts; the act answers as the city did, and what it refuses is said in the box. */
export function askWhy(what, then) {
  act = then;
  form.reset();
  complain(form, []);
  tell({ asks: what, reasonedProblem: '' });
  box.showModal();
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const reason = form.elements.why.value.trim();
  complain(form, reason.length < 3 ? ['why'] : []);
  if (reason.length < 3 || box.ariaBusy === 'true') return;
  box.ariaBusy = 'true';
  const { status, body } = await act(reason);
  box.ariaBusy = 'false';
  if (status === 200 || status === 401) box.close();
  else tell({ reasonedProblem: body?.detail ?? document.querySelector('[data-when="problem=lost"]').textContent });
});
form.addEventListener('input', () => forgive(form, 'why'));
box.querySelector('.close').addEventListener('click', () => box.close());
