// The built program, killed in the middle of its work: what it said it did is done, the rest is done or not, and nothing is broken.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'killed-'));
const bin = join(import.meta.dirname, '../../bin/kubectl.js');
const env = { ...process.env, HOME: home, CKA_LAB_HOME: join(home, 'lab'), KUBECONFIG: '' };
const kubectl = (...argv: string[]) => spawnSync(process.execPath, [bin, ...argv], { env, encoding: 'utf8' });

beforeAll(() => {
  kubectl('get', 'nodes');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.on('close', done));

it('kubectl create, sixteen times', async () => {
  const done: string[] = [];
  for (let i = 0; i < 16; i += 1) {
    const child = spawn(process.execPath, [bin, 'create', 'configmap', `c${i}`], { env, stdio: 'ignore' });
    const end = ended(child);
    const timer = setTimeout(() => child.kill('SIGKILL'), 20 + i * 9);
    if ((await end) === 0) done.push(`configmap/c${i}`);
    clearTimeout(timer);
  }
  const left = kubectl('get', 'configmaps', '-o', 'name');
  expect({ status: left.status, stderr: left.stderr }).toEqual({ status: 0, stderr: '' });
  expect(left.stdout.split('\n')).toEqual(expect.arrayContaining(done));
  expect(kubectl('create', 'configmap', 'last').stdout).toBe('configmap/last created\n');
});
