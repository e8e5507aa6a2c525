// Makes the pages: `node build.mjs OUT`. Assets get content-hashed names and compressed twins; each page is laid into layout.html twice,
// in French and in Arabic. Whatever a person reads stands in the sources as a pair: [[français||العربية]].
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { libraries } from './libraries.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const read = name => readFileSync(join(here, name), 'utf8');
const layout = withParts(read('layout.html'));
const arrondissements = JSON.parse(read('../Common/Referentiels/Seeds/arrondissements.json'));
const pages = readdirSync(join(here, 'pages')).map(name => ({ name: basename(name, '.html'), html: withParts(read(`pages/${name}`)) }));

rmSync(out, { recursive: true, force: true });
const { addresses, needs, mayNeed } = await makeAssets([layout, ...pages.map(page => page.html)]);
mkdirSync(join(out, 'pages'), { recursive: true });
for (const page of pages) {
  for (const language of ['fr', 'ar']) writeFileSync(join(out, 'pages', `${page.name}.${language}.html`), lay(page, language));
}
await makeOffline();
await makeWidget();

/** Builds every asset that the sources name; answers source address → served address. */
async function makeAssets(sources) {
  const named = sources.flatMap(html => [...html.matchAll(/"\/(assets\/[\w.-]+)/g)].map(match => match[1]));
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: [...new Set(named)].filter(name => existsSync(join(here, name))),
    outdir: join(out, 'assets'),
    outbase: 'assets',
    entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', assetNames: '[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', minify: true, charset: 'utf8', legalComments: 'eof',
    target: ['es2020', 'chrome87', 'firefox78', 'safari15'],
    // Leaflet's pictures are of things that our maps do not have.
    loader: { '.svg': 'copy', '.woff2': 'copy', '.png': 'empty' },
    metafile: true, logLevel: 'warning',
  });
  const served = new Map();
  for (const [path, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const file = join(out, 'assets', basename(path));
    if (!path.endsWith('.woff2')) {
      const bytes = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
    served.set(`/assets/${basename(entryPoint ?? Object.keys(inputs)[0] ?? path)}`, `/assets/${basename(path)}`);
  }
  for (const { name, bytes, brotli, gzip } of libraries(join(out, '..'))) {
    const hashed = name.replace(/\.js$/, `-${createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase()}.js`);
    [[hashed, bytes], [`${hashed}.br`, brotli], [`${hashed}.gz`, gzip]].forEach(([file, content]) => writeFileSync(join(out, 'assets', file), content));
    served.set(`/assets/${name}`, `/assets/${hashed}`);
  }
  return { addresses: served, needs: needed(metafile, ['dynamic-import']), mayNeed: needed(metafile, []) };
}

/** For each served asset, what it needs, and that again: its style's files and its imports, but for those kinds. */
function needed({ outputs }, without) {
  const of = path => outputs[path].imports.filter(each => !without.includes(each.kind) && outputs[each.path]).flatMap(each => [each.path, ...of(each.path)]);
  return new Map(Object.keys(outputs).map(path => [`/assets/${basename(path)}`, of(path).map(each => `/assets/${basename(each)}`)]));
}

/** The worker that keeps the verification page for where there is no network. Its address stays, so its name cannot tell its content. */
async function makeOffline() {
  const laid = ['fr', 'ar'].map(language => readFileSync(join(out, 'pages', `verify.${language}.html`), 'utf8'));
  const named = new Set(laid.flatMap(html => [...html.matchAll(/"(\/assets\/[\w.-]+)/g)].map(match => match[1])));
  const kept = [...new Set([...named].flatMap(address => [address, ...mayNeed.get(address) ?? []]))].sort();
  const hash = createHash('sha256').update(laid.join()).update(kept.join()).digest('hex').slice(0, 8);
  const define = { KEPT: JSON.stringify(kept), NAME: JSON.stringify(`verify-${hash}`) };
  const { code } = await transform(read('offline.js'), { define, minify: true, charset: 'utf8', target: ['es2020'], format: 'iife' });
  writeFileSync(join(out, 'offline.js'), code);
}

/** The button for other sites. They name its address once and for all, so its name cannot tell its content. */
async function makeWidget() {
  const { code } = await transform(read('widget.js'), { minify: true, charset: 'utf8', target: ['es2020'], format: 'iife' });
  writeFileSync(join(out, 'widget.js'), code);
}

/**
 * A whole page in one language: what comes before <main> goes into the head, the rest into the body; a page's own <nav class="rooms"> takes
 * the place of the citizens'. A page that is a whole document is taken as it is.
 */
function lay({ name, html }, language) {
  const whole = (html.startsWith('<!doctype') ? html : inLayout(html))
    .replace(`data-room="${name}"`, 'aria-current="page"').replace(/ data-room="[^"]*"/g, '')
    .replace('<!-- arrondissements -->', () => arrondissementsIn(language))
    .replace(/\[\[([^\[\]]*?)\|\|([^\[\]]*?)\]\]/g, (_, fr, ar) => (language === 'fr' ? withFrenchSpaces(fr) : ar).trim())
    .replace(/"(\/assets\/[\w.-]+)/g, (_, address) => `"${addresses.get(address)}`);
  const wrong = whole.match(/\[\[|\]\]|\|\||"undefined|data-when="[^"]*"(?! hidden>)|data-fact="[^"]*"(?!><\/)/);
  if (wrong) throw new Error(`${name}.html (${language}): ${whole.slice(wrong.index, wrong.index + 80)}`);
  return whole;
}

function inLayout(html) {
  const main = html.indexOf('<main');
  const rooms = /<nav class="rooms"[^]*?<\/nav>/;
  const [ownRooms] = html.slice(0, main).match(rooms) ?? [];
  const head = html.slice(0, main).replace(ownRooms ?? '', '').trim();
  return layout.replace(rooms, citizens => ownRooms ?? citizens)
    .replace('<!-- head -->', () => head).replace('<!-- main -->', () => html.slice(main).trim());
}

/** What pages share is a file of parts/: <!-- part: name -->. */
function withParts(html) {
  return html.replace(/<!-- part: ([\w-]+) -->/g, (_, name) => withParts(read(`parts/${name}.html`).trim()));
}

/** The sixteen, as options of a select. They are the law's: whoever chooses one need not wait for the network. */
function arrondissementsIn(language) {
  return arrondissements
    .sort((one, other) => one.name[language].localeCompare(other.name[language], language))
    .map(({ id, name }) => `<option value="${id}">${name[language]}</option>`).join('');
}

/** Before the signs that French sets apart, a space that is narrow and does not break. */
function withFrenchSpaces(text) {
  return text.replace(/ (?=[:;?!»])/g, '\u202f').replace(/« /g, '«\u202f').replace(/n° /g, 'n°\u00a0');
}
