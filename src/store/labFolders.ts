// The labs that come with the program: their folders, read from the disk.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

let loaded: readonly Lab[] | undefined;

/** Every lab, by domain and then as their folders are named. */
export function readLabs(root: string = join(packageFolder(), 'labs')): readonly Lab[] {
  loaded ??= folders(root)
    .flatMap(folders)
    .map((folder) => loadLab(relative(dirname(root), folder).replaceAll('\\', '/'), textsBelow(folder)));
  return loaded;
}
