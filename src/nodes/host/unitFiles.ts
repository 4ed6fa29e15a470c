// The files of units: where systemd finds them, what they say, and the links by which they start with the machine or never.
import type { HostFile, HostState, UnitDefinition } from './state.ts';
import { listDirectory, readFile } from './files.ts';

export const own = '/etc/systemd/system';
const packaged = '/usr/lib/systemd/system';
/** In the order in which they outdo one another. */
const places = [own, '/run/systemd/system', packaged];
const target = 'multi-user.target';

export type UnitFileState = 'enabled' | 'disabled' | 'static' | 'masked';

/** By the name without its ending. */
export const keyOfUnit = (unit: string): string => unit.replace(/\.service$/, '');
export const fileNameOf = (unit: string): string => (/\.(service|socket|timer|target|mount|path|slice|scope)$/.test(unit) ? unit : `${unit}.service`);

const isMask = (file: HostFile | undefined): boolean => file?.link === '/dev/null' || (file !== undefined && !file.directory && file.link === undefined && file.text === '');

/** Where the unit is defined; nothing when it is not. */
export const fragmentOf = (host: HostState, unit: string): string | undefined => places.map((place) => `${place}/${fileNameOf(unit)}`).find((path) => host.files[path] !== undefined);

/** What is added to the unit, in the order in which it counts. */
export function dropInsOf(host: HostState, unit: string): string[] {
  const found = new Map<string, string>();
  for (const place of [...places].reverse()) {
    const folder = `${place}/${fileNameOf(unit)}.d`;
    for (const name of listDirectory(host, folder) ?? []) if (name.endsWith('.conf')) found.set(name, `${folder}/${name}`);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

const textAt = (host: HostState, path: string): string => {
  const link = host.files[path]?.link;
  return readFile(host, link ?? path) ?? '';
};

/** A section's settings, in order; a line may go on behind a backslash. */
function settings(text: string): [section: string, key: string, value: string][] {
  let section = '';
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .flatMap((raw): [string, string, string][] => {
      const line = raw.trim();
      const heading = /^\[(.+)\]$/.exec(line)?.[1];
      if (heading) section = heading;
      const equals = line.indexOf('=');
      return heading || equals < 0 || /^[#;]/.test(line) ? [] : [[section, line.slice(0, equals).trim(), line.slice(equals + 1).trim()]];
    });
}

const textsOf = (host: HostState, unit: string): string[] => [fragmentOf(host, unit), ...dropInsOf(host, unit)].flatMap((path) => (path === undefined ? [] : [textAt(host, path)]));

/** What the files say now. An empty value takes back what was said before. */
export function definitionOf(host: HostState, unit: string): UnitDefinition {
  const definition: UnitDefinition = { description: fileNameOf(unit), documentation: [], type: 'simple', exec: '', environment: [], environmentFiles: [] };
  const lists = { Environment: definition.environment, EnvironmentFile: definition.environmentFiles } as const;
  for (const [section, key, value] of textsOf(host, unit).flatMap(settings)) {
    if (section === 'Unit' && key === 'Description') definition.description = value;
    if (section === 'Unit' && key === 'Documentation') definition.documentation.push(...value.split(/\s+/));
    if (section !== 'Service') continue;
    if (key === 'ExecStart') definition.exec = value;
    if (key === 'Type') definition.type = value;
    if (key !== 'Environment' && key !== 'EnvironmentFile') continue;
    if (value === '') lists[key].length = 0;
    else lists[key].push(...(key === 'Environment' ? wordsOf(value) : [value]));
  }
  return definition;
}

/** Words as systemd parts them: quotes hold together. */
const wordsOf = (text: string): string[] => [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));

/** The command line, and the files of assignments that it cannot do without and that are missing. */
export function commandLine(host: HostState, { exec, environment, environmentFiles }: UnitDefinition): { argv: string[]; missing: string[] } {
  const variables = new Map<string, string>();
  const assign = (text: string): void => {
    const equals = text.indexOf('=');
    if (equals > 0) variables.set(text.slice(0, equals), text.slice(equals + 1));
  };
  environment.forEach(assign);
  const missing: string[] = [];
  for (const file of environmentFiles) {
    const text = readFile(host, file.replace(/^-/, ''));
    if (text === undefined && !file.startsWith('-')) missing.push(file);
    for (const line of (text ?? '').split('\n')) if (!/^\s*([#;]|$)/.test(line)) assign(line.trim().replace(/^([^=]+)=(["'])(.*)\2$/, '$1=$3'));
  }
  // A variable that is a word by itself becomes as many words as it holds.
  const argv = wordsOf(exec).flatMap((word) => {
    const alone = /^\$(\w+)$/.exec(word)?.[1];
    return alone ? wordsOf(variables.get(alone) ?? '') : [word.replace(/\$\{(\w+)\}/g, (_, name: string) => variables.get(name) ?? '')];
  });
  return { argv, missing };
}

/** Whether somebody has written to its files since systemd read them. */
export function hasChangedOnDisk(host: HostState, unit: string): boolean {
  const known = host.units[keyOfUnit(unit)]?.definition;
  if (known === undefined || unitFileState(host, unit) === 'masked') return false;
  const isLater = [fragmentOf(host, unit), ...dropInsOf(host, unit)].some((path) => path !== undefined && (host.files[path]?.at ?? 0) > (host.reloadedAt ?? host.bootedAt));
  return isLater || JSON.stringify(known) !== JSON.stringify(definitionOf(host, unit));
}

/** The targets that want it: those it is to start with. */
export const wantedBy = (host: HostState, unit: string): string[] =>
  textsOf(host, unit)
    .flatMap(settings)
    .filter(([section, key]) => section === 'Install' && key === 'WantedBy')
    .flatMap(([, , value]) => value.split(/\s+/).filter(Boolean));

export const linkOf = (unit: string, wanting = target): string => `${own}/${wanting}.wants/${fileNameOf(unit)}`;
export const maskOf = (unit: string): string => `${own}/${fileNameOf(unit)}`;

/** Nothing when there is no such unit. */
export function unitFileState(host: HostState, unit: string): UnitFileState | undefined {
  const path = fragmentOf(host, unit);
  if (path === undefined) return undefined;
  if (isMask(host.files[path])) return 'masked';
  const name = `.wants/${fileNameOf(unit)}`;
  if (Object.keys(host.files).some((each) => each.startsWith(`${own}/`) && each.endsWith(name))) return 'enabled';
  return wantedBy(host, unit).length > 0 ? 'disabled' : 'static';
}

/** Whether it starts with the machine: somebody enabled it, or it is a part of the system. */
export const isWanted = (host: HostState, unit: string): boolean => {
  const name = `.wants/${fileNameOf(unit)}`;
  return Object.keys(host.files).some((path) => path.endsWith(name) && places.some((place) => path.startsWith(`${place}/`)));
};

/** The names of all units that have files, sorted. */
export function unitNames(host: HostState): string[] {
  const names = new Set<string>();
  for (const path of Object.keys(host.files)) {
    const [, place, name] = /^(.*)\/([^/]+\.service)$/.exec(path) ?? [];
    if (place !== undefined && places.includes(place)) names.add(name as string);
  }
  return [...names].sort();
}
