// What a session is given by the machine that it runs on (src/store/desk.ts; src/session/memory.ts has one without a disk).
import type { Cluster, ClusterState } from '../cluster.ts';
import type { Drill, ExamPlan, Lab, Progress, RunningExam } from '../labs/index.ts';

/** As a cluster is at this instant of the person's clock it goes on the shelf, whatever happens to it later. */
export interface End {
  at: number;
  name: string;
}

/** A place for a cluster that has nothing to do with the others. */
export interface Room {
  enter(state: ClusterState): void;
  withCluster<Result>(work: (cluster: Cluster) => Result): Result;
  leave(): void;
}

export interface Desk {
  labs(): readonly Lab[];
  /** The exams that come with the program. */
  exams(): readonly ExamPlan[];
  drills(): readonly Drill[];
  readProgress(): Progress;
  /** Changes the saved progress; nobody else can in between. */
  changeProgress(change: (draft: Progress) => void): void;
  /** The exam in progress, as it is saved. */
  readExam(): RunningExam | undefined;
  /** What `change` answers is saved in its place. */
  changeExam(change: (exam: RunningExam | undefined) => RunningExam | undefined): void;
  /** A new cluster of a profile, not saved anywhere. */
  born(profile: Lab['profile']): ClusterState;
  /** Makes this the cluster that kubectl works on; the person's own is kept aside. */
  enter(state: ClusterState, end?: End): void;
  /** Puts the person's own cluster back. */
  leave(): void;
  /** Work on the cluster as it is now; what it does is saved. */
  withCluster<Result>(work: (cluster: Cluster) => Result): Result;
  /** Clusters that are kept under a name while another one is in use. */
  shelve(name: string, state: ClusterState): void;
  shelved(name: string): ClusterState | undefined;
  clearShelf(): void;
  /** Where drills take place. */
  drillRoom: Room;
  /** The working directory of a lab, or of a task of an exam. */
  directoryOf(place: string): string;
  /** Makes the working directory anew, with these files in it. */
  lay(place: string, files: Readonly<Record<string, string>>): void;
  /** The text of a file in the working directory; nothing when there is none, or when it was written later than `until`. */
  readFile(place: string, path: string, until?: number): string | undefined;
  /** The person's clock, in milliseconds. */
  now(): number;
  /** The number of the day in the person's calendar. */
  day(at: number): number;
}

/** Something that cannot be done now: its message is one clear line for the person. */
export class SessionError extends Error {
  override name = 'SessionError';
}
