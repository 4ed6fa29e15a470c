// The built app in a real pseudo-terminal: what a person sees, an editor that takes the terminal over, and how it is left.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Terminal as ScreenType } from '@xterm/headless';

const require = createRequire(import.meta.url);
const app = resolve(import.meta.dirname, '../../bin/cka-lab.js');
const built = existsSync(resolve(import.meta.dirname, '../../dist/built'));

/** There is no pseudo-terminal for some platforms. */
function ptyOrNothing(): typeof import('@lydell/node-pty') | undefined {
  try {
    return require('@lydell/node-pty');
  } catch {
    return undefined;
  }
}

const pty = ptyOrNothing();
const { Terminal: ScreenOf } = require('@xterm/headless') as { Terminal: typeof ScreenType };
const open: { end(): void }[] = [];

afterEach(() => {
  for (const { end } of open.splice(0)) end();
});

/** The editors of the machine are in `home`. */
function start(columns = 100, rows = 30, home = mkdtempSync(join(tmpdir(), 'pty-'))) {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env as Record<string, string>;
  const child = (pty as NonNullable<typeof pty>).spawn(process.execPath, [app], {
    cols: columns,
    rows,
    cwd: home,
    env: { ...env, CKA_LAB_HOME: join(home, 'lab'), TERM: 'xterm-256color', PATH: `${home}:${env.PATH}` },
  });
  const screen = new ScreenOf({ cols: columns, rows, allowProposedApi: true });
  let exit: number | undefined;
  child.onData((data) => screen.write(data));
  child.onExit(({ exitCode }) => {
    exit = exitCode;
  });
  open.push({
    end: () => {
      if (exit === undefined) child.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  });
  const seen = (): string => {
    const { active } = screen.buffer;
    return Array.from({ length: screen.rows }, (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '').join('\n');
  };
  const until = async (condition: () => boolean, what: string): Promise<void> => {
    for (const end = Date.now() + 20_000; !condition(); ) {
      if (Date.now() > end) throw new Error(`never came: ${what}\n${seen()}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  return {
    child,
    home,
    screen,
    seen,
    see: (text: string | RegExp) => until(() => (typeof text === 'string' ? seen().includes(text) : text.test(seen())), String(text)),
    isAlternate: () => screen.buffer.active.type === 'alternate',
    exit: async () => {
      await until(() => exit !== undefined, 'the end');
      return exit;
    },
  };
}

/** An editor of a few lines: it shows the file, and replaces a word when a key is pressed. */
const editor = `#!/bin/sh
printf 'EDITING %s' "$(cat "$1")" >/dev/tty
head -n 1 </dev/tty >/dev/null
sed -i.bak s/before/after/ "$1"
`;

describe.skipIf(!pty || !built || process.platform === 'win32')('in a pseudo-terminal', () => {
  it('runs kubectl, a pipe and an editor, leaves the screen as it was, and goes on where it was', async () => {
    const first = start();
    const { child, see, isAlternate, exit, screen, home } = first;
    writeFileSync(join(home, 'vi'), editor, { mode: 0o755 });
    await see('Labs');
    expect(isAlternate()).toBe(true);
    child.write('2');
    await see('choose a lab');
    child.write('\r');
    await see('base:~$');
    child.write('kubectl get nodes -o name\rk get nodes -o name | wc -l\r');
    await see(/node\/controlplane.*wc -l\n3\n/s);
    child.write('echo before > x; vi x\r');
    await see('EDITING before');
    expect(isAlternate()).toBe(false);
    child.write('\r');
    await see(/vi x\n[^\n]*:~\$ *\n/);
    expect(isAlternate()).toBe(true);
    child.write('cat x\r');
    await see('\nafter\n');
    child.write('cd /opt\r');
    await see('base:/opt$');
    child.resize(80, 24);
    screen.resize(80, 24);
    await see(/F1 Keys {2}F10 Quit/);
    child.write('\x1b[21~');
    expect(await exit()).toBe(0);
    expect(isAlternate()).toBe(false);
    const again = start(80, 24, home);
    await again.see('Go on');
    again.child.write('1');
    await again.see('base:/opt$');
    again.child.write('\x1b[A\x1b[A');
    await again.see('base:/opt$ cat x');
  });

  it('gives the terminal back when it is told to end', async () => {
    const { child, see, isAlternate, exit } = start();
    await see('Labs');
    process.kill(child.pid, 'SIGTERM');
    expect(await exit()).toBe(143);
    expect(isAlternate()).toBe(false);
  });
});
