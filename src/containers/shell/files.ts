// A container's files as one program sees them: the image, the mounts, what others wrote, and what it wrote itself.
import type { Instant } from '../../sim/index.ts';
import type { FileChange, Mount, Start } from '../program.ts';

/** Something cannot be written. `why` is the kernel's word for it. */
export class FileError extends Error {
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(why);
  }
}

export interface Entry {
  path: string;
  text: string;
  directory: boolean;
  mode: number;
  owner: number;
  group: number;
  at: Instant;
}

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
const usualPaths = new Set(['/', ...usual.map((path) => `/${path}`)]);
/** Where everybody may write. */
const open = ['/tmp', '/var/tmp', '/dev', '/run/lock'];

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const isIn = (path: string, directory: string): boolean => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);

/** A file at an instant, for programs that read but do not write. */
export function fileAt(start: Start, path: string, at: Instant): string | undefined {
  const change = start.changes?.().findLast((each) => each.path === path && each.at <= at);
  return change ? change.text : start.file(path);
}

export class Files {
  readonly written: FileChange[] = [];
  private readonly own = new Map<string, FileChange>();

  constructor(private readonly start: Start) {}

  /** The last word on a path by `now`; nothing when nobody changed it. */
  private changed(path: string, now: Instant): FileChange | undefined {
    const own = this.own.get(path);
    const others = this.start.changes?.() ?? [];
    for (let i = others.length - 1; i >= 0; i--) {
      const other = others[i] as FileChange;
      if (other.path === path && other.at <= now) return own && own.at >= other.at ? own : other;
    }
    return own;
  }

  read(path: string, now: Instant): string | undefined {
    const change = this.changed(path, now);
    if (change) return change.directory ? undefined : change.text;
    return this.start.file(path);
  }

  mountOf(path: string): Mount | undefined {
    return (this.start.mounts ?? []).filter((mount) => isIn(path, mount.path)).sort((a, b) => b.path.length - a.path.length)[0];
  }

  isDirectory(path: string, now: Instant): boolean {
    const change = this.changed(path, now);
    if (change) return change.directory === true;
    if (usualPaths.has(path) || (this.start.mounts ?? []).some((mount) => (mount.isFile ? mount.path.startsWith(`${path}/`) : isIn(mount.path, path)))) return true;
    const inside = (other: string): boolean => other.startsWith(`${path}/`);
    if ((this.start.paths?.() ?? []).some(inside)) return true;
    return [...this.own.keys(), ...(this.start.changes?.() ?? []).map((other) => other.path)].some((other) => inside(other) && this.changed(other, now)?.text !== undefined);
  }

  exists(path: string, now: Instant): boolean {
    return this.read(path, now) !== undefined || this.isDirectory(path, now);
  }

  /** The names in a directory, sorted. */
  names(directory: string, now: Instant): string[] {
    const prefix = directory === '/' ? '/' : `${directory}/`;
    const paths = new Set<string>([...usualPaths, ...(this.start.mounts ?? []).map((mount) => mount.path), ...(this.start.paths?.() ?? [])]);
    for (const { path } of [...(this.start.changes?.() ?? []), ...this.written]) paths.add(path);
    const names = new Set<string>();
    for (const path of paths) {
      if (!path.startsWith(prefix) || path === prefix) continue;
      const change = this.changed(path, now);
      if (change && change.text === undefined) continue;
      names.add(path.slice(prefix.length).split('/')[0] as string);
    }
    return [...names].sort();
  }

  /** What `ls -l` knows of a path. */
  entry(path: string, now: Instant): Entry | undefined {
    const change = this.changed(path, now);
    const directory = this.isDirectory(path, now);
    const text = this.read(path, now);
    if (text === undefined && !directory) return undefined;
    const mode = change?.mode ?? (directory ? this.usualMode(path) : 0o644);
    const mount = this.mountOf(path);
    const written = change !== undefined && !change.path.startsWith('/etc');
    const group = (mount && !mount.readOnly ? this.start.user?.fsGroup : undefined) ?? (written ? (this.start.user?.gid ?? 0) : 0);
    return { path, text: text ?? '', directory, mode, owner: written ? (this.start.user?.uid ?? 0) : 0, group, at: change?.at ?? this.start.at };
  }

  /** Of directories: those of volumes are open to all, with the pod's group when it has one. */
  private usualMode(path: string): number {
    if (open.includes(path)) return 0o1777;
    const mount = this.mountOf(path);
    if (mount?.path !== path || mount.readOnly) return 0o755;
    return this.start.user?.fsGroup === undefined ? 0o777 : 0o2777;
  }

  /** Why the path cannot be written; nothing when it can. */
  private refusal(path: string, now: Instant): string | undefined {
    const mount = this.mountOf(path);
    if (mount ? mount.readOnly : this.start.readOnly && !isIn(path, '/dev')) return 'Read-only file system';
    if (!this.isDirectory(parentOf(path), now)) return 'No such file or directory';
    const uid = this.start.user?.uid ?? 0;
    const free = uid === 0 || mount || open.some((directory) => isIn(path, directory)) || this.own.has(path);
    return free ? undefined : 'Permission denied';
  }

  write(path: string, text: string | undefined, now: Instant, kind: Pick<FileChange, 'directory' | 'mode'> = {}): void {
    const why = this.refusal(path, now);
    if (why) throw new FileError(path, why);
    const change: FileChange = { at: now, path, text, ...kind };
    this.own.set(path, change);
    this.written.push(change);
  }
}
