// The labs that come with the program: their folders, read from the disk.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Drill, drillGroups, type ExamPlan, type Lab, loadDrills, loadExam, loadLab } from '../session.ts';

/** The program's own folder, wherever in it this code was put by the build. */
export function packageFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'labs', 'lab.schema.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('the folder labs/ of cka-lab is missing');
  }
}

const labsFolder = (): string => join(packageFolder(), 'labs');

const folders = (path: string): string[] => readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(path, entry.name)] : []));

/** The texts of all files below a folder, by their path in it. */
export function textsBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath ?? entry.path, entry.name)] : []));
  return Object.fromEntries(paths.sort().map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8').replaceAll('\r\n', '\n')]));
}

/** What the build made of a part of labs/, unless something in there was changed since: reading it takes longer than drawing a screen. */
function preparedByBuild<Made>(name: string, folder: string): Made | undefined {
  const file = new URL(`./${name}.json`, import.meta.url);
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return undefined;
  const isOld = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].some((path) => statSync(join(folder, path)).mtimeMs > made);
  return isOld ? undefined : JSON.parse(readFileSync(file, 'utf8'));
}

/** Every lab as its folder says it, by domain and then as their folders are named. */
export const loadLabs = (root: string = labsFolder()): readonly Lab[] =>
  folders(root)
    .flatMap(folders)
    .map((folder) => loadLab(relative(dirname(root), folder).replaceAll('\\', '/'), textsBelow(folder)));

/** What the YAML files of a folder hold, in the order of their names. */
function loadFiles<Item>(folder: string, load: (file: string, text: string) => Item): Item[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => load(`labs/${basename(folder)}/${name}`, readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')));
}

export const loadExams = (root: string = labsFolder()): readonly ExamPlan[] => loadFiles(join(root, 'exams'), loadExam);

/** The groups in the order in which they are learnt. */
export const loadDrillGroups = (root: string = labsFolder()): readonly Drill[] => {
  const order = Object.keys(drillGroups);
  return loadFiles(join(root, 'drills'), loadDrills)
    .flat()
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
};

/** Read when it is asked for first. */
function once<Made>(name: string, folder: () => string, load: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= preparedByBuild<Made>(name, folder()) ?? load();
    return made;
  };
}

/** Every lab of the program. */
export const readLabs = once('labs', labsFolder, () => loadLabs());
export const readExams = once(
  'exams',
  () => join(labsFolder(), 'exams'),
  () => loadExams(),
);
export const readDrills = once(
  'drills',
  () => join(labsFolder(), 'drills'),
  () => loadDrillGroups(),
);
