// The commands that are part of the shell: one line each.
import type { Command } from '../machine.ts';
import { colon, evalCommand, exit, leave, letCommand, returnCommand, shift, source, test, trap } from './control.ts';
import { getopts } from './getopts.ts';
import { bg, disown, fg, jobs, kill, wait } from './jobs.ts';
import { builtin, command, complete, exec, history, type } from './looking.ts';
import { cd, dirs, popd, pushd, pwd } from './places.ts';
import { echo, printf } from './printing.ts';
import { mapfile, read } from './reading.ts';
import { alias, declare, exportCommand, local, readonly, set, shopt, unalias, unset } from './settings.ts';

export const builtins: Readonly<Record<string, Command>> = {
  ':': colon,
  '.': source,
  '[': test,
  alias,
  bg,
  break: leave('break'),
  builtin,
  cd,
  command,
  complete,
  compopt: colon,
  continue: leave('continue'),
  declare,
  dirs,
  disown,
  echo,
  enable: colon,
  eval: evalCommand,
  exec,
  exit,
  export: exportCommand,
  false: () => status(1),
  fg,
  getopts,
  hash: colon,
  history,
  jobs,
  kill,
  let: letCommand,
  local,
  logout: exit,
  mapfile,
  popd,
  printf,
  pushd,
  pwd,
  read,
  readarray: mapfile,
  readonly,
  return: returnCommand,
  set,
  shift,
  shopt,
  source,
  test,
  times: colon,
  trap,
  true: colon,
  type,
  typeset: declare,
  ulimit: colon,
  umask: colon,
  unalias,
  unset,
  wait,
};

export const builtinNames: readonly string[] = Object.keys(builtins);

// biome-ignore lint/correctness/useYield: a status as a program
function* status(number: number) {
  return number;
}
