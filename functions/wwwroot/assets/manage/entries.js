import { inCentimes } from '../money.js';
import { get } from '../staff/city.js';

/** The référentiels that managers keep, as the city names them. */
export const kinds = ['bureaus', 'officers', 'delegations', 'tariffs', 'holidays', 'ramadan-hours', 'guidance', 'retention',
  'services', 'operators', 'operator-rules', 'agents', 'working-hours', 'escalation', 'answer-templates', 'partners'];

/** Whether a change waits for a second manager: a delegation, a rule of retention or of operators, or what stands behind an officer or operator whom the city knows. */
export const needsSecond = (kind, isNew) => ['delegations', 'retention', 'operator-rules'].includes(kind) || ['officers', 'operators'].includes(kind) && !isNew;

const language = document.documentElement.lang;
const known = new Map();

/** Every entry of a kind, {id, version, value}. Kept until something is changed here. */
export async function entriesOf(kind) {
  if (!known.has(kind)) known.set(kind, (await get(`/api/referentiels/${kind}`)).items);
  return known.get(kind);
}

/** One entry as it is at this moment. */
export const entryOf = (kind, id) => get(`/api/referentiels/${kind}/${encodeURIComponent(id)}`);

/** Something was changed: whoever looks next reads anew. */
export const readAnew = () => known.clear();

/** The name of a bureau or an officer, in the page's language; their id where nobody knows them any more. */
export const nameOf = (kind, id) => known.get(kind)?.find(entry => entry.id === id)?.value.name[language] ?? id;

/** What a change is about: the person or the bureau by name, with what tells a delegation from another of theirs; else the entry's id. */
export function subjectOf({ kind, entry }) {
  if (['bureaus', 'officers', 'services', 'operators', 'agents', 'partners'].includes(kind)) return nameOf(kind, entry);
  // A delegation that is only proposed stands in no list yet; the page names it after its officer.
  const officer = kind === 'delegations' && known.get('officers')?.find(({ id }) => entry.startsWith(`${id}-`));
  return officer ? `${officer.value.name[language]} · \u2068${entry.slice(officer.id.length + 1).toUpperCase()}\u2069` : entry;
}

const prefectureOf = id => document.querySelector(`#prefecture option[value="${id}"]`)?.text ?? id;

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());

/** Where an entry stands today: `now`, `coming`, `over`, or `revoked`. What has no dates of its own holds now. */
export function standing({ from, until, revokedAt }) {
  const day = today();
  return revokedAt ? 'revoked' : from > day ? 'coming' : until && until < day ? 'over' : 'now';
}

/** What an entry is called where it stands among others: its title and what tells it from its like. */
export function titleOf(kind, value, word) {
  switch (kind) {
    case 'bureaus': return { title: value.name[language], about: value.address[language] };
    case 'officers': return { title: value.name[language], about: `${value.function[language]} · ${nameOf('bureaus', value.bureau)}` };
    case 'delegations': return { title: `${nameOf('officers', value.officer)} · \u2068${value.number}\u2069`, about: nameOf('bureaus', value.bureau) };
    case 'tariffs': return { title: word(value.procedure), about: `${inCentimes(value.amount)} ${word('dirhams')}` };
    case 'holidays': return { title: value.name[language], about: value.bureau ? nameOf('bureaus', value.bureau) : '' };
    case 'ramadan-hours': return { title: word('ramadan', { year: value.from.slice(0, 4) }), about: '' };
    case 'services': return { title: value.name[language], about: value.description[language] };
    case 'operators': return { title: value.name[language], about: '' };
    case 'agents': return { title: value.name[language], about: nameOf('operators', value.operator) };
    case 'operator-rules': return {
      title: value.service === '*' ? word('any-service') : nameOf('services', value.service),
      about: `${nameOf('operators', value.operator)} · ${value.prefecture ? prefectureOf(value.prefecture) : word('whole-city')}`,
    };
    case 'answer-templates': return { title: value.name[language], about: `${value.text[language].slice(0, 90)}…` };
    case 'partners': return { title: value.name[language], about: word('per-day', { n: value.perDay }) };
    case 'working-hours': return { title: word('working-hours', { year: value.from.slice(0, 4) }), about: '' };
    case 'escalation': return { title: value.name[language], about: word('percent', { n: value.percent }) };
    case 'retention': return { title: word(`kept-${value.outcome}`), about: word('months', { n: value.months }) };
    default: return { title: word(value.procedure), about: value.bureau ? nameOf('bureaus', value.bureau) : '' };
  }
}
