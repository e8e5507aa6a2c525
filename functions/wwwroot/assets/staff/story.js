import { list } from '../facts.js';
import { moment } from '../time.js';

const waits = {
  'awaiting-document': 'document', 'document-refused': 'another', submitted: 'citizen', presented: 'decision', certifying: 'seal',
};

/** What a case waits for, as parts/case-story.html calls it. */
export const awaited = ({ status, kind }) => (status === 'submitted' && kind === 'signature' ? 'signatory' : waits[status] ?? 'nothing');

/** The lines of a case's story. */
export function tellStory(history) {
  list(document.querySelector('#story-lines'), history.map(line => {
    const known = ['citizen', 'city', 'manager', 'officer', 'party'].includes(line.by);
    return { at: moment(line.at), what: line.what, by: known ? line.by : 'name', name: known ? '' : line.by };
  }));
}
