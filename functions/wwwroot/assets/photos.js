// A4 at 260 dots an inch or so: sharp in print, and a fraction of what a telephone's camera makes.
const longestSide = 3000;
// A scene is seen at less than a page is read at.
const longestSeen = 1920;
const quality = 0.82;
const alreadySmall = 1_500_000;
const patience = 20_000;
const [width, height, margin] = [595, 842, 14];

/** One document from photos of its pages: a single small one as it came, else a PDF with a page for each. */
export async function documentOf(photos, name) {
  if (photos.length === 0) throw new Error('There is no photo.');
  if (photos.length === 1 && photos[0].size <= alreadySmall && ['image/jpeg', 'image/png'].includes(photos[0].type)) return photos[0];
  const pages = [];
  for (const photo of photos) pages.push(await redraw(photo)); // one at a time: a telephone has little memory
  return new File([pdf(pages)], `${name}.pdf`, { type: 'application/pdf' });
}

/** A photo redrawn upright and no larger than it must be to see what it shows, as a JPEG without what the camera wrote into it. */
export async function photoOf(photo) {
  const { jpeg } = await redraw(photo, longestSeen);
  return new File([jpeg], 'photo.jpg', { type: 'image/jpeg' });
}

/** Draws a photo small, upright, for its maker to recognise. */
export async function thumbnail(photo, canvas, side) {
  const picture = await read(photo);
  draw(picture, canvas, side / Math.max(picture.width, picture.height));
  picture.close();
}

async function redraw(photo, longest = longestSide) {
  const picture = await read(photo);
  const canvas = document.createElement('canvas');
  draw(picture, canvas, Math.min(1, longest / Math.max(picture.width, picture.height)));
  picture.close();
  const jpeg = await new Promise(done => canvas.toBlob(done, 'image/jpeg', quality));
  return { jpeg, width: canvas.width, height: canvas.height };
}

/** A browser may neither read a photo nor refuse it. */
function read(photo) {
  const tooLong = new Promise((_, refuse) => setTimeout(() => refuse(new Error('The photo takes too long to read.')), patience));
  return Promise.race([createImageBitmap(photo), tooLong]);
}

function draw(picture, canvas, scale) {
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

/** A PDF of pictures alone, A4 each, standing or lying as its picture does. */
function pdf(pages) {
  const [parts, offsets] = [['%PDF-1.4\n'], []];
  let length = parts[0].length;
  const add = part => {
    parts.push(part);
    length += part.size ?? part.length;
  };
  const object = (...content) => {
    offsets.push(length);
    add(`${offsets.length} 0 obj\n`);
    content.forEach(add);
    add('\nendobj\n');
  };
  object('<</Type/Catalog/Pages 2 0 R>>');
  object(`<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, page) => `${3 + 3 * page} 0 R`).join(' ')}]>>`);
  pages.forEach(({ jpeg, width: across, height: down }, page) => {
    const [w, h] = across > down ? [height, width] : [width, height];
    const scale = Math.min((w - 2 * margin) / across, (h - 2 * margin) / down);
    const [x, y] = [(w - across * scale) / 2, (h - down * scale) / 2];
    const content = `q ${[across * scale, 0, 0, down * scale, x, y].map(number => number.toFixed(2)).join(' ')} cm /P Do Q`;
    const next = 3 + 3 * page;
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Contents ${next + 1} 0 R/Resources<</XObject<</P ${next + 2} 0 R>>>>>>`);
    object(`<</Length ${content.length}>>\nstream\n${content}\nendstream`);
    object(`<</Type/XObject/Subtype/Image/Width ${across}/Height ${down}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.size}>>\nstream\n`,
      jpeg, '\nendstream');
  });
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = offsets.length + 1;
  add(`xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`);
  return new Blob(parts, { type: 'application/pdf' });
}
