// Makes dist/: a bundle for each program, the data they read at need, and a cluster of each profile, new born.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { factsApart } from './facts.mjs';
import { packagesApart } from './packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
// Built beside and put in place when it is whole: somebody may be running the old one.
const out = join(root, `dist.${process.pid}`);

/** Packages that few commands of kubectl need. */
const seldom = ['yaml', '@marcbachmann/cel-js', 'croner', 'diff', 'fast-json-patch'];

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
  alias: { 'react-devtools-core': join(root, 'build/devtools.mjs') },
  // Packages in CommonJS ask for Node's modules by require.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  plugins: [factsApart(out), packagesApart(seldom, out)],
};

/** Runs the built program that prints new clusters, so that a first start need not make one. */
function writeProfiles() {
  mkdirSync(join(out, 'profiles'));
  const done = spawnSync(process.execPath, [join(out, 'born.js'), join(out, 'profiles')], { stdio: 'inherit' });
  rmSync(join(out, 'born.js'));
  if (done.status !== 0) throw new Error('the profiles could not be made');
}

try {
  mkdirSync(out);
  await Promise.all([
    build({ ...common, entryPoints: ['src/cli/kubectl.ts'], outfile: join(out, 'kubectl.js'), banner: {} }),
    build({ ...common, entryPoints: ['src/cli/cka-lab.ts'], outdir: out, splitting: true, chunkNames: 'chunks/[name]-[hash]' }),
    build({ ...common, entryPoints: ['src/cli/born.ts'], outfile: join(out, 'born.js') }),
  ]);
  writeProfiles();
  writeFileSync(join(out, 'built'), '');
  const old = `${dist}.old.${process.pid}`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(out, dist);
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(out, { recursive: true, force: true });
}
