// Runs a script of dist/ and keeps it compiled for the next time: compiling costs more than most commands.
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
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
  const file = join(dist, name);
  const cache = join(dist, 'compiled', `${name}-${use}${process.version}-${process.arch}`);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const source = `(function (require, __filename) {${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(source, { filename: file, cachedData });
  const main = script.runInThisContext();
  // Only at the end does V8 know which functions a command needs.
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(cache, script));
  main(createRequire(file), file);
};
