// Which lines need the whole terminal: editors and programs that draw screens of their own.

/** An editor draws on the terminal by itself; what the rest of its line prints belongs to our screen. */
export const editors = ['vim', 'vi', 'view', 'vimdiff', 'nvim', 'nano', 'pico', 'emacs', 'joe', 'micro', 'mcedit', 'ne', 'ed', 'helix', 'hx', 'kak'];

const screenPrograms = [
  'less',
  'more',
  'most',
  'man',
  'info',
  'top',
  'htop',
  'btop',
  'watch',
  'tmux',
  'screen',
  'mc',
  'ranger',
  'k9s',
  'ssh',
  'su',
  'sudo',
  'visudo',
  'crontab',
  'fzf',
  'tig',
  'telnet',
];

/** Programs that are a dialogue when nothing but their name is typed. */
const dialogues = ['bash', 'sh', 'zsh', 'fish', 'python', 'python3', 'node', 'irb', 'psql', 'mysql', 'bc', 'cka-lab'];

export type LineKind = 'plain' | 'editor' | 'screen';

/** The names in a line at which a command can begin, after `NAME=value` and words like `sudo`. */
const commandStart = String.raw`(?:^|[\n;&|({]|\b(?:do|then|else|exec|command|env|time)\b)\s*(?:\w+=\S*\s+)*`;
const anyOf = (names: readonly string[]): string => `(?:\\S*/)?(?:${names.map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|')})`;

const baseName = (command: string): string => command.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? '';

/** `ownEditors` are the values of EDITOR and its like. */
export function lineKind(line: string, ownEditors: readonly string[]): LineKind {
  const names = [...editors, ...ownEditors.map(baseName).filter((name) => name !== '')];
  const begins = (words: string, end: string): boolean => new RegExp(`${commandStart}${words}${end}`).test(line);
  const boundary = String.raw`(?![\w-])`;
  if (begins(anyOf(screenPrograms), boundary) || begins(anyOf(dialogues), String.raw`\s*(?:$|[\n;&)])`)) return 'screen';
  if (begins(anyOf(names), boundary) || /\$\{?(?:KUBE_)?(?:EDITOR|VISUAL)\b/.test(line)) return 'editor';
  if (/\b(?:kubectl|k)\s(?:[^;&|\n]*\s)?(?:edit|--edit|create\s[^;&|\n]*--edit)(?![\w-])/.test(line)) return 'editor';
  return 'plain';
}
