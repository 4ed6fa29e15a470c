// What the server serves: asked once, and kept for six hours in the person's cache where there is one (upstream: CachedDiscoveryClient).
import type { Json } from '../../apimachinery/object.ts';
import type { FileSystem } from '../environment.ts';

/** A discovery document of the server; nothing when there is none. */
export type Ask = (path: string) => Json | undefined;

/** Where answers are kept: `~/.kube/cache/discovery/172.30.1.2_6443`. */
export interface Cache {
  folder: string;
  files: Pick<FileSystem, 'readFile' | 'writeFile' | 'mkdir'>;
  now(): number;
}

const longest = 6 * 3600_000;
const groupsFile = 'servergroups.json';

/** `https://127.0.0.1:6443` as the name of a folder. */
export const folderOfServer = (server: string): string => server.replace(/^https?:\/\//, '').replace(/[^\w/.()]/g, '_');

/** `/apis/apps/v1` is kept in `apps/v1/serverresources.json`. */
const fileOf = (path: string): string => (path === '/apis' ? groupsFile : `${path.replace(/^\/apis?\//, '')}/serverresources.json`);

const pathOfVersion = (groupVersion: string): string => (groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`);

const coreGroup = { name: '', versions: [{ groupVersion: 'v1', version: 'v1' }], preferredVersion: { groupVersion: 'v1', version: 'v1' } };

export class Documents {
  private known = new Map<string, Json | undefined>();
  private kept: boolean | undefined;
  /** Nothing that was kept is looked at any more. */
  private refused = false;

  constructor(
    private readonly ask: Ask,
    private readonly cache: Cache | undefined,
  ) {}

  /** Whether everything so far was told by the server itself, in this command. */
  get isFresh(): boolean {
    return this.refused || !this.kept;
  }

  /** From now on only the server is believed. */
  invalidate(): void {
    this.refused = true;
    this.known = new Map();
  }

  at(path: string): Json | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const document = this.isKept() ? this.read(fileOf(path)) : this.fetch(path);
    this.known.set(path, document);
    return document;
  }

  private isKept(): boolean {
    if (this.refused || !this.cache) return false;
    if (this.kept === undefined) {
      const age = this.cache.now() - Date.parse(this.read(groupsFile)?.fetched ?? '');
      this.kept = age >= 0 && age < longest;
    }
    return this.kept;
  }

  private read(file: string): Json | undefined {
    try {
      return JSON.parse(this.cache?.files.readFile(`${this.cache.folder}/${file}`) ?? '');
    } catch {
      return undefined;
    }
  }

  /** Who keeps documents fetches all of them at once. */
  private fetch(path: string): Json | undefined {
    if (!this.cache) return this.ask(path);
    const core = this.ask('/api/v1');
    const list = this.ask('/apis');
    if (!core || !list) return path === '/apis' ? list : core;
    this.known.set('/api/v1', core).set('/apis', list);
    for (const group of list.groups as Json[]) for (const { groupVersion } of group.versions) this.known.set(pathOfVersion(groupVersion), this.ask(pathOfVersion(groupVersion)));
    this.keep(this.cache, list);
    return this.known.get(path);
  }

  /** Who cannot write does without. */
  private keep({ files, folder, now }: Cache, list: Json): void {
    const write = (file: string, document: Json): void => {
      files.mkdir(`${folder}/${file}`.replace(/\/[^/]+$/, ''), 0o750);
      files.writeFile(`${folder}/${file}`, JSON.stringify(document), 0o660);
    };
    try {
      for (const [path, document] of this.known) if (path !== '/apis' && document) write(fileOf(path), document);
      // Written last: what it tells the age of is whole then.
      write(groupsFile, { ...list, groups: [coreGroup, ...list.groups], fetched: new Date(now()).toISOString() });
    } catch {
      // Asked again the next time.
    }
  }
}
