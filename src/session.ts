// What a person can do: see the labs, open one, read its task, ask for the score, a hint or the solution, start again, leave.
import { didYouMean } from './apimachinery/distance.ts';
import { type Drawn, draw, dueLabs, given, type Lab, type LabRecord, noteAttempt, type Opened, type Progress, recordOf, type Score, withValues } from './labs/index.ts';
import { type Desk, SessionError } from './session/desk.ts';
import { DrillDesk } from './session/drills.ts';
import { ExamDesk } from './session/exam.ts';
import { prepared } from './session/prepare.ts';
import { ProgressDesk } from './session/progress.ts';
import { scored } from './session/score.ts';
import type { TerminalState } from './session/terminal.ts';
import { fnv32 } from './sim/index.ts';

export {
  type Attempt,
  type CheckResult,
  type Domain,
  domains,
  type ExamRecord,
  type Finding,
  type Lab,
  type LabRecord,
  type Progress,
  type Recommendation,
  type Score,
  type TaskRecord,
} from './labs/index.ts';
export {
  asProgress,
  everyDraw,
  type Drill,
  type DrillGroup,
  draw,
  drillGroups,
  type ExamPlan,
  type Folder,
  given,
  isDomain,
  LabError,
  labSchema,
  loadDrills,
  loadExam,
  loadLab,
  newLab,
  noProgress,
  type RunningExam,
  withValues,
  wordsOf,
} from './labs/index.ts';
export { type Desk, type End, type Room, SessionError } from './session/desk.ts';
export { DrillDesk, type DrillOffer, type DrillResult, type DrillRound, type DrillView, mixedRound } from './session/drills.ts';
export { ExamDesk } from './session/exam.ts';
export type { ExamOffer, ExamOptions } from './session/examStart.ts';
export { type ExamTask, type ExamView, examWarnings } from './session/examView.ts';
export type { EarlierExam, ExamReport, Share, TaskReport } from './session/examReport.ts';
export { type Prepared, prepared } from './session/prepare.ts';
export { scored } from './session/score.ts';
export type { CompetencyProgress, DomainProgress, DrillBest, LabBest, ProgressDesk, ProgressView, Streak, Tally } from './session/progress.ts';
export type { Candidates } from './session/completion.ts';
export { type Expanded, historyWords } from './session/historyExpansion.ts';
export { newTerminal, PersonsTerminal, type TerminalState } from './session/terminal.ts';
export { type Edge, EndlessWait, kubectl, runAtOnce } from './session/atOnce.ts';

/** A lab in the list. */
export interface LabSummary {
  lab: Lab;
  /** `due` is solved, and to be done again. */
  state: 'new' | 'open' | 'tried' | 'solved' | 'due';
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

export class Session {
  /** `exam.isRunning` says whether labs have to wait. */
  readonly exam: ExamDesk;
  readonly drills: DrillDesk;
  readonly progress: ProgressDesk;

  constructor(private readonly desk: Desk) {
    this.exam = new ExamDesk(desk);
    this.drills = new DrillDesk(desk);
    this.progress = new ProgressDesk(desk);
  }

  labs(): LabSummary[] {
    const progress = this.desk.readProgress();
    const { opened, labs } = progress;
    const due = new Set(dueLabs(this.desk.labs(), progress, this.desk.now()));
    return this.desk.labs().map((lab) => ({ lab, state: stateOf(lab, opened, labs[lab.id], due.has(lab)), record: labs[lab.id] }));
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
    this.refuseInExam();
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
    const score = this.desk.withCluster((cluster) => scored(lab, cluster, before, (path) => this.desk.readFile(lab.id, path)));
    this.note(score);
    return score;
  }

  /** Once all points are reached, what is checked afterwards changes the attempt no more. */
  private note(score: Score): void {
    const now = this.desk.now();
    this.change((opened, record, draft) => {
      record.checks += 1;
      record.best = Math.max(record.best, score.points);
      if (opened.solvedAt !== undefined) return;
      const time = now - (opened.shownAt ?? now);
      const { lab, hints, helped, values, startedAt } = opened;
      noteAttempt(draft, { lab, startedAt: startedAt ?? opened.shownAt ?? now, at: now, points: score.points, time, hints, ...(helped ? { helped } : {}), ...(values ? { values } : {}) });
      if (!score.passed) return;
      opened.solvedAt = now;
      record.fastest = Math.min(record.fastest ?? time, time);
    });
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
    this.change((opened, record) => {
      record.solutionSeen = true;
      opened.helped = true;
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
    this.refuseInExam();
    const current = this.current();
    if (!current) throw new SessionError('No lab is open. Choose one with `cka-lab labs` and open it with `cka-lab start LAB`.');
    return current;
  }

  /** Where the person is in the terminal, and what they typed: of the task of the exam, of the open lab, or of their own cluster. */
  terminal(): TerminalState | undefined {
    const exam = this.desk.readExam();
    const { opened, terminal } = this.desk.readProgress();
    const kept = exam ? exam.tasks.find(({ n }) => n === exam.current)?.terminal : opened ? opened.terminal : terminal;
    return kept as TerminalState | undefined;
  }

  /** Keeps it for the next time. */
  keepTerminal({ shells, history }: TerminalState): void {
    const kept = { shells: [...shells], history: [...history] };
    if (this.exam.isRunning) this.exam.keepTerminal(kept);
    else
      this.desk.changeProgress((draft) => {
        (draft.opened ?? draft).terminal = kept;
      });
  }

  /** The cluster that is in use belongs to something: it is not to be replaced behind its back. */
  refuseWhenBusy(): void {
    this.refuseInExam();
    const lab = this.current()?.lab.id;
    if (lab) throw new SessionError(`The lab ${lab} is open: \`cka-lab reset\` begins it again with a new cluster, \`cka-lab stop\` brings your own cluster back.`);
  }

  private refuseInExam(): void {
    if (this.exam.isRunning) throw new SessionError('An exam is in progress, and labs have to wait: `cka-lab exam status` shows it, `cka-lab exam finish` ends it.');
  }

  private labNamed(id: string): Lab {
    const found = this.desk.labs().find((lab) => lab.id === id);
    if (found) return found;
    const names = this.desk.labs().map((lab) => lab.id);
    throw new SessionError(`There is no lab "${id}".${didYouMean(id, names)} \`cka-lab labs\` lists them.`);
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
      draft.opened = { lab: lab.id, startedAt: this.desk.now(), ...(shape.values ? { values } : {}), hints: 0, before };
      recordOf(draft, lab.id).attempts += 1;
    });
  }

  private change(change: (opened: Opened, record: LabRecord, draft: Progress) => void): void {
    this.desk.changeProgress((draft) => {
      if (draft.opened) change(draft.opened, recordOf(draft, draft.opened.lab), draft);
    });
  }
}

function stateOf(lab: Lab, opened: Opened | undefined, record: LabRecord | undefined, isDue: boolean): LabSummary['state'] {
  if (opened?.lab === lab.id) return 'open';
  if (record?.best === 100) return isDue ? 'due' : 'solved';
  return record ? 'tried' : 'new';
}
