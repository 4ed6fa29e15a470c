// Where the shell is: cd, pwd, pushd, popd, dirs.
import { FileError } from '../machine.ts';
import type { Call } from '../machine.ts';
import { complain, plain } from './say.ts';

function go(call: Call, path: string, shown = path): number {
  const { shell } = call;
  const target = shell.resolve(path);
  try {
    const found = shell.machine.files.stat(target);
    if (!found) throw new FileError('ENOENT');
    if (!found.directory) throw new FileError('ENOTDIR');
    if (!shell.machine.files.allows(target, 'x')) throw new FileError('EACCES');
  } catch (error) {
    if (error instanceof FileError) return complain(call, `${shown}: ${error.message}`);
    throw error;
  }
  shell.variables.set('OLDPWD', shell.cwd);
  shell.cwd = target;
  shell.variables.set('PWD', target);
  return 0;
}

export const cd = plain((call) => {
  const { args, shell, out } = call;
  const words = args.filter((arg) => arg !== '--' && arg !== '-L' && arg !== '-P');
  if (words.length > 1) return complain(call, 'too many arguments');
  const [word] = words;
  if (word === '-') {
    const old = shell.variables.get('OLDPWD');
    if (old === undefined) return complain(call, 'OLDPWD not set');
    const status = go(call, old);
    if (status === 0) out.push(`${shell.cwd}\n`);
    return status;
  }
  if (word !== undefined) return word === '' ? 0 : go(call, word);
  const home = shell.variables.get('HOME');
  return home === undefined ? complain(call, 'HOME not set') : go(call, home);
});

export const pwd = plain(({ shell, out }) => {
  out.push(`${shell.cwd}\n`);
  return 0;
});

/** The directories behind the current one, in a variable as bash keeps them. */
const stack = ({ shell }: Call): string[] => {
  const value = shell.variables.find('DIRSTACK')?.value;
  return Array.isArray(value) ? [...value] : [];
};

function show(call: Call, behind: readonly string[]): void {
  const home = call.shell.variables.get('HOME') ?? '';
  const short = (path: string): string => (path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);
  call.out.push(`${[call.shell.cwd, ...behind].map(short).join(' ')}\n`);
}

export const pushd = plain((call) => {
  const behind = stack(call);
  const target = call.args[0] ?? behind.shift();
  if (target === undefined) return complain(call, 'no other directory');
  const from = call.shell.cwd;
  const status = go(call, target);
  if (status !== 0) return status;
  call.shell.variables.set('DIRSTACK', [from, ...behind]);
  show(call, [from, ...behind]);
  return 0;
});

export const popd = plain((call) => {
  const [target, ...behind] = stack(call);
  if (target === undefined) return complain(call, 'directory stack empty');
  const status = go(call, target);
  if (status !== 0) return status;
  call.shell.variables.set('DIRSTACK', behind);
  show(call, behind);
  return 0;
});

export const dirs = plain((call) => {
  show(call, stack(call));
  return 0;
});
