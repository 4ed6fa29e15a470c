// The terminal beside the bash of a Linux machine: the same keys show the same screen (bash/record.mjs records it).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newTerminal } from '../../src/session.ts';
import { type LabLease, openLab } from '../../src/store/lab.ts';
import { MachineShell } from '../../src/store/shell/terminal.ts';
import { Keyboard } from '../../src/ui/screen/keyboard.ts';
import { Terminal } from '../../src/ui/terminal/terminal.ts';
import { piecesOf } from './bash/keys.mjs';

interface Recorded {
  name: string;
  columns: number;
  history: string[];
  keys: string;
  rows: string[];
  cursor: [number, number];
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'bash/recorded.json'), 'utf8')) as Recorded[];
const height = 16;
let folder: string;
let lease: LabLease;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bash-'));
  lease = openLab(join(folder, 'lab'), 'plain');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
/** Process numbers, and what a login shell calls itself. */
const masked = (row: string): string => row.replace(/^(\[\d+\]) \d+$/, '$1 PID').replace(/^-bash: /, 'bash: ');

it.each(recorded)('$name', async ({ columns, history, keys, rows, cursor }) => {
  const shell = new MachineShell(lease, { ...newTerminal(), history: [...history] }, () => {}, {});
  const terminal = new Terminal({ shell, changed: () => {}, handOver: async (work) => work(), edit: async () => undefined, left: () => {} });
  const keyboard = new Keyboard((key) => terminal.press(key));
  terminal.draw(columns, height);
  for (const { text, pause: long } of piecesOf(keys)) {
    keyboard.feed(text);
    terminal.draw(columns, height);
    if (long > 200) await pause(long);
    else for (let i = 0; i < 10 && terminal.isBusy; i++) await pause(10);
  }
  await pause(20);
  const drawing = terminal.draw(columns, height);
  const shown = drawing.rows.map((row) => masked(row.replace(/\x1b\[[\d;]*m/g, '').trimEnd()));
  while (shown.at(-1) === '') shown.pop();
  terminal.close();
  expect({ rows: shown, cursor: [drawing.cursor?.x, drawing.cursor?.y] }).toEqual({ rows: rows.map(masked), cursor });
});
