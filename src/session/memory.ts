// A desk without a disk: one person, one process, nothing kept. For the demo, and for tests.
import { Cluster, type ClusterState } from '../cluster.ts';
import { type Drill, type ExamPlan, type Lab, noProgress, type RunningExam } from '../labs/index.ts';
import type { Desk, End } from './desk.ts';

export interface MemoryDesk extends Desk {
  /** What is in the working directory. */
  files: Record<string, string>;
}

/** What a desk without a disk has besides labs. */
export interface Extras {
  exams?: readonly ExamPlan[];
  drills?: readonly Drill[];
}

function roomOf(born: Desk['born'], isOver: (end: End) => boolean = () => false, shelve: Desk['shelve'] = () => {}): Pick<Desk, 'enter' | 'withCluster' | 'leave'> {
  let cluster: Cluster | undefined;
  let end: End | undefined;
  return {
    enter: (state, until) => {
      cluster = new Cluster(state, false);
      end = until;
    },
    withCluster: (work) => {
      cluster ??= new Cluster(born('standard'), false);
      if (end && isOver(end)) {
        shelve(end.name, cluster.state);
        end = undefined;
      }
      return work(cluster);
    },
    leave: () => {
      cluster = undefined;
      end = undefined;
    },
  };
}

export function memoryDesk(labs: readonly Lab[], born: (profile: Lab['profile']) => ClusterState, now: () => number, { exams = [], drills = [] }: Extras = {}): MemoryDesk {
  const progress = noProgress();
  let exam: RunningExam | undefined;
  const shelf = new Map<string, ClusterState>();
  const shelve: Desk['shelve'] = (name, state) => void shelf.set(name, structuredClone(state));
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
    ...roomOf(born, ({ at }) => now() >= at, shelve),
    shelve,
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
