/*! Maps with Leaflet, copyright Volodymyr Agafonkin and CloudMade, BSD-2-Clause. */
import { circleMarker, control, geoJSON, layerGroup, map as newMap, tileLayer } from 'leaflet/dist/leaflet-src.esm.js';
import { call } from '../call.js';

const middle = [33.5731, -7.5898];
// From here on the names of the arrondissements do not stand on each other.
const closeEnough = 12;

/**
 * A map of the city in an element: its own boundaries, over a background where the city has set one. The words of its buttons stand on the
 * element (data-in, data-out); `names` of the arrondissements, by their ids. Throws when there would be nothing to see.
 */
export async function cityMap(element, names) {
  const [{ body: boundaries }, { body: background }] = await Promise.all([call('GET', '/api/boundaries'), call('GET', '/api/map')]);
  if (!boundaries && !background?.tileUrl) throw new Error('no map');
  const map = newMap(element, {
    center: middle, zoom: 12, minZoom: 9, maxZoom: 19, zoomSnap: .25, zoomControl: false, scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false,
  });
  map.hasBackground = Boolean(background?.tileUrl);
  map.attributionControl.setPrefix(false);
  control.zoom({ zoomInTitle: element.dataset.in, zoomOutTitle: element.dataset.out }).addTo(map);
  if (background?.tileUrl) tileLayer(background.tileUrl, { attribution: escaped(background.attribution), maxZoom: 19 }).addTo(map);
  if (boundaries) {
    const layer = geoJSON(boundaries, {
      attribution: escaped(boundaries.attribution),
      style: { className: 'boundary' },
      interactive: false,
      // Their middles, where no boundaries were imported.
      pointToLayer: (_, place) => circleMarker(place, { radius: 4, className: 'middle', interactive: false }),
    }).addTo(map);
    layer.eachLayer(one => {
      const name = names.get(one.feature.properties.arrondissement);
      if (name) one.bindTooltip(escaped(name), { permanent: true, direction: 'center', className: 'name-on-map' });
    });
    if (layer.getBounds().isValid()) map.fitBounds(layer.getBounds(), { animate: false, padding: [8, 8] });
  }
  const nameIt = () => element.classList.toggle('named', map.getZoom() >= closeEnough);
  map.on('zoomend', nameIt);
  nameIt();
  return map;
}

/** Points on a map: one each, closed ones hollow. `open` hears of the reference that was touched. Answers {show, mark}. */
export function pointsOn(map, { open }) {
  const group = layerGroup().addTo(map);
  const points = new Map();
  return {
    show(items) {
      group.clearLayers();
      points.clear();
      for (const { reference, lat, long, closed } of items) {
        const point = circleMarker([lat, long], { radius: 9, className: closed ? 'point closed' : 'point' });
        point.on('click', () => open(reference));
        points.set(reference, point);
        group.addLayer(point);
      }
    },
    /** Marks one and brings it into sight; none where there is none. */
    mark(reference) {
      for (const [its, point] of points) point.getElement()?.classList.toggle('marked', its === reference);
      const point = points.get(reference);
      if (point) map.panTo(point.getLatLng());
    },
  };
}

// Leaflet takes these for markup.
function escaped(text = '') {
  const place = document.createElement('span');
  place.textContent = text ?? '';
  return place.innerHTML;
}
