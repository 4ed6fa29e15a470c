// Which program a name means: on the PATH, or a file that can be run.
import type { Command } from '../machine.ts';
import type { Shell } from '../shell.ts';

/** Where the programs of the machine lie. */
const programFolder = '/usr/bin';

/** The path of a program; nothing when there is none. */
export function pathOf(shell: Shell, name: string): string | undefined {
  const { files } = shell.machine;
  if (name.includes('/')) return files.stat(shell.resolve(name)) && files.allows(shell.resolve(name), 'x') ? name : programAt(shell, name) ? name : undefined;
  const { found } = shell;
  const folders = shell.variables.get('PATH') ?? '';
  if (found.path !== folders) found.programs.clear();
  found.path = folders;
  const known = found.programs.get(name);
  if (known !== undefined && programAt(shell, known)) return known;
  const path = search(shell, folders, name);
  if (path !== undefined) found.programs.set(name, path);
  return path;
}

function search({ machine }: Shell, folders: string, name: string): string | undefined {
  const { files } = machine;
  for (const folder of folders.split(':')) {
    const path = `${folder.replace(/\/$/, '')}/${name}`;
    const found = files.stat(path);
    if (found && !found.directory && files.allows(path, 'x')) return path;
    if (folder === programFolder && machine.program(name)) return path;
  }
  return undefined;
}

/** What is installed at a path: `/usr/bin/kubectl`, `/bin/ls`. */
export function programAt({ machine }: Shell, path: string): Command | undefined {
  return machine.program(path) ?? (/^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(path) ? machine.program(path.slice(path.lastIndexOf('/') + 1)) : undefined);
}
