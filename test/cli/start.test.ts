// What a start of the built program reads: whoever looks at objects does not wait for the scripts of those who change them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const bin = resolve(import.meta.dirname, '..', '..', 'bin', 'kubectl.js');

/** Tells of every script of dist/ that is read. */
const preload = `
  const fs = require('node:fs');
  const { readFileSync } = fs;
  fs.readFileSync = (path, ...rest) => {
    if (/dist.[^/\\\\]*\\.cjs$/.test(path)) fs.writeSync(2, path + '\\n');
    return readFileSync(path, ...rest);
  };`;

function scriptsOf(home: string, ...argv: string[]): string[] {
  const tell = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('${import.meta.url}'); ${preload}`)}`;
  const done = spawnSync(process.execPath, ['--import', tell, bin, ...argv], { encoding: 'utf8', env: { ...process.env, CKA_LAB_HOME: home, HOME: home, KUBECONFIG: '' } });
  expect(done.status).toBe(0);
  return done.stderr.split('\n').flatMap((line) => (line.endsWith('.cjs') ? [basename(line)] : []));
}

it('get and its printers do without what is loaded later', () => {
  const home = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    // The first command of all makes the cluster, and what kubectl keeps of the server.
    scriptsOf(home, 'get', 'pods', '-A');
    for (const words of ['pods', 'nodes -o wide', 'deploy,svc,sa -A', 'pods -A -o json', 'cm -A -o yaml', 'pods -A --sort-by=.metadata.name']) {
      const read = scriptsOf(home, 'get', ...words.split(' '));
      expect(read).toContain('kubectl.cjs');
      expect(read.filter((name) => name.includes('later'))).toEqual([]);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 60_000);
