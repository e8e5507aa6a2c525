import { tell } from './facts.js';
import { decidedBy, showChange } from './manage/change.js';
import { kinds } from './manage/entries.js';
import { leadsTo, offerChoices, showEntry } from './manage/entry.js';
import { readBy, showJournal, showShelf, showWaiting } from './manage/lists.js';
import { whenBack } from './staff/city.js';
import { roomsOf } from './staff/rooms.js';
import { openDoor } from './staff/sign-in.js';

const { show, goTo, trouble } = roomsOf(async (room, id) => {
  await offerChoices(room);
  if (/^REF-/i.test(room)) await showChange(room);
  else if (kinds.includes(room)) await (id ? showEntry(room, id, desk.roles.includes('manager')) : showShelf(room));
  else await (room === 'journal' ? showJournal() : showWaiting());
}, 'waiting');
let desk;

async function enter(its) {
  const same = desk?.id === its.id;
  desk = its;
  readBy(desk.id);
  decidedBy(desk, show, trouble);
  const keeper = desk.roles.includes('manager');
  tell({ view: 'desk', me: desk.name?.[document.documentElement.lang] ?? desk.id, reader: keeper ? 'no' : 'yes', keeper: keeper ? 'yes' : '' });
  // Whoever comes back after their session had ended finds the form as they left it.
  return same && !document.querySelector('#propose').hidden ? undefined : show();
}

leadsTo(goTo, trouble);
whenBack(() => {
  if (desk && document.querySelector('#propose').hidden) show();
});
openDoor({ roles: ['manager', 'auditor'], enter, leave: () => { desk = undefined; } });
