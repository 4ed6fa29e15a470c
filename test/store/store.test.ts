// The save file survives what happens to it: many commands at once, death at any instant, damage.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksum } from '../../src/store/checksum.ts';
import { labHome } from '../../src/store/home.ts';
import { currentOwner } from '../../src/store/owner.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
const program = join(folder, 'counter.mjs');
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

beforeAll(() => {
  buildSync({ entryPoints: [join(import.meta.dirname, 'counter.ts')], bundle: true, platform: 'node', format: 'esm', outfile: program });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (home: string, ...words: string[]): ChildProcess => spawn(process.execPath, [program, home, ...words], { env, stdio: 'ignore' });
const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.on('close', done));
const names = (home: string): string[] => execFileSync(process.execPath, [program, home, 'list'], { env, encoding: 'utf8' }).split('\n').filter(Boolean);
const newHome = (): string => mkdtempSync(join(folder, 'home-'));

describe('save file', () => {
  it('takes every one of many commands at once', async () => {
    const home = newHome();
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, i) => ended(start(home, 'add', `n${i}`))));
    expect(new Set(statuses)).toEqual(new Set([0]));
    expect(names(home).sort()).toEqual(Array.from({ length: 40 }, (_, i) => `n${i}`).sort());
    expect(readdirSync(home).sort()).toEqual(['cluster.json', 'cluster.previous.json']);
  });

  it('holds the state before or after when commands are killed', async () => {
    const home = newHome();
    let before = 0;
    for (let round = 0; round < 6; round++) {
      const writers = [start(home, 'forever', `a${round}`), start(home, 'forever', `b${round}`), start(home, 'forever', `c${round}`)];
      const ends = writers.map(ended);
      for (const writer of writers) {
        await new Promise((done) => setTimeout(done, 60 + ((round * 37) % 50)));
        writer.kill('SIGKILL');
      }
      await Promise.all(ends);
      const now = names(home);
      expect(now.length).toBeGreaterThanOrEqual(before);
      for (const writer of 'abc') {
        const own = now.filter((name) => name.startsWith(`${writer}${round}-`));
        expect(own).toEqual(own.map((_, i) => `${writer}${round}-${i}`));
      }
      before = now.length;
    }
    expect(before).toBeGreaterThan(0);
    writeFileSync(join(home, 'lock.1-waited.draft'), ''); // of one that was killed while it waited
    execFileSync(process.execPath, [program, home, 'add', 'last'], { env });
    expect(readdirSync(home).filter((name) => !name.endsWith('.json') && name !== 'lock')).toEqual([]);
  });

  it.each([
    ['cut short', (text: Buffer) => text.subarray(0, text.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['with one letter changed', (text: Buffer) => Buffer.from(text.toString().replace('two', 'owt'))],
  ])('goes back to the previous generation when the file is %s', (_, damage) => {
    const home = newHome();
    for (const name of ['one', 'two']) execFileSync(process.execPath, [program, home, 'add', name], { env });
    const path = join(home, 'cluster.json');
    const damaged = damage(readFileSync(path));
    writeFileSync(path, damaged);
    const listed = spawnSync(process.execPath, [program, home, 'list'], { env, encoding: 'utf8' });
    expect(listed.stdout).toBe('one\n');
    const kept = readdirSync(home).find((name) => name.startsWith('cluster.damaged-')) as string;
    expect(listed.stderr).toContain(join(home, kept));
    expect(readFileSync(join(home, kept))).toEqual(Buffer.from(damaged));
    expect(names(home)).toEqual(['one']);
  });

  it('says so when there is no previous generation, and starts anew the next time', () => {
    const home = newHome();
    writeFileSync(join(home, 'cluster.json'), 'nonsense');
    expect(spawnSync(process.execPath, [program, home, 'list'], { env, encoding: 'utf8' }).stderr).toContain('cluster.json is damaged (it is cut short)');
    expect(names(home)).toEqual([]);
  });

  it.each([
    [1, 'a\n', ''],
    [3, '', 'was written by another version of cka-lab (format 3, this program reads 1 to 2)'],
  ])('reads what a version with format %i wrote, or says that it cannot', (format, listed, said) => {
    const home = newHome();
    const rest = Buffer.from('{"wall":0,"now":0}\n{"sim":{"now":0},"names":["a"]}');
    writeFileSync(join(home, 'cluster.json'), `{"cka-lab":${format},"checksum":${checksum(rest)}}\n${rest}`);
    const { stdout, stderr } = spawnSync(process.execPath, [program, home, 'list'], { env, encoding: 'utf8' });
    expect(stdout).toBe(listed);
    expect(stderr).toContain(said);
  });

  it('takes the lock of a process that died or whose number another has now', () => {
    const home = newHome();
    for (const dead of [{ pid: 2 ** 22 + 1 }, { started: '1' }]) {
      writeFileSync(join(home, 'lock'), JSON.stringify({ ...currentOwner(), ...dead }));
      expect(names(home)).toEqual([]);
    }
  });
});

describe('home', () => {
  it.each([
    [{ CKA_LAB_HOME: '/x' }, 'linux', '/x'],
    [{}, 'linux', '/home/anna/.local/share/cka-lab'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/cka-lab'],
    [{}, 'darwin', '/home/anna/Library/Application Support/cka-lab'],
  ] as const)('%j on %s is %s', (given, platform, path) => {
    expect(labHome(given, platform, '/home/anna')).toBe(path);
  });
});

it('sees every change of a byte', () => {
  const bytes = Buffer.from('a cluster in one file.');
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] as number) ^ 4;
    expect(checksum(changed)).not.toBe(checksum(bytes));
  }
  expect(checksum(bytes.subarray(0, -1))).not.toBe(checksum(bytes));
  expect(checksum(Buffer.concat([Buffer.from('x'), bytes]).subarray(1))).toBe(checksum(bytes));
});
