import { tell } from '../facts.js';

/**
 * A list that stays itself while it changes: rows are kept by their reference, so that focus and choices survive the next look at the queue.
 * Answers {show, rows}.
 */
export function rowsIn(place) {
  const mould = place.querySelector('template');
  const rows = new Map();

  function show(items) {
    const wanted = new Set(items.map(item => item.reference));
    for (const [reference, row] of rows) {
      if (wanted.has(reference)) continue;
      row.remove();
      rows.delete(reference);
    }
    let after = mould;
    for (const item of items) {
      let row = rows.get(item.reference);
      if (!row) {
        row = mould.content.firstElementChild.cloneNode(true);
        row.dataset.reference = item.reference;
        const link = row.querySelector('.open');
        if (link) link.href = `#${item.reference}`;
        rows.set(item.reference, row);
      }
      tell(item, row);
      if (after.nextElementSibling !== row) after.after(row);
      after = row;
    }
  }

  return { show, rows };
}
