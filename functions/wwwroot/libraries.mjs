// Libraries that are served as their makers built them, a file each. Web Chat is fetched as a package, by npm, but not as a dependency: it would
// bring 20 packages more, of which the one file needs none.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const webChat = {
  package: 'botframework-webchat@4.18.1',
  integrity: 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
};

/** The libraries as [{name, bytes, brotli, gzip}]. They are packed once and kept in `shelf`: the best of brotli takes long over megabytes. */
export function libraries(shelf) {
  const directLine = createRequire(join(root, 'package.json')).resolve('botframework-directlinejs/package.json');
  return [
    kept(shelf, 'directline.js', JSON.parse(readFileSync(directLine)).version, () => readFileSync(join(dirname(directLine), 'dist', 'directline.js'))),
    kept(shelf, 'webchat.js', webChat.package, () => fromNpm(shelf, 'package/dist/webchat.js')),
  ];
}

function kept(shelf, name, version, read) {
  const folder = join(shelf, 'libraries', createHash('sha256').update(`${name} ${version}`).digest('hex').slice(0, 16));
  const file = ending => join(folder, name + ending);
  if (!existsSync(file('.done'))) {
    mkdirSync(folder, { recursive: true });
    const bytes = read();
    writeFileSync(file(''), bytes);
    writeFileSync(file('.br'), brotliCompressSync(bytes));
    writeFileSync(file('.gz'), gzipSync(bytes, { level: 9 }));
    writeFileSync(file('.done'), '');
  }
  return { name, bytes: readFileSync(file('')), brotli: readFileSync(file('.br')), gzip: readFileSync(file('.gz')) };
}

/** One file of the package that npm hands out, if it is the one that we know. */
function fromNpm(shelf, path) {
  const folder = join(shelf, 'libraries');
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', webChat.package, '--json', '--loglevel=error', '--pack-destination', folder], { encoding: 'utf8', shell: process.platform === 'win32' }));
  const archive = join(folder, filename);
  try {
    const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (hash !== webChat.integrity) throw new Error(`${webChat.package} is not the package that it was: ${hash}`);
    return execFileSync('tar', ['-xzOf', archive, path], { maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(archive, { force: true });
  }
}
