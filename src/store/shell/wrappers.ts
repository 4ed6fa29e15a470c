// A folder for the front of the PATH: kubectl and k are the lab's, and editors draw on the terminal wherever their output goes.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageFolder } from '../labFolders.ts';
import { editors } from './lineKind.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function lay(folder: string, name: string, ...lines: string[]): void {
  const path = join(folder, name);
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
}

/** What a program of ours is called with. The variable costs Node a twentieth of a second, and we have no network. */
const runs = (program: string): string[] => ['unset NODE_EXTRA_CA_CERTS', `exec ${quoted(process.execPath)} ${quoted(join(packageFolder(), 'bin', program))} "$@"`];

/** The programs by the names that a person types. */
const programs: Readonly<Record<string, string>> = { kubectl: 'kubectl.js', k: 'kubectl.js', 'cka-lab': 'cka-lab.js' };

/** Lays kubectl, k and cka-lab. */
export function layPrograms(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, program] of Object.entries(programs)) {
    lay(folder, name, ...runs(program));
    // What cmd and PowerShell look for; shells on Windows take the other.
    if (process.platform === 'win32') writeFileSync(join(folder, `${name}.cmd`), `@"${process.execPath}" "${join(packageFolder(), 'bin', program)}" %*\r\n`);
  }
}

/** Lays the editors that the PATH has. Their input stays a pipe if it is one (`vim -`). */
export function layEditors(folder: string, path: string): void {
  const folders = path.split(delimiter).filter((other) => other !== '' && other !== folder);
  for (const name of editors) {
    const real = folders.map((other) => join(other, name)).find((file) => existsSync(file));
    if (real) lay(folder, name, '[ -t 0 ] || [ -p /dev/stdin ] || exec </dev/tty', `exec ${quoted(real)} "$@" >/dev/tty 2>/dev/tty`);
  }
}
