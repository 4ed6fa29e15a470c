// esbuild plugin: large JSON data goes into files of its own, read when first looked into.
// What imports the data sees an object as always; only that looking into it costs something the first time.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const large = 4096;

/** The module that stands in for one file of data. `target` decides only whether it counts as an array. */
const standIn = (name, isArray) => `
import { readFileSync } from 'node:fs';
let data;
const real = () => (data ??= JSON.parse(readFileSync(import.meta.dirname + '/facts/${name}', 'utf8')));
export default new Proxy(${isArray ? '[]' : '{}'}, {
  get: (_, key) => real()[key],
  has: (_, key) => key in real(),
  ownKeys: () => Reflect.ownKeys(real()),
  getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(real(), key),
});
`;

/** `made` are data that only a build knows: the name of the file that holds their place in src, and what makes them. */
export const factsApart = (outdir, made = {}) => ({
  name: 'facts-apart',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const make = made[basename(path)];
      const data = make ? make() : JSON.parse(readFileSync(path, 'utf8'));
      if (!make && statSync(path).size < large) return { contents: JSON.stringify(data), loader: 'json' };
      mkdirSync(join(outdir, 'facts'), { recursive: true });
      writeFileSync(join(outdir, 'facts', basename(path)), JSON.stringify(data));
      return { contents: standIn(basename(path), Array.isArray(data)), loader: 'js' };
    });
  },
});
