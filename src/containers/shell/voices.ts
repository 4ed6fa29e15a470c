// How the shells of containers word their complaints: busybox's ash and Debian's dash. What the interpreter says is bash's.
import type { Voice } from '../../nodes/shell/index.ts';

export const isShell = (name: string): boolean => ['sh', 'bash', 'ash', 'dash'].includes(name.slice(name.lastIndexOf('/') + 1));
export const prefersBash = (name: string): boolean => name.slice(name.lastIndexOf('/') + 1) === 'bash';

type Doing = Parameters<Voice>[2];

/** The words that ash and dash share. */
function plain(problem: string, doing: Doing, file: (doing: 'open' | 'create', path: string, why: string) => string): string {
  const [, path = '', why = ''] = /^(.*): (.*)$/s.exec(problem) ?? [];
  if (doing) return file(doing, path, why);
  if (why === 'command not found' || (path.includes('/') && !path.includes(' ') && why === 'No such file or directory')) return `${path}: not found`;
  const pid = /^kill: \((\d+)\) - No such process$/.exec(problem)?.[1];
  if (pid !== undefined) return `can't kill pid ${pid}: No such process`;
  return problem.replace(/^(\w+: )(.*): No such file or directory$/, (whole, name: string, target: string) => (name === 'cd: ' ? `cd: can't cd to ${target}` : whole));
}

const ash: Voice = (shell, problem, doing) => {
  const text = plain(problem, doing, (verb, path, why) => `can't ${verb} ${path}: ${why !== 'No such file or directory' ? why : verb === 'open' ? 'no such file' : 'nonexistent directory'}`)
    .replace(/^(cd: can't cd to .*)$/, '$1: No such file or directory')
    .replace(/^syntax error near unexpected token `(.*)'$/, 'syntax error: unexpected "$1"')
    .replace(/^unexpected EOF while .*$/, 'syntax error: unterminated quoted string');
  // Only what reads a script tells its lines.
  return `${shell.name}: ${shell.interactive || isShell(shell.name) ? '' : `line ${shell.line}: `}${text}`;
};

const dash: Voice = (shell, problem, doing) => {
  const text = plain(problem, doing, (verb, path, why) => `cannot ${verb} ${path}: ${why !== 'No such file or directory' ? why : verb === 'open' ? 'No such file' : 'Directory nonexistent'}`)
    .replace(/^syntax error near unexpected token `(.*)'$/, 'Syntax error: "$1" unexpected')
    .replace(/^unexpected EOF while .*$/, 'Syntax error: Unterminated quoted string')
    .replace(/^can't kill pid \d+: (.*)$/, 'kill: $1')
    .replace(/^syntax error: unexpected end of file$/, 'Syntax error: end of file unexpected');
  return `${shell.name}: ${shell.line}: ${text}`;
};

/** Bash speaks for itself. */
export const voiceOf = (name: string, family: 'busybox' | 'debian'): Voice | undefined => (prefersBash(name) || !isShell(name) ? undefined : family === 'debian' ? dash : ash);
