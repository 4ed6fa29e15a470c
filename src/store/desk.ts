// The desk of a person on this machine: the labs, the saved progress, the saved cluster, the working directories.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Desk, Session } from '../session.ts';
import { labHome } from './home.ts';
import { openPersonsLab } from './kubectl.ts';
import { adminKubeconfig, bornCluster, type LabLease, layKubeconfig } from './lab.ts';
import { readLabs } from './labFolders.ts';
import { withLease } from './lease.ts';
import { packCluster, unpackCluster } from './pack.ts';
import { ProgressFile } from './progress.ts';
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
function replaceCluster(lease: LabLease, state: State, kubeconfig: string): void {
  lease.startAnew(() => {
    layKubeconfig(lease.folder, kubeconfig);
    return state;
  });
}

/** The lab may have been killed between any two steps: a cluster that is kept aside stays the person's own. */
function enter(lease: LabLease, aside: Aside, state: State): void {
  if (!aside.isTaken) {
    withLease(lease, () => aside.put(lease.cluster.state, readFileSync(join(lease.folder, 'kubeconfig'), 'utf8')));
  }
  replaceCluster(lease, state, adminKubeconfig(state));
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

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function personsDesk(home: string = labHome(), lease: LabLease = openPersonsLab()): Desk {
  const aside = new Aside(home);
  const progress = new ProgressFile(home);
  const directoryOf = (lab: string): string => join(resolve(home), 'work', lab);
  return {
    labs: () => readLabs(),
    readProgress: () => progress.read(),
    changeProgress: (change) => progress.change(change),
    born: (profile) => bornCluster(profile, Date.now()),
    enter: (state) => enter(lease, aside, state),
    leave: () => leave(lease, aside),
    withCluster: (work) => withLease(lease, () => work(lease.cluster)),
    directoryOf,
    lay: (lab, files) => lay(directoryOf(lab), files),
    readFile: (lab, path) => readText(join(directoryOf(lab), path)),
    now: () => Date.now(),
  };
}

/** What a person on this machine can do. */
export const openSession = (): Session => new Session(personsDesk());
