// The tasks of an exam: each has a cluster of its own, put aside while another one is worked on, and graded at the end.
import { Cluster, type ClusterState } from '../cluster.ts';
import { type ExamRecord, given, type Lab, type RunningExam, type RunningTask, type Score, type TaskRecord, withValues } from '../labs/index.ts';
import { type Desk, SessionError } from './desk.ts';
import { endOf, isOver, minute, settle, sinceOpened, usedBy, zeroOf } from './examClock.ts';
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
    if (from !== undefined) this.putAside(from);
    this.prepareFirst(n);
    this.save((exam) => {
      exam.entering = n;
    });
    this.enter();
  }

  putAside(n: number): void {
    const { desk } = this;
    desk.shelve(
      placeOf(n),
      desk.withCluster(({ state }) => state),
    );
    const now = desk.now();
    this.save((exam) => {
      settle(exam, now);
      taskIn(exam, n).asideAt = usedBy(exam, now);
    });
  }

  private prepareFirst(n: number): void {
    const { desk } = this;
    const task = taskIn(desk.readExam() as RunningExam, n);
    if (task.before) return;
    const lab = this.labOf(task);
    const { state, before } = prepared(lab, desk.born(lab.profile));
    desk.lay(placeOf(n), given(lab));
    desk.shelve(placeOf(n), state);
    this.save((exam) => {
      Object.assign(taskIn(exam, n), { before, asideAt: usedBy(exam, desk.now()) });
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
    desk.enter(livedOn(state, task, usedBy(exam, now)), { at: zeroOf(exam), name: placeOf(task.n) });
    this.save((draft) => {
      draft.current = task.n;
      draft.since = now;
      delete draft.entering;
    });
  }

  /** Grades one task after the other, and says which comes next. */
  *graded(exam: RunningExam): Generator<{ n: number; of: number }, ExamRecord> {
    const { desk } = this;
    const now = desk.now();
    const duration = exam.minutes * minute;
    const there = exam.tasks.filter(({ lab }) => desk.labs().some(({ id }) => id === lab));
    const tasks: TaskRecord[] = [];
    for (const task of there) {
      yield { n: tasks.length + 1, of: there.length };
      tasks.push(this.gradedTask(exam, task, now));
    }
    const all = tasks.reduce((sum, { weight }) => sum + weight, 0);
    const score = tasks.reduce((sum, { weight, points }) => sum + weight * points, 0) / Math.max(1, all);
    const { title, seed, practice, startedAt, pass } = exam;
    const at = endOf(exam, now);
    return { exam: exam.exam, title, seed, practice, startedAt, at, time: Math.min(duration, usedBy(exam, now)), duration, score: Math.round(score * 10) / 10, pass, tasks };
  }

  private gradedTask(exam: RunningExam, task: RunningTask, now: number): TaskRecord {
    const lab = this.labOf(task);
    const { n, weight, minutes, values, flagged, answered } = task;
    const score = this.score(exam, task, lab, now);
    return {
      n,
      lab: lab.id,
      title: lab.title,
      domain: lab.domain,
      competency: lab.competency,
      weight,
      minutes,
      ...(values ? { values } : {}),
      time: task.time + (exam.current === n ? sinceOpened(exam, now) : 0),
      opened: task.before !== undefined,
      flagged,
      answered,
      points: score.points,
      results: score.results,
    };
  }

  private score(exam: RunningExam, task: RunningTask, lab: Lab, now: number): Score {
    const { desk } = this;
    const { n, before } = task;
    const state = before && this.stateAtEnd(exam, task, now);
    if (!state) return unopened(lab);
    const until = isOver(exam, now) ? zeroOf(exam) : undefined;
    const file = (path: string): string | undefined => desk.readFile(placeOf(n), path, until);
    return scored(lab, new Cluster(state, false), before, file);
  }

  /** What counts: the cluster as it is now, or as it was when the time was over. */
  private stateAtEnd(exam: RunningExam, task: RunningTask, now: number): ClusterState | undefined {
    const { desk } = this;
    const place = placeOf(task.n);
    if (exam.current === task.n && exam.pausedAt === undefined) {
      // When the time is over, whoever comes first puts it on the shelf as it was then: nobody may have come yet.
      const live = desk.withCluster(({ state }) => state);
      return isOver(exam, now) ? desk.shelved(place) : live;
    }
    const aside = desk.shelved(place);
    return aside && livedOn(aside, task, usedBy(exam, endOf(exam, now)));
  }

  private save(change: (exam: RunningExam) => void): void {
    this.desk.changeExam((exam) => {
      if (exam) change(exam);
      return exam;
    });
  }
}

const taskIn = (exam: RunningExam, n: number): RunningTask => exam.tasks.find((task) => task.n === n) as RunningTask;

/** Enough for everything to come to rest; more would only clear up behind the person: old events, requests for certificates, finished jobs. */
const longestAlone = 10 * minute;

/** The cluster after the time that has passed since it was put aside. */
function livedOn(state: ClusterState, { asideAt }: RunningTask, used: number): ClusterState {
  const cluster = new Cluster(state, false);
  cluster.advance(cluster.now + Math.max(0, Math.min(longestAlone, used - (asideAt ?? used))));
  return cluster.state;
}
