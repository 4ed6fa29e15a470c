// A program's start seen together with its image: the files that are inside, and the programs.
import { behaviourOf } from './images/index.ts';
import { filesOf } from './images/rootfs.ts';
import type { ImageBehaviour, Start } from './program.ts';
import { parseReference } from './reference.ts';
import { isShell, prefersBash } from './shell/evaluate.ts';
import { tools } from './shell/tools.ts';

export const behaviourIn = (image: string): ImageBehaviour => {
  const found = behaviourOf(parseReference(image)?.repository ?? image);
  // The small variants of an image bring the small tools.
  return found.family === 'debian' && /:.*alpine/.test(image) ? { ...found, family: 'busybox', bash: undefined, lacks: undefined } : found;
};

/** The same start with the image's own files behind the mounts. */
export function inImage(start: Start, behaviour: ImageBehaviour): Start {
  const files = filesOf(behaviour, start.image);
  const known = Object.keys(files);
  return { ...start, file: (path) => start.file(path) ?? files[path], paths: () => [...known, ...(start.paths?.() ?? [])] };
}

/** By its name or path: a program of the image, a shell, a small tool, or a script among the files. */
export function hasProgram(behaviour: ImageBehaviour, name: string, file: (path: string) => string | undefined): boolean {
  if (behaviour.programs.includes(name)) return true;
  const base = name.split('/').pop() as string;
  const isPath = name.includes('/');
  if (isPath && file(name) !== undefined) return true;
  if (behaviour.distroless || (isPath && !/^\/(usr\/)?(local\/)?s?bin\//.test(name))) return false;
  if (isShell(base)) return !prefersBash(base) || behaviour.bash === true;
  if (base === 'busybox') return behaviour.family !== 'debian';
  return base in tools && !isBuiltin(base) && !behaviour.lacks?.includes(base);
}

/** Words that only a shell knows. */
const isBuiltin = (name: string): boolean => ['export', 'unset', 'set', 'trap', 'wait', 'cd', 'read', ':', 'umask', 'alias'].includes(name);
