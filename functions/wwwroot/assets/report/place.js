import { call } from '../call.js';
import { tell } from '../facts.js';

const unset = { spot: '', point: '', approximate: '', outside: '', mechouar: '' };

/**
 * Where a problem is: the device's own position, a point under the map's mark, or an address and an arrondissement. Answers {spot, set}: spot is
 * {lat, long, outside} or undefined.
 */
export function placeChoice(root, { changed }) {
  const step = root.parentNode;
  const select = step.querySelector('#arrondissement');
  const opener = root.querySelector('[data-act="map"]');
  let spot;
  let map;
  let asked = 0;

  tell({ locating: 'no', picker: '', ...unset }, step);
  root.querySelector('[data-act="here"]').addEventListener('click', locate);
  opener.addEventListener('click', () => (opener.ariaExpanded === 'true' ? closeMap() : openMap()));
  root.querySelector('[data-act="no-map"]').addEventListener('click', () => {
    closeMap();
    opener.focus();
  });
  root.querySelector('[data-act="this-point"]').addEventListener('click', () => {
    const { lat, lng } = map.getCenter();
    closeMap();
    set({ lat, long: lng });
    step.querySelector('#address').focus();
  });
  root.querySelector('[data-act="no-spot"]').addEventListener('click', () => {
    set(undefined);
    opener.focus();
  });

  function locate() {
    if (!navigator.geolocation) return tell({ locating: 'denied' }, step);
    tell({ locating: 'yes' }, step);
    const found = ({ coords }) => {
      tell({ locating: 'no' }, step);
      set({ lat: coords.latitude, long: coords.longitude });
    };
    navigator.geolocation.getCurrentPosition(found, () => tellDenied(), { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 });
    return undefined;
  }

  // The button says again what it does, and the refusal stands beneath.
  function tellDenied() {
    tell({ locating: 'denied' }, step);
    root.querySelector('[data-act="here"] [data-when="locating=no"]').hidden = false;
  }

  async function openMap() {
    opener.ariaExpanded = 'true';
    tell({ picker: 'open', under: '' }, step);
    try {
      const { cityMap } = await import('../tickets/map.js');
      map ??= await cityMap(root.querySelector('.map'), new Map([...select.options].map(({ value, text }) => [value, text])));
      map.off('moveend').on('moveend', tellUnder);
      map.invalidateSize();
      // Closer than this there is nothing to see but a background.
      if (spot && !spot.outside) map.setView([spot.lat, spot.long], map.hasBackground ? 17 : 14);
      map.getContainer().focus();
      tellUnder();
    } catch {
      opener.ariaExpanded = 'false';
      tell({ picker: 'failed' }, step);
    }
  }

  function closeMap() {
    opener.ariaExpanded = 'false';
    tell({ picker: '' }, step);
  }

  async function tellUnder() {
    const { lat, lng } = map.getCenter();
    const its = await whereabouts({ lat, long: lng });
    tell({ under: its?.name ?? its?.said ?? written({ lat, long: lng }) }, root);
  }

  /** Sets the point, and from it the arrondissement, which the person may still mend. */
  async function set(wanted) {
    const mine = ++asked;
    spot = wanted && { lat: rounded(wanted.lat), long: rounded(wanted.long) };
    tell({ ...unset, spot: spot ? 'set' : '', point: spot ? written(spot) : '' }, step);
    changed();
    if (!spot) return;
    const its = await whereabouts(spot);
    if (mine !== asked || !its) return;
    // Whether the city can do nothing there.
    spot.outside = its.outside || its.mechouar;
    if (its.arrondissement && !spot.outside) select.value = its.arrondissement;
    tell({ approximate: its.approximate && !spot.outside ? 'yes' : '', outside: its.outside ? 'yes' : '', mechouar: its.mechouar ? 'yes' : '' }, step);
    changed();
  }

  return { spot: () => spot, set };
}

const whereabouts = async point => (await call('POST', '/api/locations', { body: point })).body;

// A ten-thousandth of a degree is eleven metres, a millionth eleven centimetres: nobody needs more to find a hole in the road.
const rounded = degrees => Math.round(degrees * 1e6) / 1e6;
const written = ({ lat, long }) => `${lat.toFixed(5)}, ${long.toFixed(5)}`;
