// Records what the bash of this machine shows for the cases: node test/ui/bash/record.mjs
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from './cases.mjs';
import { piecesOf } from './keys.mjs';

const require = createRequire(import.meta.url);
const pty = require('@lydell/node-pty');
const { Terminal } = require('@xterm/headless');
const rows = 16;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function record([name, columns, history, keys]) {
  const home = mkdtempSync(join(tmpdir(), 'bash-'));
  const env = { PS1: 'candidate@base:~$ ', TERM: 'xterm-256color', LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', HOME: home, INPUTRC: '/dev/null' };
  writeFileSync(join(home, 'history'), history.map((line) => `${line}\n`).join(''));
  writeFileSync(join(home, 'rc'), `HISTFILE=${home}/history; HISTCONTROL=ignoreboth; stty -ixon; PS1='candidate@base:~$ '\n`);
  const child = pty.spawn('bash', ['--noprofile', '--rcfile', join(home, 'rc')], { cols: columns, rows, cwd: home, env });
  const screen = new Terminal({ cols: columns, rows, allowProposedApi: true });
  child.onData((data) => screen.write(data));
  while (!screen.buffer.active.getLine(0).translateToString(true).includes('$ ')) await pause(20);
  await pause(50);
  for (const { text, pause: long } of piecesOf(keys)) {
    child.write(text);
    await pause(long);
  }
  await pause(150);
  const { active } = screen.buffer;
  const shown = Array.from(
    { length: rows },
    (_, y) =>
      active
        .getLine(active.baseY + y)
        ?.translateToString(true)
        .trimEnd() ?? '',
  );
  const cursor = [active.cursorX, active.cursorY];
  while (shown.at(-1) === '') shown.pop();
  child.kill('SIGKILL');
  screen.dispose();
  return { name, columns, history, keys, rows: shown, cursor };
}

const recorded = [];
for (let i = 0; i < cases.length; i += 6) recorded.push(...(await Promise.all(cases.slice(i, i + 6).map(record))));
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
process.exit();
