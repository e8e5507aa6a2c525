/**
 * What staff have typed for a case outlives a lost line, a session that ends and a reload; it ends with the tab, or when the act is done. Kept under
 * a name that begins with `counter.`, so that signing out forgets it. Answers {restore, done}.
 */
export function draftsOf(name, selector) {
  const fields = [...document.querySelectorAll(selector)];
  let reference;

  const place = () => `${name}.${reference}`;

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

  /** Shows what was typed for a case before; nothing for a new one. */
  function restore(its) {
    reference = its;
    const typed = JSON.parse(sessionStorage.getItem(place()) ?? '{}');
    for (const field of fields) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = typed[nameOf(field)]?.includes(field.value) ?? false;
      else field.value = typed[nameOf(field)] ?? '';
    }
  }

  /** The act is done: what was typed for it is no longer needed. */
  function done() {
    sessionStorage.removeItem(place());
    restore(reference);
  }

  return { restore, done };
}

const nameOf = field => (field.type === 'radio' || field.type === 'checkbox' ? field.name : field.id);
