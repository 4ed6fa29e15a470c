// npm run bench: how long things take, as ratios and differences within one run, since machines differ.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = mkdtempSync(join(tmpdir(), 'bench-'));
// It costs Node 20 about 45 ms at every start, which would be in every figure.
const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
const env = { ...inherited, CKA_LAB_HOME: join(home, 'lab'), HOME: home, KUBECONFIG: '' };

/** Wall time in milliseconds and peak memory in megabytes of one process; nothing when it could not be started. */
function once(program, words) {
  const began = performance.now();
  const done = spawnSync(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const wall = performance.now() - began;
  return done.error ? undefined : { wall, status: done.status, error: String(done.stderr) };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The medians of several programs, run in turn so that a busy moment touches all of them. */
function inTurn(programs, rounds = 15) {
  const walls = programs.map(() => []);
  for (let round = 0; round < rounds; round++) programs.forEach(([program, ...words], i) => walls[i].push(once(program, words)?.wall ?? Number.NaN));
  return walls.map(median);
}

/** Peak memory of a process in megabytes, as it tells itself at its end. */
function peak(script, words) {
  const tell = `process.on('exit', () => require('fs').writeSync(2, '\\n' + process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('${root.replaceAll('\\', '/')}/'); ${tell}`)}`;
  const done = spawnSync(process.execPath, ['--import', preload, script, ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return Number(String(done.stderr).split('\n').at(-1)) / 1024;
}

const row = (name, value, aim = '') => console.log(`${name.padEnd(58)} ${value.padStart(12)}  ${aim}`);
const times = (a, b) => `${(a / b).toFixed(2)} x`;
const node = [process.execPath, '-e', '0'];
const kubectl = join(root, 'bin', 'kubectl.js');
const app = join(root, 'bin', 'cka-lab.js');

function realKubectl() {
  const real = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'kubectl'))
    .find((path) => once(path, ['version', '--client'])?.status === 0);
  return real && [real, 'version', '--client'];
}

try {
  const first = once(process.execPath, [kubectl, 'get', 'pods']);
  if (first?.status !== 0) throw new Error(`kubectl get pods failed: ${first?.error}`);
  const real = realKubectl();
  const [bare, get, help, screen, version, realTime] = inTurn([
    node,
    [process.execPath, kubectl, 'get', 'pods'],
    [process.execPath, app, '--help'],
    [process.execPath, app, '--first-screen'],
    [process.execPath, kubectl, 'version', '--client'],
    [process.execPath, app, '--first-screen'],
    ...(real ? [real] : []),
  ]);
  row('node -e 0', `${bare.toFixed(0)} ms`);
  row('kubectl get pods : node -e 0', times(get, bare), 'aim: 1.6 x');
  row('peak memory of kubectl get pods', `${peak(kubectl, ['get', 'pods']).toFixed(0)} MB`, 'aim: 80 MB');
  if (real) row('kubectl version --client : that of the real kubectl', times(version, realTime));
  row('cka-lab --help : node -e 0', times(help, bare));
  row('the app to its first screen : node -e 0', times(screen, bare), 'aim: 8 x');
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  for (const words of [[join(root, 'bench', 'app.mjs')], [tsx, join(root, 'bench', 'inside.ts')], [tsx, join(root, 'bench', 'serve.ts')]]) {
    const done = spawnSync(process.execPath, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    process.stdout.write(done.stdout);
    process.exitCode ||= done.status ?? 1;
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
