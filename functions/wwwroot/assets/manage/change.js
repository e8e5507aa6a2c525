import { list, tell } from '../facts.js';
import { ask, get } from '../staff/city.js';
import { say } from '../staff/voice.js';
import { word } from '../words.js';
import { date, moment } from '../time.js';
import { readAnew, titleOf } from './entries.js';
import { offerChoices } from './entry.js';
import { told } from './form.js';
import { countWaiting } from './lists.js';
import { askWhy } from './reason.js';

const language = document.documentElement.lang;
const find = id => document.querySelector(`#${id}`);
let its;
let desk;
let again;
let trouble;

/** Whose desk it is; how to read the change anew, and to tell what went wrong. */
export const decidedBy = (whose, anew, problem) => { [desk, again, trouble] = [whose, anew, problem]; };

/** Shows a change: both values beside each other, who did what when, and what the reader may decide. */
export async function showChange(reference) {
  const { change, history } = await get(`/api/referentiel-changes/${encodeURIComponent(reference)}`);
  its = change;
  await offerChoices(change.kind);
  const { before, value } = history[0].event;
  const [old, now] = [before && JSON.parse(before), value && JSON.parse(value)];
  const keeper = desk.roles.includes('manager');
  const turn = !keeper ? '' : its.status === 'approved' && its.from ? 'planned' : its.status !== 'proposed' ? ''
    : its.proposedBy === desk.id ? 'own' : concerned(its.kind, its.entry, now) === desk.id ? 'beneficiary' : 'decide';
  tell({
    shows: 'change', kind: its.kind, status: its.status, reference: its.reference, turn, decides: turn ? 'yes' : '',
    title: titleOf(its.kind, now ?? old, word).title, act: !now ? 'remove' : old ? 'change' : 'add',
    from: date(its.from, 'long') ?? '',
  });
  document.querySelector('#change .badge').dataset.status = its.status;
  list(find('compared'), rows(its.kind, old, now));
  list(find('steps'), history.map(({ at, by, id, name, event }) => ({
    at: moment(at), event: event.event, by: by === 'manager' && id === desk.id ? 'me' : by, name: name?.[language] ?? id, reason: event.reason ?? '',
  })));
}

/** The officer whom a change empowers or names, if any. */
const concerned = (kind, entry, now) => (kind === 'officers' ? entry : now?.officer);

/** What differs, or all of it where there is but one value. */
function rows(kind, old, now) {
  const [before, after] = [old, now].map(value => (value ? told(kind, value) : []));
  const names = [...new Set([...before, ...after].map(line => line.name))];
  const all = names.map(name => {
    const [was, is] = [before, after].map(lines => lines.find(line => line.name === name));
    return { label: (is ?? was).label, before: was?.text ?? '', after: is?.text ?? '', act: old && now ? 'change' : 'one' };
  });
  if (old && now) return all.filter(row => row.before !== row.after);
  return all.map(row => ({ ...row, after: row.after || row.before }));
}

async function decided(answer, said) {
  if (answer.status === 200) {
    readAnew();
    say(said ?? answer.body.status);
  }
  // Decided by somebody else, or refused: what stands now is shown in either case.
  await countWaiting().catch(() => {});
  await again();
  if (answer.status !== 200 && answer.status !== 401) trouble(answer);
}

find('approve').addEventListener('click', async () => decided(await ask('POST', `/api/referentiel-changes/${its.reference}/approval`)));
find('reject').addEventListener('click', () => askWhy(its.proposedBy === desk.id ? 'withdrawal' : 'rejection', async reason => {
  const answer = await ask('POST', `/api/referentiel-changes/${its.reference}/rejection`, { body: { reason } });
  if (answer.status === 200) await decided(answer);
  return answer;
}));
