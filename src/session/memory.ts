// A desk without a disk: one person, one process, nothing kept. For the demo, and for tests.
import { Cluster, type ClusterState } from '../cluster.ts';
import { type Drill, type ExamPlan, type Lab, noProgress, type RunningExam } from '../labs/index.ts';
import type { Desk } from './desk.ts';

export interface MemoryDesk extends Desk {
  /** What is in the working directory. */
  files: Record<string, string>;
}

/** What a desk without a disk has besides labs. */
export interface Extras {
  exams?: readonly ExamPlan[];
  drills?: readonly Drill[];
}

function roomOf(born: Desk['born']): Desk['drillRoom'] {
  let cluster: Cluster | undefined;
  return {
    enter: (state) => {
      cluster = new Cluster(state, false);
    },
    withCluster: (work) => {
      cluster ??= new Cluster(born('standard'), false);
      return work(cluster);
    },
    leave: () => {
      cluster = undefined;
    },
  };
}

export function memoryDesk(labs: readonly Lab[], born: (profile: Lab['profile']) => ClusterState, now: () => number, { exams = [], drills = [] }: Extras = {}): MemoryDesk {
  const progress = noProgress();
  let exam: RunningExam | undefined;
  const shelf = new Map<string, ClusterState>();
  const desk: MemoryDesk = {
    files: {},
    labs: () => labs,
    exams: () => exams,
    drills: () => drills,
    readProgress: () => structuredClone(progress),
    changeProgress: (change) => change(progress),
    readExam: () => structuredClone(exam),
    changeExam: (change) => {
      exam = change(exam);
    },
    born,
    ...roomOf(born),
    shelve: (name, state) => void shelf.set(name, structuredClone(state)),
    shelved: (name) => structuredClone(shelf.get(name)),
    clearShelf: () => shelf.clear(),
    drillRoom: roomOf(born),
    directoryOf: (place) => `work/${place}`,
    lay: (_, files) => {
      desk.files = { ...files };
    },
    readFile: (_, path) => desk.files[path],
    now,
    day: (at) => Math.floor(at / (24 * 3600_000)),
  };
  return desk;
}
