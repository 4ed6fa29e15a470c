// The labs that come with the program: their folders, read from the disk.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Lab, loadLab } from '../session.ts';

/** The program's own folder, wherever in it this code was put by the build. */
export function packageFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'labs', 'lab.schema.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('the folder labs/ of cka-lab is missing');
  }
}

const folders = (path: string): string[] => readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(path, entry.name)] : []));

/** The texts of all files below a folder, by their path in it. */
function textsBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath ?? entry.path, entry.name)] : []));
  return Object.fromEntries(paths.sort().map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8').replaceAll('\r\n', '\n')]));
}

/** What the build made of the labs, unless one of them was changed since: reading them takes longer than drawing a screen. */
function preparedLabs(root: string): readonly Lab[] | undefined {
  const file = new URL('./labs.json', import.meta.url);
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return undefined;
  const isOld = ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].some((path) => statSync(join(root, path)).mtimeMs > made);
  return isOld ? undefined : JSON.parse(readFileSync(file, 'utf8'));
}

/** Every lab as its folder says it, by domain and then as their folders are named. */
export const loadLabs = (root: string = join(packageFolder(), 'labs')): readonly Lab[] =>
  folders(root)
    .flatMap(folders)
    .map((folder) => loadLab(relative(dirname(root), folder).replaceAll('\\', '/'), textsBelow(folder)));

let loaded: readonly Lab[] | undefined;

/** Every lab of the program. */
export function readLabs(): readonly Lab[] {
  loaded ??= preparedLabs(join(packageFolder(), 'labs')) ?? loadLabs();
  return loaded;
}
