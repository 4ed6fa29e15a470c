// What a person can do: see the labs, open one, read its task, ask for the score, a hint or the solution, start again, leave.
import type { Cluster, ClusterState } from './cluster.ts';
import { type Drawn, draw, given, grade, type Lab, type LabRecord, type Opened, type Progress, recordOf, type Score, withValues } from './labs/index.ts';
import { prepared } from './session/prepare.ts';
import { worldOf } from './session/world.ts';
import { fnv32 } from './sim/index.ts';

export { type CheckResult, domains, type Finding, type Lab, type LabRecord, type Progress, type Score } from './labs/index.ts';
export { type Folder, LabError, loadLab, noProgress, wordsOf } from './labs/index.ts';
export { newTerminal, PersonsTerminal, type TerminalState } from './session/terminal.ts';
export { type Edge, EndlessWait, kubectl, runAtOnce } from './session/atOnce.ts';

/** What a session is given by the machine that it runs on (src/store/desk.ts). */
export interface Desk {
  labs(): readonly Lab[];
  readProgress(): Progress;
  /** Changes the saved progress; nobody else can in between. */
  changeProgress(change: (draft: Progress) => void): void;
  /** A new cluster of a profile, not saved anywhere. */
  born(profile: Lab['profile']): ClusterState;
  /** Makes this the cluster that kubectl works on; the person's own is kept aside. */
  enter(state: ClusterState): void;
  /** Puts the person's own cluster back. */
  leave(): void;
  /** Work on the cluster as it is now; what it does is saved. */
  withCluster<Result>(work: (cluster: Cluster) => Result): Result;
  /** The working directory of a lab. */
  directoryOf(lab: string): string;
  /** Makes the working directory anew, with these files in it. */
  lay(lab: string, files: Readonly<Record<string, string>>): void;
  /** The text of a file in the working directory; nothing when there is none. */
  readFile(lab: string, path: string): string | undefined;
  /** The person's clock, in milliseconds. */
  now(): number;
}

/** A lab in the list. */
export interface LabSummary {
  lab: Lab;
  state: 'new' | 'open' | 'tried' | 'solved';
  record: LabRecord | undefined;
}

/** The lab that is open. */
export interface OpenLab {
  lab: Lab;
  /** The person's files for it. */
  directory: string;
  /** Milliseconds since the task was shown, up to the solution; 0 before. */
  timeUsed: number;
  hintsShown: readonly string[];
  hintsLeft: number;
  solved: boolean;
  record: LabRecord;
}

/** Something that cannot be done now: its message is one clear line for the person. */
export class SessionError extends Error {
  override name = 'SessionError';
}

export class Session {
  constructor(private readonly desk: Desk) {}

  labs(): LabSummary[] {
    const { opened, labs } = this.desk.readProgress();
    return this.desk.labs().map((lab) => ({ lab, state: stateOf(lab, opened, labs[lab.id]), record: labs[lab.id] }));
  }

  /** The lab that is open; nothing when none is. */
  current(): OpenLab | undefined {
    const progress = this.desk.readProgress();
    const { opened } = progress;
    // A later version of the program may no longer have the lab.
    const found = this.desk.labs().find(({ id }) => id === opened?.lab);
    if (!opened || !found) return undefined;
    const lab = withValues(found, opened.values ?? {});
    const until = opened.solvedAt ?? this.desk.now();
    return {
      lab,
      directory: this.desk.directoryOf(lab.id),
      timeUsed: opened.shownAt === undefined ? 0 : Math.max(0, until - opened.shownAt),
      hintsShown: lab.hints.slice(0, opened.hints),
      hintsLeft: lab.hints.length - opened.hints,
      solved: opened.solvedAt !== undefined,
      record: recordOf(progress, lab.id),
    };
  }

  /** Opens a lab: a new cluster, prepared, at rest. Another one that was open is left. */
  start(id: string): OpenLab {
    this.prepare(this.labNamed(id));
    return this.opened();
  }

  /** The task is before the person's eyes: from now on time counts. */
  taskShown(): void {
    const now = this.desk.now();
    this.change((opened) => {
      opened.shownAt ??= now;
    });
  }

  /** Grades the cluster and the files as they are. */
  check(): Score {
    const { lab } = this.opened();
    const { before } = this.desk.readProgress().opened as Opened;
    const score = this.desk.withCluster((cluster) => grade(lab, worldOf(cluster).fork(), before, (path) => this.desk.readFile(lab.id, path)));
    const now = this.desk.now();
    this.change((opened, record) => {
      record.checks += 1;
      record.best = Math.max(record.best, score.points);
      if (!score.passed || opened.solvedAt !== undefined) return;
      opened.solvedAt = now;
      const used = now - (opened.shownAt ?? now);
      record.fastest = Math.min(record.fastest ?? used, used);
    });
    return score;
  }

  /** Shows the next hint. When all have been shown, the last one again. */
  hint(): { text: string; number: number; of: number } {
    const { lab, hintsLeft } = this.opened();
    if (lab.hints.length === 0) throw new SessionError(`There is no hint for ${lab.id}.`);
    const number = lab.hints.length - Math.max(0, hintsLeft - 1);
    this.change((opened, record) => {
      if (hintsLeft === 0) return;
      opened.hints = number;
      record.hints += 1;
    });
    return { text: lab.hints[number - 1] as string, number, of: lab.hints.length };
  }

  /** The commands that solve the lab (bash), and why (Markdown). */
  solution(): { script: string; explanation: string } {
    const { lab } = this.opened();
    this.change((_, record) => {
      record.solutionSeen = true;
    });
    return { script: lab.solution, explanation: lab.explanation };
  }

  /** The open lab from its beginning: cluster, files, hints and time. */
  reset(): OpenLab {
    const { lab } = this.opened();
    this.prepare(this.labNamed(lab.id), this.desk.readProgress().opened?.values);
    return this.opened();
  }

  /** Leaves the open lab; answers which one it was. */
  stop(): Lab {
    const { lab } = this.opened();
    this.desk.leave();
    this.desk.changeProgress((draft) => {
      delete draft.opened;
    });
    return lab;
  }

  /** The open lab; an error when none is. */
  opened(): OpenLab {
    const current = this.current();
    if (!current) throw new SessionError('No lab is open. Choose one with `cka-lab labs` and open it with `cka-lab start LAB`.');
    return current;
  }

  private labNamed(id: string): Lab {
    const found = this.desk.labs().find((lab) => lab.id === id);
    if (!found) throw new SessionError(`There is no lab "${id}". \`cka-lab labs\` lists them.`);
    return found;
  }

  /** Another attempt, other values: they follow from the lab and the number of the attempt. */
  private prepare(shape: Lab, kept?: Drawn): void {
    const attempt = this.desk.readProgress().labs[shape.id]?.attempts ?? 0;
    const values = kept ?? draw(shape, (name, of) => (fnv32(`${shape.id}/${name}`) + attempt) % of);
    const lab = withValues(shape, values);
    const { state, before } = prepared(lab, this.desk.born(lab.profile));
    this.desk.lay(lab.id, given(lab));
    this.desk.enter(state);
    this.desk.changeProgress((draft) => {
      draft.opened = { lab: lab.id, ...(shape.values ? { values } : {}), hints: 0, before };
      recordOf(draft, lab.id).attempts += 1;
    });
  }

  private change(change: (opened: Opened, record: LabRecord) => void): void {
    this.desk.changeProgress((draft) => {
      if (draft.opened) change(draft.opened, recordOf(draft, draft.opened.lab));
    });
  }
}

function stateOf(lab: Lab, opened: Opened | undefined, record: LabRecord | undefined): LabSummary['state'] {
  if (opened?.lab === lab.id) return 'open';
  if (record?.best === 100) return 'solved';
  return record ? 'tried' : 'new';
}
