// What a shell prompts with: PS1, with what its backslashes stand for. Colours are left out: the line is placed by its text.
import type { Shell } from '../nodes/shell/index.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** The directory as `\w` shows it. */
function place(shell: Shell): string {
  const home = shell.variables.get('HOME') ?? '/';
  return shell.cwd === home ? '~' : shell.cwd.startsWith(`${home}/`) ? `~${shell.cwd.slice(home.length)}` : shell.cwd;
}

const meanings: Readonly<Record<string, (shell: Shell, at: Date) => string>> = {
  u: ({ machine }) => machine.user,
  h: ({ machine }) => machine.hostname.replace(/\..*/, ''),
  H: ({ machine }) => machine.hostname,
  w: place,
  W: (shell) => (place(shell) === '~' ? '~' : shell.cwd.replace(/^.*\/(?=.)/, '')),
  $: ({ machine }) => (machine.user === 'root' ? '#' : '$'),
  t: (_, at) => [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':'),
  A: (_, at) => [at.getUTCHours(), at.getUTCMinutes()].map(two).join(':'),
  d: (_, at) => at.toUTCString().replace(/^(\w+), (\d+) (\w+).*$/, '$1 $3 $2'),
  j: ({ jobs }) => String(jobs.length),
  '!': ({ history }) => String(history.length + 1),
  s: () => 'bash',
  n: () => '\n',
  '\\': () => '\\',
};

export function promptOf(shell: Shell, variable: 'PS1' | 'PS2'): string {
  const at = new Date(shell.machine.now());
  return (shell.variables.get(variable) ?? (variable === 'PS2' ? '> ' : ''))
    .replace(/\\\[.*?\\\]|\\(?:e|033)\[[\d;]*m/g, '')
    .replace(/\\([a-zA-Z!$\\])|\$\{?(\w+)\}?/g, (all, letter, name) => (name ? (shell.parameter(name) ?? '') : (meanings[letter]?.(shell, at) ?? all)));
}
