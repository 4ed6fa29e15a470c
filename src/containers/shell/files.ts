// A container's files as one program sees them: the image, the mounts, what others wrote, and what it wrote itself.
import type { Instant } from '../../sim/index.ts';
import { FileError, type FileInfo, type Files, resolve } from '../../nodes/shell/index.ts';
import type { FileChange, Mount, Start } from '../program.ts';

/** Directories that images have, whatever else is in them. */
const usual = [
  'bin',
  'dev',
  'etc',
  'home',
  'lib',
  'proc',
  'root',
  'run',
  'sys',
  'tmp',
  'usr',
  'usr/bin',
  'usr/local',
  'usr/local/bin',
  'usr/share',
  'var',
  'var/lib',
  'var/log',
  'var/run',
  'var/cache',
  'var/tmp',
  'opt',
  'srv',
  'mnt',
  'media',
  'sbin',
];
const usualPaths: ReadonlySet<string> = new Set(['/', ...usual.map((path) => `/${path}`)]);
/** Where everybody may write. */
const open = ['/tmp', '/var/tmp', '/dev', '/run/lock'];

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const isIn = (path: string, directory: string): boolean => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** A file at an instant, for programs that read but do not write. */
export function fileAt(start: Start, path: string, at: Instant): string | undefined {
  const change = start.changes?.().findLast((each) => each.path === path && each.at <= at);
  return change ? change.text : start.file(path);
}

/** What a device gives to who reads from it; nothing when it is none. */
function device(path: string, now: Instant): string | undefined {
  if (path === '/dev/null') return '';
  if (path === '/dev/zero') return '\0'.repeat(4096);
  return /^\/dev\/u?random$/.test(path) ? Array.from({ length: 4096 }, (_, i) => String.fromCharCode(33 + ((now + i * 37) % 90))).join('') : undefined;
}

export class ContainerFiles implements Files {
  readonly written: FileChange[] = [];
  private readonly own = new Map<string, FileChange>();
  private readonly mounts: readonly Mount[];
  private byOthers: Map<string, FileChange[]> | undefined;
  private implied: Set<string> | undefined;

  constructor(
    private readonly start: Start,
    private readonly now: () => Instant,
  ) {
    this.mounts = [...(start.mounts ?? [])].sort((a, b) => b.path.length - a.path.length);
  }

  /** What others wrote, by path. */
  private get others(): Map<string, FileChange[]> {
    if (this.byOthers) return this.byOthers;
    this.byOthers = new Map<string, FileChange[]>();
    for (const change of this.start.changes?.() ?? []) {
      const known = this.byOthers.get(change.path);
      if (known) known.push(change);
      else this.byOthers.set(change.path, [change]);
    }
    return this.byOthers;
  }

  /** When somebody else writes something next; never, as far as is known. */
  nextChange(): Instant {
    let next = Number.POSITIVE_INFINITY;
    for (const changes of this.others.values()) for (const { at } of changes) if (at > this.now() && at < next) next = at;
    return next;
  }

  /** The last word on a path; nothing when nobody changed it. */
  private changed(path: string): FileChange | undefined {
    const own = this.own.get(path);
    const other = this.others.get(path)?.findLast(({ at }) => at <= this.now());
    return own && other ? (own.at >= other.at ? own : other) : (own ?? other);
  }

  private text(path: string): string | undefined {
    const change = this.changed(path);
    if (change) return change.directory ? undefined : change.text;
    return this.start.file(path) ?? device(path, this.now());
  }

  private mountOf(path: string): Mount | undefined {
    return this.mounts.find((mount) => isIn(path, mount.path));
  }

  /** Directories that are there because something is in them, or mounted. */
  private get known(): Set<string> {
    if (this.implied) return this.implied;
    this.implied = new Set(this.mounts.filter(({ isFile }) => !isFile).map(({ path }) => path));
    for (const path of [...(this.start.paths?.() ?? []), ...this.mounts.map((mount) => mount.path)])
      for (let at = parentOf(path); at !== '/' && !this.implied.has(at); at = parentOf(at)) this.implied.add(at);
    return this.implied;
  }

  private isDirectory(path: string): boolean {
    const change = this.changed(path);
    if (change) return change.directory === true;
    if (usualPaths.has(path) || this.known.has(path)) return true;
    const inside = (other: string): boolean => other.startsWith(`${path}/`) && this.changed(other)?.text !== undefined;
    return [...this.own.keys()].some(inside) || [...this.others.keys()].some(inside);
  }

  stat(path: string): FileInfo | undefined {
    const text = this.text(path);
    const directory = text === undefined && this.isDirectory(path);
    if (text === undefined && !directory) return undefined;
    const change = this.changed(path);
    const mount = this.mountOf(path);
    const written = change !== undefined && !path.startsWith('/etc');
    const { uid = 0, gid = 0, fsGroup } = this.start.user ?? {};
    const group = (mount && !mount.readOnly ? fsGroup : undefined) ?? (written ? gid : 0);
    const named = (id: number): string => (id === 0 ? 'root' : String(id));
    return {
      directory,
      mode: change?.mode ?? (directory ? this.usualMode(path) : 0o644),
      owner: named(written ? uid : 0),
      group: named(group),
      // Few ask, and a long text that grows would be copied each time.
      get size() {
        return directory ? 4096 : byteLength(text ?? '');
      },
      at: change?.at ?? this.start.at,
    };
  }

  /** Of directories: those of volumes are open to all, with the pod's group when it has one. */
  private usualMode(path: string): number {
    if (open.includes(path)) return 0o1777;
    const mount = this.mountOf(path);
    if (mount?.path !== path || mount.readOnly) return 0o755;
    return this.start.user?.fsGroup === undefined ? 0o777 : 0o2777;
  }

  names(path: string): string[] | undefined {
    if (!this.isDirectory(path)) return undefined;
    const prefix = path === '/' ? '/' : `${path}/`;
    const names = new Set<string>();
    const add = (other: string, isThere: boolean): void => {
      if (other.length > prefix.length && other.startsWith(prefix) && isThere) names.add(other.slice(prefix.length).split('/', 1)[0] as string);
    };
    for (const other of [...usualPaths, ...this.mounts.map((mount) => mount.path), ...(this.start.paths?.() ?? [])]) {
      const change = this.changed(other);
      add(other, !change || change.text !== undefined);
    }
    for (const other of [...this.others.keys(), ...this.own.keys()]) add(other, this.changed(other)?.text !== undefined);
    return [...names].sort();
  }

  read(path: string): string {
    const text = this.text(path);
    if (text === undefined) throw new FileError(this.isDirectory(path) ? 'EISDIR' : 'ENOENT');
    return text;
  }

  write(path: string, text: string): void {
    if (this.text(path) === undefined && this.isDirectory(path)) throw new FileError('EISDIR');
    // What is opened to be added to is as it was until something is added.
    if (device(path, 0) === undefined && !(this.own.get(path)?.text === text && this.changed(path)?.text === text)) this.change(path, text, this.modeOf(path));
  }

  makeDirectory(path: string): void {
    if (this.stat(path)) throw new FileError('EEXIST');
    this.change(path, '', { directory: true });
  }

  remove(path: string): void {
    const found = this.stat(path);
    if (!found) throw new FileError('ENOENT');
    if (found.directory && this.names(path)?.length) throw new FileError('ENOTEMPTY');
    this.change(path, undefined);
  }

  rename(from: string, to: string): void {
    const found = this.stat(from);
    if (!found) throw new FileError('ENOENT');
    if (found.directory) {
      if (!this.stat(to)) this.makeDirectory(to);
      for (const name of this.names(from) ?? []) this.rename(resolve(from, name), resolve(to, name));
    } else this.change(to, this.read(from), this.modeOf(from));
    this.remove(from);
  }

  private modeOf(path: string): Pick<FileChange, 'mode'> {
    const mode = this.changed(path)?.mode;
    return mode === undefined ? {} : { mode };
  }

  chmod(path: string, mode: number): void {
    const directory = this.isDirectory(path);
    this.change(path, directory ? '' : this.read(path), { mode, ...(directory ? { directory: true } : {}) });
  }

  /** Owners are not kept: what is written belongs to whom the program runs as. */
  chown(path: string): void {
    if (!this.stat(path)) throw new FileError('ENOENT');
    if ((this.start.user?.uid ?? 0) !== 0) throw new FileError('EPERM');
  }

  /** Links are not kept: what they lead to stands in their place. */
  link(target: string, path: string): void {
    if (this.stat(path)) throw new FileError('EEXIST');
    this.change(path, this.text(resolve(parentOf(path), target)) ?? '');
  }

  touch(path: string): void {
    if (!this.isDirectory(path)) this.change(path, this.text(path) ?? '', this.modeOf(path));
  }

  allows(path: string, what: 'r' | 'w' | 'x'): boolean {
    const found = this.stat(path);
    if (!found) return false;
    if (what === 'w') return this.refusal(path) === undefined;
    // Of files that an image or a volume brings it is not known whether they may be run: they may.
    return what === 'r' || found.directory || ((this.changed(path)?.mode ?? 0o755) & 0o111) !== 0;
  }

  /** Why the path cannot be written; nothing when it can. */
  private refusal(path: string): FileError | undefined {
    const mount = this.mountOf(path);
    if (mount ? mount.readOnly : this.start.readOnly && !isIn(path, '/dev')) return new FileError('EROFS');
    if (!this.isDirectory(parentOf(path))) return new FileError('ENOENT');
    const uid = this.start.user?.uid ?? 0;
    const free = uid === 0 || mount || open.some((directory) => isIn(path, directory)) || this.own.has(path);
    return free ? undefined : new FileError('EACCES');
  }

  private change(path: string, text: string | undefined, kind: Pick<FileChange, 'directory' | 'mode'> = {}): void {
    const why = this.refusal(path);
    if (why) throw why;
    const change: FileChange = { at: this.now(), path, text, ...kind };
    this.own.set(path, change);
    this.written.push(change);
  }
}
