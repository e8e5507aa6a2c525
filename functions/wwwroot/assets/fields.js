import { list } from './facts.js';

/**
 * Says what is wrong in a form: beside each field (its element #name-wrong) and in the form's summary (.summary), which takes the focus and
 * leads to the fields. The sentences stand in the page.
 */
export function complain(part, names) {
  for (const sentence of part.querySelectorAll('.wrong[id$="-wrong"]')) {
    const name = sentence.id.slice(0, -'-wrong'.length);
    markWrong(part, name, names.includes(name));
  }
  const summary = part.querySelector('.summary');
  summary.hidden = names.length === 0;
  if (names.length === 0) return;
  list(summary.querySelector('ul'), names.map(name => ({ name })), (line, { name }) => {
    const link = line.querySelector('a');
    // With its elements: they keep numbers the right way round in Arabic.
    link.replaceChildren(...[...part.querySelector(`#${name}-wrong`).childNodes].map(node => node.cloneNode(true)));
    link.href = `#${name}`;
    link.addEventListener('click', event => {
      event.preventDefault();
      fieldsOf(part, name)[0].focus();
    });
  });
  summary.focus();
  summary.scrollIntoView({ block: 'nearest' });
}

/** Takes a complaint back as soon as the person mends the field. */
export function forgive(part, name) {
  if (part.querySelector(`#${name}-wrong`)?.hidden === false) markWrong(part, name, false);
}

function markWrong(part, name, wrong) {
  part.querySelector(`#${name}-wrong`).hidden = !wrong;
  for (const field of fieldsOf(part, name)) wrong ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid');
}

const fieldsOf = (part, name) => part.querySelectorAll(`[name="${name}"]`);
