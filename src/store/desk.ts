// The desk of a person on this machine: the labs, the saved progress, the saved cluster, the working directories.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Desk, Session } from '../session.ts';
import { labHome } from './home.ts';
import { openPersonsLab } from './kubectl.ts';
import { adminKubeconfig, bornCluster, type LabLease, layKubeconfig, openLab } from './lab.ts';
import { readDrills, readExams, readLabs } from './labFolders.ts';
import { type End, withLease } from './lease.ts';
import { packCluster, unpackCluster } from './pack.ts';
import { ExamFile, ProgressFile } from './progress.ts';
import { SaveFile } from './saveFile.ts';

type State = Parameters<Desk['enter']>[0];

/** The person's own cluster, kept here while a lab has the place of it. */
class Aside {
  private readonly folder: string;
  private readonly file: SaveFile;

  constructor(home: string) {
    this.folder = join(home, 'aside');
    this.file = new SaveFile(this.folder, 'cluster');
  }

  get isTaken(): boolean {
    return existsSync(this.file.path);
  }

  put(state: State, kubeconfig: string): void {
    mkdirSync(this.folder, { recursive: true });
    this.file.write([JSON.stringify(kubeconfig), ...packCluster(state)]);
  }

  take(): { state: State; kubeconfig: string } | undefined {
    const [kubeconfig, ...packed] = (this.isTaken && this.file.read()) || [];
    return kubeconfig === undefined ? undefined : { state: unpackCluster(packed), kubeconfig: JSON.parse(kubeconfig) };
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `kubeconfig` is written before the state, as nobody reads it without the other. */
function replaceCluster(lease: LabLease, state: State, kubeconfig: string, end?: End): void {
  lease.startAnew(() => {
    layKubeconfig(lease.folder, kubeconfig);
    return state;
  }, end);
}

/** The lab may have been killed between any two steps: a cluster that is kept aside stays the person's own. */
function enter(lease: LabLease, aside: Aside, state: State, end?: End): void {
  if (!aside.isTaken) {
    withLease(lease, () => aside.put(lease.cluster.state, readFileSync(join(lease.folder, 'kubeconfig'), 'utf8')));
  }
  replaceCluster(lease, state, adminKubeconfig(state), end);
}

function leave(lease: LabLease, aside: Aside): void {
  const own = aside.take();
  if (own) replaceCluster(lease, own.state, own.kubeconfig);
  aside.clear();
}

function lay(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function readText(path: string, until = Number.POSITIVE_INFINITY): string | undefined {
  try {
    return statSync(path).mtimeMs > until ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Clusters by name, each in a folder of its own. */
function shelfIn(folder: string): Pick<Desk, 'shelve' | 'shelved' | 'clearShelf'> {
  const file = (name: string): SaveFile => {
    const place = join(folder, name);
    mkdirSync(place, { recursive: true });
    return new SaveFile(place, 'cluster');
  };
  return {
    shelve: (name, state) => file(name).write(packCluster(state)),
    shelved: (name) => {
      const packed = file(name).read();
      return packed ? unpackCluster(packed) : undefined;
    },
    clearShelf: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A lab for drills, apart from the person's; it goes with the program. */
export const openDrillLab = (): LabLease => openLab(join(tmpdir(), `cka-lab-drill-${process.pid}`), 'plain');

/** The room of drills on a lease that is opened when the first one begins. */
function drillRoom(open: () => LabLease): Desk['drillRoom'] {
  let lease: LabLease | undefined;
  const held = (): LabLease => {
    lease ??= open();
    mkdirSync(lease.folder, { recursive: true });
    return lease;
  };
  return {
    enter: (state) => replaceCluster(held(), state, adminKubeconfig(state)),
    withCluster: (work) => withLease(held(), () => work(held().cluster)),
    leave: () => rmSync(held().folder, { recursive: true, force: true }),
  };
}

/** `drills` is for the app, whose terminal works on the same lease. */
export function personsDesk(home: string = labHome(), lease: LabLease = openPersonsLab(), drills: () => LabLease = openDrillLab): Desk {
  const aside = new Aside(home);
  const progress = new ProgressFile(home);
  const exam = new ExamFile(home);
  const shelf = join(home, 'shelf');
  const directoryOf = (place: string): string => join(resolve(home), 'work', place);
  return {
    labs: () => readLabs(),
    exams: () => readExams(),
    drills: () => readDrills(),
    readProgress: () => progress.read(),
    changeProgress: (change) => progress.change(change),
    readExam: () => exam.read(),
    changeExam: (change) => exam.change(change),
    ...shelfIn(shelf),
    drillRoom: drillRoom(drills),
    born: (profile) => bornCluster(profile, Date.now()),
    enter: (state, end) => enter(lease, aside, state, end && { wall: end.at, folder: join(shelf, end.name) }),
    leave: () => leave(lease, aside),
    withCluster: (work) => withLease(lease, () => work(lease.cluster)),
    directoryOf,
    lay: (place, files) => lay(directoryOf(place), files),
    readFile: (place, path, until) => readText(join(directoryOf(place), path), until),
    now: () => Date.now(),
    day: (at) => Math.floor((at - new Date(at).getTimezoneOffset() * 60_000) / (24 * 3600_000)),
  };
}

/** What a person on this machine can do. */
export const openSession = (): Session => new Session(personsDesk());
