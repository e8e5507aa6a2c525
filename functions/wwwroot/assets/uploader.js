import { call } from './call.js';
import { list, tell } from './facts.js';
import { documentOf, thumbnail } from './photos.js';

const thumbnailSide = 160;

/**
 * The part of a page where a document is chosen: one file, or photos of its pages. `changed` hears whether there is one. A photo that cannot be
 * read stays, marked, until the person takes it out: no page is missing unnoticed.
 */
export function uploader(root, changed) {
  const chosen = { file: undefined, photos: [] };
  const canvases = new WeakMap();
  const unreadable = new WeakSet();
  let drawing = Promise.resolve();
  const inputs = [root.querySelector('#file'), root.querySelector('#photo')];
  for (const input of inputs) {
    input.addEventListener('change', () => {
      take([...input.files]);
      input.value = ''; // so that the same file can be chosen again
    });
  }
  root.querySelector('[data-act="clear"]').addEventListener('click', () => {
    clear();
    inputs[0].focus();
  });
  show();
  let maxBytes = Infinity;
  // Until they come, and without them, the city has the last word.
  call('GET', '/api/legalisations/limits').then(({ body }) => {
    if (!body) return;
    maxBytes = body.maxBytes;
    tell({ maxMegabytes: String(Math.floor(body.maxBytes / (1024 * 1024))), maxPages: String(body.maxPages) });
  });

  /** Takes what was chosen: a file in place of what was there, photos after the others. */
  function take(files) {
    if (!files.length) return;
    const photos = files.filter(({ type }) => type.startsWith('image/'));
    const [file] = photos.length === files.length ? [] : files;
    const problem = file ? fault(file, maxBytes) : undefined;
    if (!problem) {
      chosen.file = file;
      chosen.photos = file ? [] : [...chosen.photos, ...photos];
    }
    show(problem);
  }

  function show(problem) {
    const { file, photos } = chosen;
    const bytes = [file, ...photos].reduce((sum, one) => sum + (one?.size ?? 0), 0);
    const has = Boolean(file) || photos.length > 0;
    tell({
      file: problem,
      sheets: photos.length ? 'some' : 'none',
      chosen: has ? 'yes' : undefined,
      fileName: file?.name ?? (photos.length === 1 ? photos[0].name : ''),
      fileSize: megabytes(bytes),
    }, root);
    changed?.(has);
    list(root.querySelector('.sheets'), photos.map((photo, index) => ({ number: String(index + 1), photo })), (one, { photo }, index) => {
      const canvas = one.querySelector('canvas');
      canvas.replaceWith(small(photo, canvas));
      one.querySelector('[data-act="drop"]').addEventListener('click', () => {
        chosen.photos.splice(index, 1);
        show();
      });
    });
    mark();
  }

  /** A photo's small picture, drawn once, however often the list is laid out, and after the others': a telephone has little memory. */
  function small(photo, canvas) {
    if (canvases.has(photo)) return canvases.get(photo);
    canvases.set(photo, canvas);
    drawing = drawing.then(async () => {
      if (!chosen.photos.includes(photo)) return;
      await thumbnail(photo, canvas, thumbnailSide).catch(() => unreadable.add(photo));
      mark();
    });
    return canvas;
  }

  /** Marks the photos that cannot be read, and names the first. */
  function mark() {
    const first = chosen.photos.findIndex(photo => unreadable.has(photo));
    tell({ unreadable: first < 0 ? undefined : String(first + 1), unreadableName: chosen.photos[first]?.name }, root);
    root.querySelectorAll('.sheets li').forEach((one, index) => tell({ sheet: unreadable.has(chosen.photos[index]) ? 'unreadable' : 'read' }, one));
  }

  function clear() {
    [chosen.file, chosen.photos] = [undefined, []];
    show();
  }

  const readable = () => !chosen.photos.some(photo => unreadable.has(photo));

  /** Waits until every photo has been drawn, and so been read. */
  async function drawn() {
    tell({ reading: 'yes' }, root);
    for (let last; !chosen.file && last !== drawing;) await (last = drawing);
    tell({ reading: undefined }, root);
  }

  return {
    has: () => Boolean(chosen.file) || chosen.photos.length > 0,
    readable,
    drawn,
    name: () => chosen.file?.name ?? (chosen.photos.length === 1 ? chosen.photos[0].name : `${chosen.photos.length} × JPEG`),
    /** The document to send; fails if a photo cannot be read. */
    async document(name) {
      if (chosen.file) return chosen.file;
      await drawn();
      if (!readable()) throw new Error('A photo cannot be read.');
      return documentOf(chosen.photos, name);
    },
    clear,
  };
}

function fault({ type, name, size }, maxBytes) {
  if (type ? type !== 'application/pdf' : !/\.pdf$/i.test(name)) return 'wrong-type';
  if (size === 0) return 'empty';
  return size > maxBytes ? 'too-large' : undefined;
}

const megabytes = bytes => new Intl.NumberFormat(`${document.documentElement.lang}-MA-u-nu-latn`, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  .format(Math.max(0.1, bytes / (1024 * 1024)));
