// Scores of labs: as cluster and files are.
import type { Cluster } from '../cluster.ts';
import { given, grade, type Lab, type Score, type Snapshot } from '../labs/index.ts';
import { personsFile } from './files.ts';
import { worldOf } from './world.ts';

/** `directory` reads in the working directory. */
export const scored = (lab: Lab, cluster: Cluster, before: Snapshot, directory: (path: string) => string | undefined): Score =>
  grade(lab, worldOf(cluster).fork(), before, personsFile(given(lab), directory, cluster.state.base));

/** Of a task that was never opened: nothing was there to be found. */
export const unopened = ({ checks }: Lab): Score => ({
  points: 0,
  passed: false,
  results: checks.map(({ id, kind, title, weight, why }) => ({ id, kind, title, weight, ...(why === undefined ? {} : { why }), points: 0, passed: false, findings: [] })),
});
