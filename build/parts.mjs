// Builds a program as scripts: what every start of it needs, and beside that what is loaded when one of its functions is
// first called. esbuild divides what both need among them. The core is synchronous, so the second is reached by require.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const modulesIn = (root, later) =>
  readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && later.some((pattern) => pattern.test(path)))
    .sort();

/** The entry of the second script: each module's exports under a name of their own. */
const entryOf = (modules) => modules.map((path, i) => `export * as m${i} from './${path}';`).join('\n');

const isFunction = (value) => typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));

/** The modules that export nothing but functions, with the names of these: only what is called can be loaded then. */
async function functionsOf(modules, { root, out, name, options, banner }) {
  const outfile = join(out, `${name}-functions.js`);
  await build({ ...options, banner, format: 'esm', stdin: { contents: entryOf(modules), resolveDir: root, loader: 'ts' }, outfile });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  const found = modules.map((path, i) => ({ path, values: Object.entries(loaded[`m${i}`]) }));
  return new Map(found.filter(({ values }) => values.every(([, value]) => isFunction(value))).map(({ path, values }) => [path, values.map(([key]) => key)]));
}

/** In the place of modules that are loaded later stand functions of the same names; among themselves they know each other. */
const standIns = (root, functions, second) => ({
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    const modules = [...functions.keys()];
    const numberOf = new Map(modules.map((path, i) => [join(root, path), i]));
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer }) => {
      const found = resolve(resolveDir, path);
      const isOneOfThem = importer === join(root, 'later') || numberOf.has(importer);
      return numberOf.has(found) && !isOneOfThem ? { path: found, namespace: 'later' } : undefined;
    });
    onResolve({ filter: /^later:$/ }, () => ({ path: join(root, 'later'), namespace: 'entry' }));
    onLoad({ filter: /./, namespace: 'entry' }, () => ({ contents: entryOf(modules), resolveDir: root, loader: 'ts' }));
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => {
      const i = numberOf.get(path);
      const lines = functions.get(modules[i]).map((name) => `export const ${name} = (...args) => require('./${second}').m${i}.${name}(...args);`);
      return { contents: lines.join('\n'), loader: 'js' };
    });
  },
});

/** A script as bin/start.js runs it: it has no import() of its own. */
async function asScript(text) {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20', minify: true, legalComments: 'none', supported: { 'dynamic-import': false } });
  return `(function (require, module, __filename) {${code}})`;
}

/** `later` are patterns of paths; `name`.cjs is written to `out`, and whatever it loads beside it. */
export async function buildInParts({ root, out, entry, name, later, options, banner }) {
  const functions = await functionsOf(modulesIn(root, later), { root, out, name, options, banner });
  const second = `${name}-later`;
  const { outputFiles } = await build({
    ...options,
    entryPoints: { [name]: entry, [second]: 'later:' },
    outdir: out,
    outExtension: { '.js': '.cjs' },
    chunkNames: `${name}-[hash]`,
    format: 'esm',
    splitting: true,
    write: false,
    external: [`./${second}.cjs`],
    define: { ...options.define, 'import.meta.url': '__url' },
    plugins: [standIns(root, functions, `${second}.cjs`), ...options.plugins],
  });
  for (const { path, text } of outputFiles) writeFileSync(path, await asScript(`const __url = require('node:url').pathToFileURL(__filename).href;${text}`));
}
