import { list, tell } from '../facts.js';
import { get } from '../staff/city.js';
import { day } from '../time.js';

const perKind = ['submitted', 'certified', 'refused', 'revoked', 'abandoned', 'withdrawn', 'medianHours', 'p90Hours', 'deskMedianHours'];
const inFigures = new Intl.NumberFormat(`${document.documentElement.lang}-MA-u-nu-latn`, { maximumFractionDigits: 2 });

/** A bureau's figures of a day: all of them, and by kind of paper. */
export async function showReport(bureau, of) {
  const its = await get(`/api/bureaus/${bureau}/reports/${of}`);
  tell({
    shows: 'report', reported: 'yes', reportDay: day(`${of}T00:00:00`), over: its.over ? 'yes' : 'no', refusals: its.refusals.length ? 'yes' : '',
    ...facts('all', its, [...perKind, 'noShows', 'denials']),
    ...facts('certified-copy', {}, perKind), ...facts('signature', {}, perKind),
    ...Object.assign({}, ...its.byKind.map(each => facts(each.kind, each, perKind))),
  });
  list(document.querySelector('#refusals'), its.refusals.map(each => ({ ...each, count: inFigures.format(each.count) })));
}

const facts = (column, its, names) => Object.fromEntries(names.map(name => [`${column}.${name}`, its[name] === undefined ? '–' : inFigures.format(its[name])]));
