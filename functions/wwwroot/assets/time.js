const language = document.documentElement.lang;

// The city writes its moments with the offset that its clocks had then; a phone may not know it (Ramadan), so what is written is what is shown.
const format = (style, time) => asWritten(new Intl.DateTimeFormat(`${language}-MA-u-nu-latn`, { ...style, timeZone: 'UTC' })
  .format(new Date(`${time.slice(0, 19)}Z`)));

// French calls the first of a month « 1er », which no browser knows.
const asWritten = text => (language === 'fr' ? text.replace(/(^|\s)1(?= \p{L})/u, '$11er') : text);

/** Such as « 24 novembre 2026 à 10:30 ». */
export const moment = time => time && format({ dateStyle: 'long', timeStyle: 'short' }, time);

/** Such as « mardi 24 novembre 2026 ». */
export const day = time => time && format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, time);

/** Such as « 24/11/2026 », where columns are narrow; or in the style « 24 novembre 2026 ». */
export const date = (time, dateStyle = 'short') => time && format({ dateStyle }, `${time.slice(0, 10)}T00:00:00`);

/** Such as « 10:30 ». */
export const hour = time => time?.slice(11, 16);

/** A weekday's name, from what the référentiel calls it: monday… */
export function weekday(name) {
  const monday = Date.UTC(2024, 0, 1);
  const index = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].indexOf(name);
  return new Intl.DateTimeFormat(`${language}-MA`, { weekday: 'long', timeZone: 'UTC' }).format(monday + index * 86_400_000);
}
