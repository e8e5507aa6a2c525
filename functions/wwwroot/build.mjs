// Makes the pages: `node build.mjs OUT`. Assets get content-hashed names and compressed twins; each page is laid into layout.html twice,
// in French and in Arabic. Whatever a person reads stands in the sources as a pair: [[français||العربية]].
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const read = name => readFileSync(join(here, name), 'utf8');
const layout = read('layout.html');
const pages = readdirSync(join(here, 'pages')).map(name => ({ name: basename(name, '.html'), html: read(`pages/${name}`) }));

rmSync(out, { recursive: true, force: true });
const addresses = await makeAssets([layout, ...pages.map(page => page.html)]);
mkdirSync(join(out, 'pages'), { recursive: true });
for (const page of pages) {
  for (const language of ['fr', 'ar']) writeFileSync(join(out, 'pages', `${page.name}.${language}.html`), lay(page, language));
}

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
    loader: { '.svg': 'copy', '.woff2': 'copy' },
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
  return served;
}

/** A whole page in one language: what comes before <main> goes into the head, the rest into the body. */
function lay({ name, html }, language) {
  const main = html.indexOf('<main');
  const whole = layout.replace('<!-- head -->', () => html.slice(0, main).trim()).replace('<!-- main -->', () => html.slice(main).trim())
    .replace(/\[\[([^\[\]]*?)\|\|([^\[\]]*?)\]\]/g, (_, fr, ar) => (language === 'fr' ? fr : ar).trim())
    .replace(/"(\/assets\/[\w.-]+)/g, (_, address) => `"${addresses.get(address)}`);
  const wrong = whole.match(/\[\[|\]\]|\|\||"undefined|data-when="[^"]*"(?! hidden>)|data-fact="[^"]*"(?!><\/)/);
  if (wrong) throw new Error(`${name}.html (${language}): ${whole.slice(wrong.index, wrong.index + 80)}`);
  return whole;
}
