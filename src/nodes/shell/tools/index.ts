// The programs that every machine has: one line each.
import type { Command } from '../machine.ts';
import type { Shell } from '../shell.ts';
import { chmod, chown, cp, ln, mkdir, mktemp, mv, rm, rmdir, touch } from './changing.ts';
import { cmp, diff } from './diff.ts';
import { isProgram, pathOf } from './find.ts';
import { grep } from './grep.ts';
import { seq, uniq, yes } from './lines.ts';
import { basename, dirname, du, ls, readlink, stat } from './listing.ts';
import { clear, date, hostname, id, uname, whoami, which } from './machine.ts';
import { cat, head, tac, tail, tee, wc } from './reading.ts';
import { bash, env, nohup, runScript, sleep, timeout, watch, xargs } from './running.ts';
import { utility, utilityNames } from './utilities.ts';

export { pathOf } from './find.ts';

export const tools: Readonly<Record<string, Command>> = {
  ...Object.fromEntries([...utilityNames, 'gawk', 'mawk'].map((name) => [name, utility])),
  basename,
  bash,
  cat,
  chgrp: chown,
  chmod,
  chown,
  clear,
  cmp,
  cp,
  date,
  diff,
  dirname,
  du,
  egrep: grep,
  env,
  fgrep: grep,
  grep,
  head,
  hostname,
  id,
  ln,
  ls,
  mkdir,
  mktemp,
  mv,
  nohup,
  printenv: env,
  readlink,
  realpath: readlink,
  rm,
  rmdir,
  seq,
  sh: bash,
  sleep,
  stat,
  tac,
  tail,
  tee,
  timeout,
  touch,
  uname,
  uniq,
  watch,
  wc,
  which,
  whoami,
  xargs,
  yes,
};

interface Missing {
  problem: string;
  status: number;
}

const script =
  (path: string): Command =>
  (call) =>
    runScript(call, call.shell.readFile(path), path, call.args);

/** What a command's name stands for, when it is no builtin and no function. */
export function findProgram(shell: Shell, name: string): Command | Missing {
  const { files } = shell.machine;
  const path = pathOf(shell, name);
  if (name.includes('/')) {
    const whole = shell.resolve(name);
    const found = files.stat(whole);
    if (!found && !isProgram(shell, name)) return { problem: `${name}: No such file or directory`, status: 127 };
    if (found?.directory) return { problem: `${name}: Is a directory`, status: 126 };
    if (path === undefined) return { problem: `${name}: Permission denied`, status: 126 };
  }
  if (path === undefined) return { problem: `${name}: command not found`, status: 127 };
  const bare = path.slice(path.lastIndexOf('/') + 1);
  const program = files.stat(shell.resolve(path)) && !isProgram(shell, path) ? undefined : (shell.machine.program(bare) ?? tools[bare]);
  return program ?? script(path);
}

export const toolNames: readonly string[] = Object.keys(tools);
