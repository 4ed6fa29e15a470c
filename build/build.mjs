// Makes dist/: a bundle for each program, the data they read at need, a cluster of each profile, new born, and the labs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { descriptions } from './descriptions.mjs';
import { factsApart } from './facts.mjs';
import { inkAtOnce } from './ink.mjs';
import { optional, packagesApart } from './packages.mjs';
import { buildInParts } from './parts.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
// Built beside and put in place when it is whole: somebody may be running the old one.
const out = join(root, `dist.${process.pid}`);

/** What few commands of kubectl need. */
const seldom = ['yaml', 'cli-table3', '@marcbachmann/cel-js', 'croner', 'diff', 'fast-json-patch', 'just-bash', 'marked', 'unbash', 'node:child_process', 'node:crypto', 'node:tty'];

/** Texts of packages, which are not ours to keep. */
const made = { 'descriptions.json': () => descriptions(JSON.parse(readFileSync(join(root, 'src/apis/facts/schema.json'), 'utf8'))) };

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
  alias: { 'react-devtools-core': join(root, 'build/devtools.mjs') },
};
const plugins = [factsApart(out, made), inkAtOnce(root)];
const options = { ...common, plugins: [...plugins, packagesApart(seldom, out)] };

/** Packages in CommonJS ask for Node's modules by require, which modules do not have. */
const modules = { banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" } };

/** What a command that reads can do without: loaded when first called (parts.mjs). Of these modules count those that export functions alone. */
const later = [
  /^src\/cluster\/parts\.ts$/,
  /^src\/(?:kubelet|network|profiles)\/index\.ts$/,
  /^src\/apiserver\/(?:audit|discovery|serviceAccountTokens|customresources\/resource)\.ts$/,
  /^src\/apiserver\/(?:admission|subresources)\/index\.ts$/,
  /^src\/apiserver\/handlers\/(?:create|delete|patch|watch|write)\.ts$/,
  /^src\/apis\/[^/]+\/[^/]+\/(?!index|columns|context|metrics)[^/]+\.ts$/,
  /^src\/apis\/(?:admissionregistration|resource)\/[^/]+\.ts$/,
  /^src\/kubectl\/(?:verbs|kustomize|help)\/index\.ts$/,
  /^src\/kubectl\/printers\/templatePrinters\.ts$/,
  /^src\/(?:store\/listen|serve\/ports)\.ts$/,
];

/** Runs the built program that writes new clusters and the labs, so that a start need not make them. */
function writeProfiles() {
  mkdirSync(join(out, 'profiles'));
  const done = spawnSync(process.execPath, [join(out, 'born.js'), out], { stdio: 'inherit' });
  rmSync(join(out, 'born.js'));
  if (done.status !== 0) throw new Error('the profiles could not be made');
}

try {
  mkdirSync(out);
  await Promise.all([
    buildInParts({ root, out, name: 'kubectl', entry: 'src/cli/kubectl.ts', later, options, ...modules }),
    buildInParts({ root, out, name: 'cka-lab', entry: 'src/cli/cka-lab.ts', later, options, ...modules }),
    build({ ...common, ...modules, plugins, external: optional, entryPoints: ['src/cli/born.ts'], outfile: join(out, 'born.js') }),
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
