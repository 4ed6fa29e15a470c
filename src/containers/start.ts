// A program's start seen together with its image: the files that are inside, and the programs.
import { runBesideServer } from './images/clients.ts';
import { behaviourOf } from './images/index.ts';
import { filesOf } from './images/rootfs.ts';
import type { Command } from '../nodes/shell/index.ts';
import type { Instant } from '../sim/index.ts';
import type { ImageBehaviour, Start } from './program.ts';
import { parseReference } from './reference.ts';
import { nativeCommand } from './shell/native.ts';
import { isSpecial, isTool, toolOf } from './shell/tools/index.ts';
import { isShell, prefersBash } from './shell/voices.ts';
import { type Inside, World } from './shell/world.ts';

export const behaviourIn = (image: string): ImageBehaviour => {
  const found = behaviourOf(parseReference(image)?.repository ?? image);
  // The small variants of an image bring the small tools.
  return found.family === 'debian' && /:.*alpine/.test(image) ? { ...found, family: 'busybox', bash: undefined, lacks: undefined } : found;
};

/** The same start with the image's own files behind the mounts. */
export function inImage(start: Start, behaviour: ImageBehaviour): Start {
  const files = filesOf(behaviour, start.image);
  // What is mounted over a directory hides what the image has in it.
  const hidden = (path: string): boolean => (start.mounts ?? []).some((mount) => !mount.isFile && path.startsWith(`${mount.path}/`));
  const known = Object.keys(files).filter((path) => !hidden(path));
  const directory = start.directory ?? behaviour.directory;
  return { ...start, ...(directory ? { directory } : {}), file: (path) => start.file(path) ?? (hidden(path) ? undefined : files[path]), paths: () => [...known, ...(start.paths?.() ?? [])] };
}

/** By its name or path: a program of the image, a shell, a small tool, or a script among the files. */
export function hasProgram(behaviour: Omit<ImageBehaviour, 'names' | 'run'>, name: string, file: (path: string) => string | undefined): boolean {
  if (behaviour.programs.includes(name)) return true;
  const base = name.split('/').pop() as string;
  const isPath = name.includes('/');
  if (isPath ? file(name) !== undefined : file(`/usr/bin/${base}`) !== undefined) return true;
  if (behaviour.distroless || (isPath && !/^\/(usr\/)?(local\/)?s?bin\//.test(name))) return false;
  if (isShell(base)) return !prefersBash(base) || behaviour.bash === true;
  if (base === 'busybox') return behaviour.family !== 'debian';
  if (!isTool(base)) return false;
  return behaviour.has?.includes(base) || !(isSpecial(base) || behaviour.lacks?.includes(base));
}

/** What an entrypoint script does with its arguments: runs them, or the image's program with them. */
export function throughEntrypoint({ entrypoint = [], command = [], programs }: ImageBehaviour, argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  if (first !== entrypoint[0] || !first?.endsWith('entrypoint.sh') || rest.length === 0) return argv;
  const [name = ''] = rest;
  if (!programs.includes(first) && name === command[0]) return rest;
  if (name === command[0] || programs.includes(name)) return argv;
  const isCommand = !name.startsWith('-') && (name.startsWith('/') || isShell(name) || isTool(name));
  return isCommand ? rest : first === '/entrypoint.sh' ? [command[0] as string, ...rest] : argv;
}

const machine: Omit<ImageBehaviour, 'names' | 'run'> = { programs: [], family: 'debian', bash: true, has: ['curl', 'ss'], lacks: ['httpd', 'ifconfig', 'netstat'] };

const onMachine: Inside = {
  family: 'debian',
  hasBind: true,
  program: (name) => (isTool(name) && hasProgram(machine, name, () => undefined) ? toolOf(name, 'debian') : undefined),
  get host() {
    return onMachine;
  },
};

/** A world for a program of an image; `beside` another that runs already. */
export function worldIn(start: Start, behaviour: ImageBehaviour, until: Instant, budget: number, beside = false): World {
  const family = behaviour.family ?? 'busybox';
  const own = nativeCommand(beside ? runBesideServer : behaviour.run);
  const program = (name: string): Command | undefined => {
    if (behaviour.programs.includes(name)) return own;
    const isThere = !name.includes('/') && isTool(name) && hasProgram(behaviour, name, (path) => world.textOf(path));
    return isThere ? toolOf(name, family) : undefined;
  };
  const world = new World(start, { family, hasBind: behaviour.has?.includes('dig') === true, program, host: onMachine }, until, budget);
  return world;
}
