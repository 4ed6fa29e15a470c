// Runs a script of dist/ and keeps it compiled for the next time: compiling costs more than most commands. The same for the
// scripts that it asks for.
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');

/** Writes what V8 made of the script, if this folder may be written to. */
function keep(path, script) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, script.createCachedData());
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // The next start compiles again.
  }
}

/** `use` tells apart uses of one script that need other parts of it compiled. */
exports.start = function start(name, use = '') {
  const loaded = new Map();
  /** What was compiled now, by the place where it is kept. */
  const compiled = new Map();
  const load = (path) => {
    const known = loaded.get(path);
    if (known && !known.loaded) throw new Error(`${path} is needed while it loads: what is called then cannot be loaded later (build/build.mjs)`);
    if (known) return known.exports;
    const file = join(dist, path);
    const module = {
      exports: {},
      loaded: false,
      path: dist,
      require: (other) => (other.endsWith('.cjs') ? load(other) : require(other)),
      get url() {
        return pathToFileURL(file).href;
      },
    };
    loaded.set(path, module);
    // V8 tells a script by its length alone: a program that ran while another one was built would keep the wrong one.
    const cache = join(dist, 'compiled', `${path}-${use}${process.version}-${process.arch}-${statSync(file).mtimeMs}`);
    const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
    const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData });
    // Only at the end does V8 know which functions a command needs.
    if (!cachedData || script.cachedDataRejected) {
      if (compiled.size === 0) process.once('exit', () => compiled.forEach((one, place) => keep(place, one)));
      compiled.set(cache, script);
    }
    script.runInThisContext()(module.require, module, module.exports);
    module.loaded = true;
    return module.exports;
  };
  load(name);
};
