// The tasks of an exam: each has a cluster of its own, put aside while another one is worked on, and graded at the end.
import { Cluster, type ClusterState } from '../cluster.ts';
import { type ExamRecord, given, type Lab, type RunningExam, type RunningTask, type Score, type TaskRecord, withValues } from '../labs/index.ts';
import { type Desk, SessionError } from './desk.ts';
import { endOf, minute, settle, sinceOpened, usedBy } from './examClock.ts';
import { prepared } from './prepare.ts';
import { scored, unopened } from './score.ts';

/** Where the cluster and the files of a task are kept. */
export const placeOf = (n: number): string => `exam/${String(n).padStart(2, '0')}`;

export class ExamTasks {
  constructor(private readonly desk: Desk) {}

  labOf({ lab, values }: RunningTask): Lab {
    const shape = this.desk.labs().find((one) => one.id === lab);
    if (!shape) throw new SessionError(`The exam has the lab ${lab}, which this version of cka-lab does not have: \`cka-lab exam finish\` ends it.`);
    return withValues(shape, values ?? {});
  }

  /** The one in use is put aside, the other one taken up. Killed between any two steps, the last one is done again later. */
  change(n: number, from: number | undefined): void {
    const { desk } = this;
    const now = desk.now();
    if (from !== undefined) {
      desk.shelve(
        placeOf(from),
        desk.withCluster(({ state }) => state),
      );
      this.save((exam) => {
        settle(exam, now);
        (exam.tasks.find((task) => task.n === from) as RunningTask).asideAt = now;
      });
    }
    this.prepareFirst(n);
    this.save((exam) => {
      exam.entering = n;
    });
    this.enter();
  }

  private prepareFirst(n: number): void {
    const { desk } = this;
    const task = this.desk.readExam()?.tasks.find((one) => one.n === n) as RunningTask;
    if (task.before) return;
    const lab = this.labOf(task);
    const { state, before } = prepared(lab, desk.born(lab.profile));
    desk.lay(placeOf(n), given(lab));
    desk.shelve(placeOf(n), state);
    this.save((exam) => {
      Object.assign(exam.tasks.find((one) => one.n === n) as RunningTask, { before, asideAt: desk.now() });
    });
  }

  /** Takes up the cluster of the task that is being opened. */
  enter(): void {
    const { desk } = this;
    const exam = desk.readExam();
    const task = exam?.tasks.find(({ n }) => n === exam.entering);
    if (!exam || !task) return;
    const now = desk.now();
    const state = desk.shelved(placeOf(task.n));
    if (!state) throw new SessionError(`The cluster of task ${task.n} is not where it was kept.`);
    desk.enter(caughtUp(state, now - (task.asideAt ?? now)));
    this.save((draft) => {
      draft.current = task.n;
      draft.since = now;
      delete draft.entering;
    });
  }

  graded(exam: RunningExam): ExamRecord {
    const { desk } = this;
    const duration = exam.minutes * minute;
    const used = Math.min(duration, usedBy(exam, desk.now()));
    const at = endOf(exam, desk.now());
    const tasks = exam.tasks.filter(({ lab }) => desk.labs().some(({ id }) => id === lab)).map((task) => this.gradedTask(exam, task, at));
    const all = tasks.reduce((sum, { weight }) => sum + weight, 0);
    const score = tasks.reduce((sum, { weight, points }) => sum + weight * points, 0) / Math.max(1, all);
    const { title, seed, practice, startedAt, pass } = exam;
    return { exam: exam.exam, title, seed, practice, startedAt, at, time: used, duration, score: Math.round(score * 10) / 10, pass, tasks };
  }

  private gradedTask(exam: RunningExam, task: RunningTask, at: number): TaskRecord {
    const { desk } = this;
    const lab = this.labOf(task);
    const { n, weight, minutes, values, flagged, answered } = task;
    const score = this.score(exam, task, lab, at);
    return {
      n,
      lab: lab.id,
      title: lab.title,
      domain: lab.domain,
      competency: lab.competency,
      weight,
      minutes,
      ...(values ? { values } : {}),
      time: task.time + (exam.current === n ? sinceOpened(exam, desk.now()) : 0),
      opened: task.before !== undefined,
      flagged,
      answered,
      points: score.points,
      results: score.results,
    };
  }

  private score(exam: RunningExam, task: RunningTask, lab: Lab, at: number): Score {
    const { desk } = this;
    const { n, before } = task;
    if (!before) return unopened(lab);
    const file = (path: string): string | undefined => desk.readFile(placeOf(n), path);
    if (exam.current === n) return desk.withCluster((cluster) => scored(lab, cluster, before, file));
    const state = desk.shelved(placeOf(n));
    if (!state) return unopened(lab);
    return scored(lab, new Cluster(caughtUp(state, Math.max(0, at - (task.asideAt ?? at))), false), before, file);
  }

  private save(change: (exam: RunningExam) => void): void {
    this.desk.changeExam((exam) => {
      if (exam) change(exam);
      return exam;
    });
  }
}

/** The cluster after the time that has passed while it was put aside. */
function caughtUp(state: ClusterState, milliseconds: number): ClusterState {
  const cluster = new Cluster(state, false);
  cluster.advance(cluster.now + milliseconds);
  return cluster.state;
}
