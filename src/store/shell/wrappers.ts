// A folder for the front of the PATH: kubectl and k in it are the lab's.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../labFolders.ts';

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
