// What an officer has typed for a case outlives a lost line, a session that ends and a reload; it ends with the tab, or when the act is done.
const fields = [...document.querySelectorAll('#identity input, #refusal-form :is(input, textarea), #revocation-form textarea')];
let reference;

const place = () => `counter.draft.${reference}`;

/** Shows what was typed for a case before; nothing for a new one. */
export function restore(its) {
  reference = its;
  const typed = JSON.parse(sessionStorage.getItem(place()) ?? '{}');
  for (const field of fields) {
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = typed[nameOf(field)]?.includes(field.value) ?? false;
    else field.value = typed[nameOf(field)] ?? '';
  }
}

/** The act is done: what was typed for it is no longer needed. */
export function done() {
  sessionStorage.removeItem(place());
  restore(reference);
}

for (const field of fields) {
  field.addEventListener('input', () => {
    const typed = {};
    for (const one of fields) {
      if (one.type === 'radio' || one.type === 'checkbox') {
        if (one.checked) (typed[nameOf(one)] ??= []).push(one.value);
      } else if (one.value) {
        typed[nameOf(one)] = one.value;
      }
    }
    sessionStorage.setItem(place(), JSON.stringify(typed));
  });
}

const nameOf = field => (field.type === 'radio' || field.type === 'checkbox' ? field.name : field.id);
