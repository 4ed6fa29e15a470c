// A lease whose cluster has an end: as it was then it is kept, whoever comes later and whatever they do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { Lease, withLease } from '../../src/store/lease.ts';
import { SaveFile } from '../../src/store/saveFile.ts';
import { Being, type Names } from './names.ts';

/** Every ten ticks something happens by itself. */
class Busy extends Being {
  override advance(until: number): void {
    for (let at = Math.ceil((this.now + 1) / 10) * 10; at <= until; at += 10) this.state.names.push(`at ${at}`);
    super.advance(until);
  }
}

const root = mkdtempSync(join(tmpdir(), 'lease-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let wall = 1_000;
let folder = '';
beforeEach(() => {
  wall = 1_000;
  folder = mkdtempSync(join(root, 'home-'));
});

/** As a new process has it. */
const opened = () =>
  new Lease<Names, Busy>(
    join(folder, 'lab'),
    { born: (now) => ({ sim: { now }, names: [] }), bring: (state) => new Busy(state), pack: (state) => [JSON.stringify(state)], unpack: ([line]) => JSON.parse(line as string) },
    () => wall,
  );
const type = (name: string, lease = opened()) => withLease(lease, () => lease.cluster.state.names.push(name));
const kept = (): Names | undefined => {
  const [line] = new SaveFile(folder, 'cluster').read() ?? [];
  return line === undefined ? undefined : JSON.parse(line);
};

it('what is typed after the end, or by what began before and waited, is not in what is kept', () => {
  opened().startAnew(() => ({ sim: { now: 0 }, names: [] }), { wall: 1_025, folder });
  type('in time');
  const waits = opened();
  wall = 1_024;
  waits.resume();
  waits.suspend();
  expect(kept()).toBeUndefined();
  wall = 1_047;
  type('too late', waits);
  const atEnd = { sim: { now: 25 }, names: ['in time', 'at 10', 'at 20'] };
  expect(kept()).toEqual(atEnd);
  wall = 1_060;
  type('later still');
  expect(kept()).toEqual(atEnd);
  const lease = opened();
  withLease(lease, () => expect(lease.cluster.state.names).toEqual(['in time', 'at 10', 'at 20', 'at 30', 'at 40', 'too late', 'at 50', 'at 60', 'later still']));
});

it('somebody who only looks keeps it too, and another cluster has no end', () => {
  opened().startAnew(() => ({ sim: { now: 0 }, names: [] }), { wall: 1_005, folder });
  opened().startAnew(() => ({ sim: { now: 0 }, names: [] }));
  wall = 1_100;
  type('late');
  expect(kept()).toBeUndefined();
  opened().startAnew(() => ({ sim: { now: 0 }, names: [] }), { wall: 1_105, folder });
  wall = 1_200;
  withLease(opened(), () => {});
  expect(kept()).toEqual({ sim: { now: 5 }, names: [] });
});
