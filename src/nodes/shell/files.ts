// The files of a host as one of its users may see and change them.
import type { HostFile, HostState } from '../host/index.ts';
import type { Instant } from '../../sim/index.ts';
import { FileError, type FileInfo, type Files } from './machine.ts';
import { resolve } from './patterns.ts';

export interface Person {
  name: string;
  groups: readonly string[];
  home: string;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const longestChain = 40;
const bits = { r: 4, w: 2, x: 1 } as const;
const byteLength = ({ text }: HostFile): number => new TextEncoder().encode(text).length;

export class HostFiles implements Files {
  constructor(
    private readonly host: HostState,
    private readonly person: Person,
    private readonly now: () => Instant,
  ) {}

  stat(path: string, follow = true): FileInfo | undefined {
    const real = this.real(path, follow);
    const file = real === undefined ? undefined : this.entry(real);
    return (
      file && {
        directory: file.directory === true,
        link: file.link,
        mode: file.mode,
        owner: file.owner,
        group: file.group ?? file.owner,
        size: file.directory ? 4096 : byteLength(file),
        at: file.at ?? this.host.installedAt ?? this.host.bootedAt,
      }
    );
  }

  names(path: string): string[] | undefined {
    const real = this.real(path);
    if (real === undefined || !this.entry(real)?.directory || !this.may(real, 'r')) return undefined;
    const prefix = real === '/' ? '/' : `${real}/`;
    const names = new Set<string>();
    for (const other in this.host.files) if (other.startsWith(prefix) && other.length > prefix.length) names.add(other.slice(prefix.length).split('/', 1)[0] as string);
    return [...names].sort();
  }

  read(path: string): string {
    const { file, real } = this.found(path);
    if (file.directory) throw new FileError('EISDIR');
    if (!this.may(real, 'r')) throw new FileError('EACCES');
    return file.text;
  }

  write(path: string, text: string): void {
    const real = this.real(path) ?? this.landing(path);
    const file = this.entry(real);
    if (file?.directory) throw new FileError('EISDIR');
    if (file ? !this.may(real, 'w') : !this.mayChange(real)) throw new FileError('EACCES');
    this.host.files[real] = { ...(file ?? { mode: 0o644, owner: this.person.name, group: this.person.groups[0] ?? this.person.name }), text, at: this.now() };
  }

  makeDirectory(path: string): void {
    const real = this.landing(path);
    if (this.entry(real)) throw new FileError('EEXIST');
    if (!this.mayChange(real)) throw new FileError('EACCES');
    this.host.files[real] = { text: '', mode: 0o755, owner: this.person.name, group: this.person.groups[0] ?? this.person.name, directory: true, at: this.now() };
  }

  remove(path: string): void {
    const { file, real } = this.found(path, false);
    if (!this.mayChange(real)) throw new FileError('EACCES');
    if (file.directory && (this.namesBelow(real) ?? []).length > 0) throw new FileError('ENOTEMPTY');
    delete this.host.files[real];
    this.keep(parentOf(real));
  }

  rename(from: string, to: string): void {
    const { real: source } = this.found(from, false);
    const target = this.landing(to);
    if (!this.mayChange(source) || !this.mayChange(target)) throw new FileError('EACCES');
    const there = this.entry(target);
    if (there?.directory && (this.namesBelow(target) ?? []).length > 0) throw new FileError('ENOTEMPTY');
    for (const path of Object.keys(this.host.files)) {
      if (path !== source && !path.startsWith(`${source}/`)) continue;
      this.host.files[target + path.slice(source.length)] = this.host.files[path] as HostFile;
      delete this.host.files[path];
    }
    this.keep(parentOf(source));
  }

  chmod(path: string, mode: number): void {
    const { file, real } = this.found(path);
    this.own(file);
    this.host.files[real] = { ...file, mode };
  }

  chown(path: string, owner: string | undefined, group: string | undefined): void {
    const { file, real } = this.found(path);
    if (this.person.name !== 'root') throw new FileError('EPERM');
    this.host.files[real] = { ...file, owner: owner ?? file.owner, group: group ?? file.group ?? file.owner };
  }

  link(target: string, path: string): void {
    const real = this.landing(path);
    if (this.entry(real)) throw new FileError('EEXIST');
    if (!this.mayChange(real)) throw new FileError('EACCES');
    this.host.files[real] = { text: '', mode: 0o777, owner: this.person.name, link: target, at: this.now() };
  }

  touch(path: string, at = this.now()): void {
    const real = this.real(path);
    if (real === undefined || !this.entry(real)) this.write(path, '');
    else this.host.files[real] = { ...(this.entry(real) as HostFile), at };
  }

  allows(path: string, what: 'r' | 'w' | 'x'): boolean {
    const real = this.real(path);
    return real !== undefined && this.entry(real) !== undefined && this.may(real, what);
  }

  /** The path without symbolic links; nothing when a directory on the way is not there. */
  private real(path: string, follow = true): string | undefined {
    const steps = resolve('/', path).split('/').filter(Boolean);
    let at = '/';
    for (let i = 0, chain = 0; i < steps.length; i += 1) {
      const next = resolve(at, steps[i] as string);
      const file = this.entry(next);
      if (!file) return i === steps.length - 1 && this.entry(at)?.directory ? next : undefined;
      if (file.link !== undefined && (follow || i < steps.length - 1)) {
        chain += 1;
        if (chain > longestChain) throw new FileError('ELOOP');
        steps.splice(0, i + 1, ...resolve(at, file.link).split('/').filter(Boolean));
        at = '/';
        i = -1;
        continue;
      }
      if (!file.directory && i < steps.length - 1) throw new FileError('ENOTDIR');
      at = next;
    }
    return at;
  }

  /** Where something new would be: its directory must be there. */
  private landing(path: string): string {
    const whole = resolve('/', path);
    const folder = this.real(parentOf(whole));
    const file = folder === undefined ? undefined : this.entry(folder);
    if (folder === undefined || !file) throw new FileError('ENOENT');
    if (!file.directory) throw new FileError('ENOTDIR');
    return resolve(folder, whole.slice(whole.lastIndexOf('/') + 1));
  }

  private found(path: string, follow = true): { file: HostFile; real: string } {
    const real = this.real(path, follow);
    const file = real === undefined ? undefined : this.entry(real);
    if (real === undefined || !file) throw new FileError('ENOENT');
    return { file, real };
  }

  /** What is at a path: directories are there because something is in them. */
  private entry(path: string): HostFile | undefined {
    const file = this.host.files[path];
    if (file) return file;
    const prefix = path === '/' ? '/' : `${path}/`;
    for (const other in this.host.files) if (other.startsWith(prefix)) return this.implied(path);
    return path === '/' || path === '/tmp' ? this.implied(path) : undefined;
  }

  private implied(path: string): HostFile {
    const home = /^\/home\/([^/]+)/.exec(path)?.[1];
    return { text: '', mode: path === '/tmp' ? 0o1777 : path === '/root' ? 0o700 : 0o755, owner: home ?? 'root', directory: true };
  }

  private namesBelow(path: string): string[] {
    return Object.keys(this.host.files).filter((other) => other.startsWith(`${path}/`));
  }

  /** A directory does not go when the last thing in it goes. */
  private keep(path: string): void {
    if (!this.entry(path)) this.host.files[path] = this.implied(path);
  }

  private may(path: string, what: 'r' | 'w' | 'x'): boolean {
    const file = this.entry(path) as HostFile;
    if (this.person.name === 'root') return what !== 'x' || file.directory === true || (file.mode & 0o111) !== 0;
    const shift = file.owner === this.person.name ? 6 : this.person.groups.includes(file.group ?? file.owner) ? 3 : 0;
    return ((file.mode >> shift) & bits[what]) !== 0;
  }

  /** Whether things may come into the directory of a path, and go. In /tmp only one's own go. */
  private mayChange(path: string): boolean {
    const folder = parentOf(path);
    if (!this.may(folder, 'w')) return false;
    const sticky = ((this.entry(folder) as HostFile).mode & 0o1000) !== 0;
    const file = this.entry(path);
    return !sticky || !file || file.owner === this.person.name || this.person.name === 'root';
  }

  private own(file: HostFile): void {
    if (this.person.name !== 'root' && file.owner !== this.person.name) throw new FileError('EPERM');
  }
}
