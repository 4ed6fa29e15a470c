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

/** What each module exports, and whether that is functions alone: only what is called can be loaded then. */
async function exportsOf(modules, { root, out, name, options, banner }) {
  const outfile = join(out, `${name}-exports.js`);
  await build({ ...options, banner, format: 'esm', stdin: { contents: entryOf(modules), resolveDir: root, loader: 'ts' }, outfile });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return modules.map((_, i) => ({ names: Object.keys(loaded[`m${i}`]), isFunctions: Object.values(loaded[`m${i}`]).every(isFunction) }));
}

/** In the place of modules that are loaded later stand functions of the same names; among themselves they know each other. What is imported dynamically comes as a whole. */
const standIns = (root, modules, exported, second) => ({
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    const numberOf = new Map(modules.map((path, i) => [join(root, path), i]));
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer, kind }) => {
      const found = resolve(resolveDir, path);
      const number = numberOf.get(found);
      if (number === undefined) return undefined;
      if (kind === 'dynamic-import') return { path: found, namespace: 'whole' };
      const isOneOfThem = importer === join(root, 'later') || exported[numberOf.get(importer)]?.isFunctions;
      return exported[number].isFunctions && !isOneOfThem ? { path: found, namespace: 'later' } : undefined;
    });
    onResolve({ filter: /^later:$/ }, () => ({ path: join(root, 'later'), namespace: 'entry' }));
    onLoad({ filter: /./, namespace: 'entry' }, () => ({ contents: entryOf(modules), resolveDir: root, loader: 'ts' }));
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => {
      const i = numberOf.get(path);
      const lines = exported[i].names.map((name) => `export const ${name} = (...args) => module.require('./${second}').m${i}.${name}(...args);`);
      return { contents: lines.join('\n'), loader: 'js' };
    });
    onLoad({ filter: /./, namespace: 'whole' }, ({ path }) => {
      const i = numberOf.get(path);
      return { contents: `export const { ${exported[i].names.join(', ')} } = module.require('./${second}').m${i};`, loader: 'js' };
    });
  },
});

/** A script as bin/start.js runs it: it has no import() of its own. What it exports is exported at its end, by value: nothing of ours changes then. */
async function asScript(text) {
  const [, own, names = ''] = /^(.*?)(?:export\s*\{([^{}]*)\};\s*)?$/s.exec(text);
  const values = names.split(',').flatMap((each) => (each.trim() ? [each.trim().split(' as ')] : []));
  const exported = `module.exports = { ${values.map(([local, name = local]) => `${name}: ${local}`).join(', ')} };`;
  const { code } = await transform(`${own}${exported}`, { format: 'cjs', platform: 'node', target: 'node20', minify: true, legalComments: 'none', supported: { 'dynamic-import': false } });
  return `(function (require, module) {${code}})`;
}

/** `later` are patterns of paths; `name`.cjs is written to `out`, and whatever it loads beside it. */
export async function buildInParts({ root, out, entry, name, later, options, banner }) {
  const modules = modulesIn(root, later);
  const exported = await exportsOf(modules, { root, out, name, options, banner });
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
    define: { ...options.define, 'import.meta.url': 'module.url', 'import.meta.dirname': 'module.path' },
    plugins: [standIns(root, modules, exported, `${second}.cjs`), ...options.plugins],
  });
  for (const { path, text } of outputFiles) writeFileSync(path, await asScript(text));
}
