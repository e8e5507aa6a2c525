import { readSpans, showSpans } from './form.js';

// What was typed outlives a session that ends and a reload; it ends with the tab, or when it was sent or given up.
const place = (kind, id) => `counter.draft.${kind}/${id}`;
const form = document.querySelector('#propose');
let open;

/** Whether something was typed for an entry and not sent. */
export const typedFor = (kind, id) => sessionStorage.getItem(place(kind, id)) !== null;

/** It is sent, or given up. */
export function forgetTyped(kind, id) {
  sessionStorage.removeItem(place(kind, id));
  open = undefined;
}

/** Shows what was typed for an entry before, and keeps what is typed from now on. */
export function restore(kind, id) {
  open = place(kind, id);
  const { fields = {}, checked = {}, hours } = JSON.parse(sessionStorage.getItem(open) ?? '{}');
  for (const [name, value] of Object.entries(fields)) {
    const control = form.querySelector(`[name="${name}"]`);
    if (control) control.value = value;
  }
  for (const box of boxes()) box.checked = checked[nameOf(box)] ?? box.checked;
  if (hours) showSpans(hours);
}

const used = control => control.name && !control.disabled && control.closest('[data-field]:not([hidden])');
const boxes = () => [...form.elements].filter(control => used(control) && control.type === 'checkbox' && control.name !== 'hours');
const nameOf = box => `${box.name}=${box.value}`;

form.addEventListener('input', () => {
  if (!open) return;
  const fields = [...form.elements].filter(control => used(control) && control.type !== 'checkbox');
  sessionStorage.setItem(open, JSON.stringify({
    fields: Object.fromEntries(fields.map(control => [control.name, control.value])),
    checked: Object.fromEntries(boxes().map(box => [nameOf(box), box.checked])),
    ...(form.querySelector('[data-field="hours"]').hidden ? {} : { hours: readSpans() }),
  }));
});
