// A world as a program has it whose root is one of its directories: chroot.
import { type FileInfo, type Files, resolve } from '../../nodes/shell/index.ts';
import type { Inside, World } from './world.ts';

class RootedFiles implements Files {
  constructor(
    private readonly files: Files,
    private readonly root: string,
  ) {}

  private at(path: string): string {
    const below = resolve('/', path);
    return below === '/' ? this.root : this.root + below;
  }

  stat(path: string, follow?: boolean): FileInfo | undefined {
    return this.files.stat(this.at(path), follow);
  }

  names(path: string): string[] | undefined {
    return this.files.names(this.at(path));
  }

  read(path: string): string {
    return this.files.read(this.at(path));
  }

  write(path: string, text: string): void {
    this.files.write(this.at(path), text);
  }

  makeDirectory(path: string): void {
    this.files.makeDirectory(this.at(path));
  }

  remove(path: string): void {
    this.files.remove(this.at(path));
  }

  rename(from: string, to: string): void {
    this.files.rename(this.at(from), this.at(to));
  }

  chmod(path: string, mode: number): void {
    this.files.chmod(this.at(path), mode);
  }

  chown(path: string, owner: string | undefined, group: string | undefined): void {
    this.files.chown(this.at(path), owner, group);
  }

  link(target: string, path: string): void {
    this.files.link(target.startsWith('/') ? this.at(target) : target, this.at(path));
  }

  touch(path: string, at?: number): void {
    this.files.touch(this.at(path), at);
  }

  allows(path: string, what: 'r' | 'w' | 'x'): boolean {
    return this.files.allows(this.at(path), what);
  }
}

/** The same world from a directory of it, by the path that the directory has there. A machine's root brings the machine's programs, others bring none. */
export function rootedIn(world: World, directory: string): World {
  if (directory === '/') return world;
  const root = world.root + directory;
  const isHost = world.start.mounts?.some((mount) => mount.isHost && mount.path === root);
  const inside: Inside = isHost ? world.inside.host : { ...world.inside, program: () => undefined };
  const own: Partial<Record<PropertyKey, unknown>> = { root, files: new RootedFiles(world.files, directory), inside, known: new Map() };
  // What time it is, what it says and what it does stay the one world's.
  return new Proxy(world, { get: (whole, key, here) => (Object.hasOwn(own, key) ? own[key] : Reflect.get(whole, key, here)) });
}
