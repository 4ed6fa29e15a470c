// Which program a name means: on the PATH, or a file that can be run.
import type { Shell } from '../shell.ts';

/** Where the programs of the machine lie. */
const programFolder = '/usr/bin';

/** The path of a program; nothing when there is none. */
export function pathOf(shell: Shell, name: string): string | undefined {
  const { files } = shell.machine;
  if (name.includes('/')) return files.stat(shell.resolve(name)) && files.allows(shell.resolve(name), 'x') ? name : isProgram(shell, name) ? name : undefined;
  for (const folder of (shell.variables.get('PATH') ?? '').split(':')) {
    const path = `${folder.replace(/\/$/, '')}/${name}`;
    const found = files.stat(path);
    if (found && !found.directory && files.allows(path, 'x')) return path;
    if (folder === programFolder && shell.machine.programs().includes(name)) return path;
  }
  return undefined;
}

/** `/usr/bin/kubectl`, `/bin/ls` */
export const isProgram = (shell: Shell, path: string): boolean => /^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(path) && shell.machine.programs().includes(path.slice(path.lastIndexOf('/') + 1));
