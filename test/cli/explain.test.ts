// What only a build knows: the texts of fields. The built program is asked, as a person asks it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('explain says what a field means', () => {
  const home = mkdtempSync(join(tmpdir(), 'explain-'));
  const bin = join(import.meta.dirname, '../../bin/kubectl.js');
  const done = spawnSync(process.execPath, [bin, 'explain', 'pod.spec.nodeName'], { env: { ...process.env, HOME: home, CKA_LAB_HOME: join(home, 'lab'), KUBECONFIG: '' }, encoding: 'utf8' });
  rmSync(home, { recursive: true, force: true });
  expect(done.stderr).toBe('');
  expect(done.stdout).toMatch(/^KIND: {7}Pod\nVERSION: {4}v1\n\nFIELD: nodeName <string>\n\n\nDESCRIPTION:\n {4}NodeName indicates in which node this pod is scheduled\./);
});
