// A machine's files. Paths are absolute and without dots; directories are there because something is in them.
import type { HostState } from './state.ts';

export const readFile = (host: HostState, path: string): string | undefined => {
  const file = host.files[path];
  return file && !file.directory ? file.text : undefined;
};

export function writeFile(host: HostState, path: string, text: string, { mode = 0o644, owner = 'root', at }: { mode?: number; owner?: string; at?: number } = {}): void {
  const known = host.files[path];
  host.files[path] = { ...(known && !known.directory ? { ...known, text } : { text, mode, owner }), ...(at === undefined ? {} : { at }) };
}

export function makeDirectory(host: HostState, path: string, { mode = 0o755, owner = 'root' } = {}): void {
  if (!exists(host, path)) host.files[path] = { text: '', mode, owner, directory: true };
}

export function removeFile(host: HostState, path: string): void {
  delete host.files[path];
  for (const other in host.files) if (other.startsWith(`${path}/`)) delete host.files[other];
}

/** The names in a directory, sorted; undefined when there is no such directory. */
export function listDirectory(host: HostState, path: string): string[] | undefined {
  const prefix = path === '/' ? '/' : `${path}/`;
  const names = new Set<string>();
  for (const other in host.files) if (other.startsWith(prefix) && other.length > prefix.length) names.add(other.slice(prefix.length).split('/')[0] as string);
  return names.size || host.files[path]?.directory ? [...names].sort() : undefined;
}

export const isDirectory = (host: HostState, path: string): boolean => listDirectory(host, path) !== undefined;
export const exists = (host: HostState, path: string): boolean => host.files[path] !== undefined || isDirectory(host, path);
