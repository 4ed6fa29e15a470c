// esbuild plugin: packages that few commands need go into scripts of their own (parts.mjs), loaded when first used, and
// modules of Node that few commands need are loaded when first used. The core is synchronous, so this is done by require.
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';

const require = createRequire(import.meta.url);
const fileName = (name) => `${name.replace(/[^a-z]+/g, '-').replace(/^-/, '')}.cjs`;

/** What packages ask for only if it is there, and what is not there. */
export const optional = ['@mongodb-js/zstd'];

const locationOf = (name) => (name.startsWith('node:') ? name : `./packages/${fileName(name)}`);

/** A function that is the package's once somebody calls it, makes an instance, or looks into it. */
const standIn = (name, values) => `
// esbuild leaves alone what it cannot read.
const name = ['${locationOf(name)}'];
let loaded;
const load = () => (loaded ??= require(name[0]));
// A module of Node is its own default.
const value = (key) => load()[key] ?? load();
const lazy = (key) => new Proxy(function () {}, {
  apply: (_, self, args) => Reflect.apply(value(key), self, args),
  construct: (_, args) => Reflect.construct(value(key), args),
  get: (_, property) => value(key)[property],
  has: (_, property) => property in value(key),
});
${Object.entries(values)
  .filter(([key, value]) => key !== 'default' && ['function', 'string', 'number', 'boolean'].includes(typeof value))
  .map(([key, value]) => `export const ${key} = ${typeof value === 'function' ? `lazy('${key}')` : JSON.stringify(value)};`)
  .join('\n')}
export default lazy('default');
`;

/** The same for who asks by require. */
const required = (name) => `
// esbuild leaves alone what it cannot read.
const name = ['${locationOf(name)}'];
let loaded;
module.exports = new Proxy({}, { get: (_, property) => (loaded ??= require(name[0]))[property] });
`;

export const packagesApart = (names, outdir) => ({
  name: 'packages-apart',
  setup(build) {
    const used = new Set();
    const filter = new RegExp(`^(?:${names.join('|')})$`);
    build.onResolve({ filter }, ({ path, kind }) => {
      used.add(path);
      return { path, namespace: kind === 'require-call' ? 'packages-required' : 'packages-apart' };
    });
    // A package in CommonJS: were it given the other stand-in, that would be made only when it asks, after scripts have exported it by value (parts.mjs).
    build.onLoad({ filter: /./, namespace: 'packages-required' }, ({ path }) => ({ contents: required(path), loader: 'js' }));
    build.onLoad({ filter: /./, namespace: 'packages-apart' }, async ({ path }) => {
      const values = await import(path.startsWith('node:') ? path : pathToFileURL(require.resolve(path)).href);
      return { contents: standIn(path, values), loader: 'js' };
    });
    build.onEnd(async () => {
      await Promise.all(
        [...used]
          .filter((name) => !name.startsWith('node:'))
          .map((name) =>
            bundle({
              entryPoints: [require.resolve(name)],
              bundle: true,
              platform: 'node',
              target: 'node20',
              format: 'cjs',
              minify: true,
              supported: { 'dynamic-import': false },
              external: optional,
              banner: { js: '(function (require, module, exports) {' },
              footer: { js: '})' },
              outfile: join(outdir, 'packages', fileName(name)),
              logLevel: 'warning',
            }),
          ),
      );
    });
  },
});
