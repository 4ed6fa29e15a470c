// Folders and files of kustomizations: paths are absolute, and what is not there is told as Go tells it.
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';

/** The path without dots, seen from a folder. */
export function absolute(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

type Kind = 'file' | 'directory' | undefined;

export function kindOf({ files }: Environment, path: string): Kind {
  try {
    return files.stat(path).directory ? 'directory' : 'file';
  } catch {
    return undefined;
  }
}

/** `lstat` names the first part of the path that is not there. */
function firstMissing(environment: Environment, path: string): string {
  const parts = path.split('/').slice(1);
  for (let i = 1; i <= parts.length; i++) {
    const part = `/${parts.slice(0, i).join('/')}`;
    if (!kindOf(environment, part)) return part;
  }
  return path;
}

/** `evalsymlink failure on 'x' : lstat /work/x: no such file or directory` */
export const missing = (environment: Environment, path: string, shown = path): CommandError =>
  new CommandError(`evalsymlink failure on '${shown}' : lstat ${firstMissing(environment, path)}: no such file or directory`);

/** Refuses what is no folder. */
export function checkFolder(environment: Environment, path: string, shown = path): void {
  const kind = kindOf(environment, path);
  if (!kind) throw new CommandError(`must build at directory: not a valid directory: ${missing(environment, path, shown).message}`);
  if (kind === 'file') throw new CommandError(`must build at directory: '${path}': file is not directory`);
}

/** The text of a file, seen from a folder that it may not leave. */
export function load(environment: Environment, folder: string, path: string): string {
  const at = absolute(folder, path);
  const kind = kindOf(environment, at);
  if (!kind) throw missing(environment, at);
  if (kind === 'directory') throw new CommandError(`'${at}' must resolve to a file`);
  if (!at.startsWith(`${folder === '/' ? '' : folder}/`)) throw new CommandError(`security; file '${at}' is not in or below '${folder}'`);
  return environment.files.readFile(at);
}

export function loadBytes(environment: Environment, folder: string, path: string): Uint8Array {
  const text = load(environment, folder, path);
  return environment.files.readBytes?.(absolute(folder, path)) ?? Buffer.from(text);
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function kustomizationIn(environment: Environment, folder: string): string {
  const found = names.filter((name) => kindOf(environment, absolute(folder, name)) === 'file');
  if (found.length === 0) throw new CommandError(`unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`);
  if (found.length > 1) throw new CommandError(`Found multiple kustomization files: ${found.map((name) => name).join(', ')}`);
  return environment.files.readFile(absolute(folder, found[0] as string));
}
