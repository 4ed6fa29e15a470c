// The working directories of a person's desk.
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { personsDesk } from '../../src/store/desk.ts';
import { openLab } from '../../src/store/lab.ts';

const home = mkdtempSync(join(tmpdir(), 'desk-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('a file that was written after the end is not there', () => {
  const desk = personsDesk(home, openLab(home));
  desk.lay('exam/01', { 'out/names.txt': 'web\n' });
  utimesSync(join(desk.directoryOf('exam/01'), 'out/names.txt'), 1_000, 1_000);
  const until = [undefined, 1_000_000, 999_999].map((end) => desk.readFile('exam/01', 'out/names.txt', end));
  expect(until).toEqual(['web\n', 'web\n', undefined]);
});
