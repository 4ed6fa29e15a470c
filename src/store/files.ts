// The person's own files as kubectl sees them, with Go's sentences for what goes wrong.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { FileSystem } from '../kubectl/index.ts';

/** How Go words an errno (syscall.Errno.Error on Linux). */
const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  EEXIST: 'file exists',
  ENOTEMPTY: 'directory not empty',
  EROFS: 'read-only file system',
  ENOSPC: 'no space left on device',
  ENAMETOOLONG: 'file name too long',
  ELOOP: 'too many levels of symbolic links',
};

export class PathError extends Error {
  constructor(
    operation: string,
    path: string,
    readonly code: string,
  ) {
    super(`${operation} ${path}: ${sentences[code] ?? code}`);
    this.name = 'PathError';
  }
}

function said<Result>(operation: string, path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { code = 'EIO', syscall } = error as NodeJS.ErrnoException;
    // Reading a directory fails when it is read, not when it is opened.
    throw new PathError(code === 'EISDIR' && syscall === 'read' ? 'read' : operation, path, code);
  }
}

/** Reads what may be a while in coming. */
export type Patiently = <Result>(read: () => Result) => Result;

/** `redirect` names another file for some absolute paths. `patiently` reads pipes: another kubectl may be writing into them. */
export function realFiles(cwd: string, redirect: (path: string) => string = (path) => path, patiently: Patiently = (read) => read()): FileSystem {
  const at = (path: string): string => redirect(resolve(cwd, path));
  const read = <Result>(path: string, how: () => Result): Result => said('open', path, () => (statSync(at(path)).isFIFO() ? patiently(how) : how()));
  return {
    readFile: (path) => read(path, () => readFileSync(at(path), 'utf8')),
    readBytes: (path) => read(path, () => readFileSync(at(path))),
    writeFile: (path, text, mode = 0o644) => said('open', path, () => writeFileSync(at(path), text, { mode })),
    readDir: (path) => said('open', path, () => readdirSync(at(path)).sort()),
    stat: (path) =>
      said('stat', path, () => {
        const stat = statSync(at(path));
        return { directory: stat.isDirectory(), size: stat.size, mode: stat.mode & 0o7777 };
      }),
    mkdir: (path, mode = 0o777) => said('mkdir', path, () => void mkdirSync(at(path), { recursive: true, mode })),
    remove: (path) => said('remove', path, () => rmSync(at(path))),
  };
}

/**
 * The lab's kubeconfig stands where kubectl looks for one by itself, so that the person's own is neither used nor changed.
 * Its lock file (kubectl makes one beside it) goes the same way, and so do preferences and what kubectl keeps of the cluster.
 */
export function kubeconfigOfTheLab(personsHome: string, labHome: string): (path: string) => string {
  const usual = join(personsHome, '.kube', 'config');
  const cache = join(personsHome, '.kube', 'cache');
  return (path) => {
    if (path === join(personsHome, '.kube', 'kuberc')) return join(labHome, 'kuberc');
    if (path.startsWith(cache + sep)) return join(labHome, 'cache', path.slice(cache.length));
    if (path === dirname(usual)) return labHome;
    return path === usual || path === `${usual}.lock` ? join(labHome, `kubeconfig${path.slice(usual.length)}`) : path;
  };
}
