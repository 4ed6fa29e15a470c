// Installs and builds what is missing or older than its source. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (path) => join(root, path);
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A directory's own time tells of files that were removed.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function run(...words) {
  console.error(`> ${words.join(' ')}`);
  // npm is a script on Windows, which only a shell starts.
  const done = spawnSync(words[0], words.slice(1), { cwd: root, stdio: ['inherit', 2, 'inherit'], shell: process.platform === 'win32' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const installed = changed(at('node_modules/.package-lock.json'));
if (installed < Math.min(changed(at('package-lock.json')), Date.now())) run('npm', 'ci', '--no-audit', '--no-fund');

const built = changed(at('dist/built'));
if (built < Math.max(newest(at('src')), newest(at('build')), changed(at('package-lock.json')))) run('node', 'build/build.mjs');
