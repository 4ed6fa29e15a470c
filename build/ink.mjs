// esbuild plugin: ink without what makes it slow to start or impossible to keep compiled (bin/start.js needs a script, and
// a script cannot wait while it loads). Each change fails loudly when the package is no longer as it was.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

function replaced(text, path, pattern, by) {
  if (!pattern.test(text)) throw new Error(`${path} is not what build/ink.mjs expects: ${pattern}`);
  return text.replace(pattern, by);
}

/** Yoga's program is made of its bytes at once, instead of fetching them from a data URL (which loads an HTTP client). */
const yoga = `
import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
import wrapAssembly from './wrapAssembly.js';
export * from './generated/YGEnums.js';
const assembly = {
  instantiateWasm(imports, done) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(loadYoga.bytes, 'base64')), imports);
    done(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
export default wrapAssembly(assembly);
`;

const data = /"data:application\/octet-stream;base64,([\w+/=]+)"/;

async function yogaBytes(path) {
  const text = await readFile(path, 'utf8');
  const bytes = data.exec(text)?.[1];
  const emptied = replaced(replaced(text, path, data, '"data:application/octet-stream;base64,"'), path, /export default loadYoga;?/, '');
  return `${emptied}\nloadYoga.bytes = "${bytes}";\nexport default loadYoga;`;
}

/** The developer's tools, which ink asks for while it loads. */
async function withoutDevtools(path) {
  const text = await readFile(path, 'utf8');
  const bare = replaced(text, path, /if \(isDev\(\)\) \{\s+try \{\s+await import.*?\n\}\n/s, '');
  return replaced(bare, path, /isDev\(\)\s+\? await loadPackageJson\(\)\s+: /, '');
}

export const inkAtOnce = (root) => ({
  name: 'ink-at-once',
  setup(build) {
    const load = (filter, contents) => build.onLoad({ filter }, async ({ path }) => ({ contents: await contents(path), loader: 'js', resolveDir: dirname(path) }));
    load(/yoga-layout\/dist\/src\/index\.js$/, () => yoga);
    load(/yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/, yogaBytes);
    load(/ink\/build\/reconciler\.js$/, withoutDevtools);
    // Characters one by one cost more than all else between a key and what is seen of it.
    load(/ink\/build\/output\.js$/, () => `export { Frame as default } from ${JSON.stringify(join(root, 'build/frame.ts'))};`);
    // Its tables of emoji cost more than everything that we draw.
    load(/string-width\/index\.js$/, () => `export { widthOf as default } from ${JSON.stringify(join(root, 'src/ui/text/width.ts'))};`);
  },
});
