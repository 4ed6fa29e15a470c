// -f: which files a name means.
import type { Environment, FileStat } from '../environment.ts';
import { CommandError } from '../errors.ts';

const extensions = ['.json', '.yaml', '.yml'];

const fails = (error: unknown): string => (error as { code?: string }).code ?? '';

function statOf(environment: Environment, path: string): FileStat | undefined {
  try {
    return environment.files.stat(path);
  } catch (error) {
    if (fails(error) === 'ENOENT' || fails(error) === 'ENOTDIR') return undefined;
    throw new CommandError(`the path ${JSON.stringify(path)} cannot be accessed: ${(error as Error).message}`);
  }
}

function segmentPattern(segment: string): RegExp {
  const source = segment.replace(/\[\^?[^\]]+\]|[.+^${}()|\\*?]/g, (part) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.startsWith('[') ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

/** The paths that a pattern means (filepath.Glob). */
function glob(environment: Environment, pattern: string): string[] {
  let bases = [pattern.startsWith('/') ? '/' : ''];
  for (const segment of pattern.split('/').filter(Boolean)) {
    const magic = /[*?[]/.test(segment);
    const test = magic ? segmentPattern(segment) : undefined;
    bases = bases.flatMap((base) => {
      const names = test ? namesIn(environment, base || '.').filter((name) => test.test(name)) : [segment];
      return names.map((name) => `${base}${base && !base.endsWith('/') ? '/' : ''}${name}`);
    });
  }
  return bases.filter((path) => statOf(environment, path));
}

function namesIn(environment: Environment, directory: string): string[] {
  try {
    return environment.files.readDir(directory);
  } catch {
    return [];
  }
}

/** The paths that were typed, patterns resolved. */
export function expandPattern(environment: Environment, pattern: string): string[] {
  if (statOf(environment, pattern)) return [pattern];
  if (/\[[^\]]*$/.test(pattern)) throw new CommandError(`pattern ${JSON.stringify(pattern)} is not valid: syntax error in pattern`);
  const found = glob(environment, pattern);
  if (found.length === 0) throw new CommandError(`the path ${JSON.stringify(pattern)} does not exist`);
  return found;
}

/** The files at a path: itself, or those in the directory that look like manifests. */
export function filesAt(environment: Environment, path: string, recursive: boolean): string[] {
  const stat = statOf(environment, path);
  if (!stat) throw new CommandError(`the path ${JSON.stringify(path)} does not exist`);
  return stat.directory ? filesIn(environment, path, recursive) : [path];
}

function filesIn(environment: Environment, directory: string, recursive: boolean): string[] {
  const base = directory === '.' ? '' : `${directory.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  let names: string[];
  try {
    names = environment.files.readDir(directory);
  } catch (error) {
    throw new CommandError(`error reading ${JSON.stringify(directory)}: ${(error as Error).message}`);
  }
  return names.flatMap((name) => {
    const path = `${base}${name}`;
    const directoryHere = statOf(environment, path)?.directory ?? false;
    if (directoryHere) return recursive ? filesIn(environment, path, recursive) : [];
    return extensions.some((extension) => name.endsWith(extension)) ? [path] : [];
  });
}

export const noManifests = (paths: readonly string[]): CommandError => new CommandError(`error reading [${paths.join(' ')}]: recognized file extensions are [${extensions.join(' ')}]`);
