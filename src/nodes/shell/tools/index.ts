// The programs that every machine has: one line each.
import type { Command } from '../machine.ts';
import type { Shell } from '../shell.ts';
import { chmod, chown, cp, ln, mkdir, mktemp, mv, rm, rmdir, touch } from './changing.ts';
import { cut, rev, tr } from './columns.ts';
import { cmp, diff } from './diff.ts';
import { pathOf, programAt } from './find.ts';
import { grep } from './grep.ts';
import { seq, uniq, yes } from './lines.ts';
import { basename, dirname, du, ls, readlink, stat } from './listing.ts';
import { clear, date, hostname, id, uname, whoami, which } from './machine.ts';
import { cat, head, tac, tail, tee, wc } from './reading.ts';
import { bash, env, nohup, printenv, runScript, sleep, timeout, watch, xargs } from './running.ts';
import { sort } from './sort.ts';
import { utility, utilityNames } from './utilities.ts';

export { pathOf } from './find.ts';

/** Those that need nobody but the shell. */
export const smallTools: Readonly<Record<string, Command>> = {
  basename,
  bash,
  cat,
  chgrp: chown,
  chmod,
  chown,
  clear,
  cmp,
  cp,
  cut,
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
  printenv,
  readlink,
  realpath: readlink,
  rev,
  rm,
  rmdir,
  seq,
  sh: bash,
  sleep,
  sort,
  stat,
  tac,
  tail,
  tee,
  timeout,
  touch,
  tr,
  uname,
  uniq,
  watch,
  wc,
  which,
  whoami,
  xargs,
  yes,
};

export const tools: Readonly<Record<string, Command>> = { ...Object.fromEntries([...utilityNames, 'gawk', 'mawk'].map((name) => [name, utility])), ...smallTools };

interface Missing {
  problem: string;
  status: number;
}

const script =
  (path: string): Command =>
  (call) => {
    const text = call.shell.readFile(path);
    return runScript(call, text, path, call.args, /^#!\s*(?:\S*\/env +)?(?:\S*\/)?(\w+)/.exec(text)?.[1] ?? 'sh');
  };

/** What a command's name stands for, when it is no builtin and no function. */
export function findProgram(shell: Shell, name: string): Command | Missing {
  const { files } = shell.machine;
  const path = pathOf(shell, name);
  if (name.includes('/')) {
    const whole = shell.resolve(name);
    const found = files.stat(whole);
    if (!found && !programAt(shell, name)) return { problem: `${name}: No such file or directory`, status: 127 };
    if (found?.directory) return { problem: `${name}: Is a directory`, status: 126 };
    if (path === undefined) return { problem: `${name}: Permission denied`, status: 126 };
  }
  if (path === undefined) return { problem: `${name}: command not found`, status: 127 };
  return programAt(shell, path) ?? script(path);
}
