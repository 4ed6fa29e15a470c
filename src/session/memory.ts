// A desk without a disk: one person, one process, nothing kept. For the demo, and for tests.
import { Cluster, type ClusterState } from '../cluster.ts';
import { type Lab, noProgress } from '../labs/index.ts';
import type { Desk } from '../session.ts';

export interface MemoryDesk extends Desk {
  /** What is in the working directory. */
  files: Record<string, string>;
}

export function memoryDesk(labs: readonly Lab[], born: (profile: Lab['profile']) => ClusterState, now: () => number): MemoryDesk {
  const progress = noProgress();
  let cluster: Cluster | undefined;
  const desk: MemoryDesk = {
    files: {},
    labs: () => labs,
    readProgress: () => structuredClone(progress),
    changeProgress: (change) => change(progress),
    born,
    enter: (state) => {
      cluster = new Cluster(state, false);
    },
    leave: () => {
      cluster = undefined;
    },
    withCluster: (work) => work(cluster ?? new Cluster(born('standard'), false)),
    directoryOf: (lab) => `work/${lab}`,
    lay: (_, files) => {
      desk.files = { ...files };
    },
    readFile: (_, path) => desk.files[path],
    now,
  };
  return desk;
}
