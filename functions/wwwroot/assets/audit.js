import { showDenials, showHeads, showRegister } from './audit/registers.js';
import { showReport } from './audit/report.js';
import { tell } from './facts.js';
import { get, whenBack } from './staff/city.js';
import { openDoor } from './staff/sign-in.js';
import { awaited, tellStory } from './staff/story.js';
import { roomsOf } from './staff/rooms.js';

const language = document.documentElement.lang;
const find = id => document.querySelector(`#${id}`);
const rooms = {
  register: { dated: 'year', show: () => showRegister(find('bureau').value, find('year').value, find('bureau').selectedOptions[0].text) },
  heads: { dated: 'year', show: () => showHeads(find('bureau').value, find('year').value) },
  denials: { show: () => showDenials(find('bureau').value) },
  report: { dated: 'day', show: () => showReport(find('bureau').value, find('day').value) },
  case: { show: showCase },
};
const { show, goTo } = roomsOf(async (room, id) => {
  const its = rooms[room] ?? rooms.register;
  await offerBureaus();
  tell({ asks: its === rooms.case ? '' : 'where', dated: its.dated ?? '', nothing: '' });
  await its.show(id);
}, 'register');
let bureaus;

async function enter(desk) {
  tell({ view: 'desk', me: desk.name?.[language] ?? desk.id });
  return show();
}

async function offerBureaus() {
  if (bureaus) return;
  bureaus = (await get('/api/bureaus')).items;
  find('bureau').append(...bureaus.map(({ id, name }) => new Option(name[language], id)));
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());
  find('year').value = today.slice(0, 4);
  // The last day that is over.
  find('day').value = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
}

/** A case as a story: what happened, who, when, what is awaited. */
async function showCase(reference) {
  find('reference').value = reference ?? '';
  tell({ shows: 'case', told: '' });
  if (!reference) return;
  const its = await get(`/api/legalisations/${encodeURIComponent(reference)}`);
  tell({
    told: 'yes', reference: its.reference, statusText: its.statusText, kind: its.kind, registerNumber: its.registerNumber,
    bureauName: bureaus.find(bureau => bureau.id === its.bureau)?.name[language] ?? its.bureau, reason: its.refusal?.sentence,
    erased: its.erased ? 'yes' : '', awaited: awaited(its),
  });
  document.querySelector('#case .badge').dataset.status = its.status;
  tellStory(its.history);
}

find('where').addEventListener('submit', event => event.preventDefault());
find('where').addEventListener('change', () => { if (find('where').reportValidity()) show(); });
find('open').addEventListener('submit', event => {
  event.preventDefault();
  goTo(`case/${find('reference').value.trim()}`);
});
whenBack(show);
openDoor({ roles: ['manager', 'auditor'], enter });
