// Programs that run side by side: the stages of a pipe, and what was sent to the background.
import { type Instant, interruptKey, type ServeWait, type Wait } from '../../sim/index.ts';

/** Waits until a stream can go on: answered inside the shell. */
export interface StreamWait {
  for: 'stream';
  ready(): boolean;
}

/** Waits for other tasks of the same shell: answered inside the shell. */
export interface TaskWait {
  for: 'tasks';
  tasks: readonly Task[];
}

/** A text tool that is a language of its own (awk, sed, jq): the driver runs it on the machine's files. */
export interface UtilityWait {
  for: 'utility';
  name: string;
  args: readonly string[];
  stdin: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  files: UtilityFiles;
}

/** The files that a utility sees, by absolute path. */
export interface UtilityFiles {
  stat(path: string, follow: boolean): { directory: boolean; link?: string | undefined; mode: number; size: number; at: number } | undefined;
  read(path: string): string;
  write(path: string, text: string): void;
  list(path: string): string[];
  makeDirectory(path: string): void;
  remove(path: string): void;
  chmod(path: string, mode: number): void;
  link(target: string, path: string): void;
}

export interface UtilityResult {
  stdout: string;
  stderr: string;
  status: number;
}

/** Shows a text page by page; the answer is whether there was somebody to read it. */
export interface PagerWait {
  for: 'pager';
  text: string;
  args: readonly string[];
}

/** What reaches the driver. */
export type OuterWait = Wait | UtilityWait | PagerWait;
type AnyWait = OuterWait | StreamWait | TaskWait;
// biome-ignore lint/suspicious/noExplicitAny: an answer fits the wait that it is for
type AnyAnswer = any;
export type ShellProgram<Result> = Generator<AnyWait, Result, AnyAnswer>;
/** The same with what is answered inside the shell gone. */
export type OuterProgram<Result> = Generator<OuterWait, Result, AnyAnswer>;

/** Thrown into a line by its driver: Ctrl-C. */
export class Interrupted extends Error {}

/** The same for Ctrl-Z: what runs stands still, as a job. */
export class Stopped extends Error {}

export const sigint = 130;
/** 128 + SIGTSTP */
export const sigtstp = 148;

export class Task {
  wait: AnyWait | undefined;
  /** It goes on when the line that began it has ended, and Ctrl-C does not reach it. */
  background = false;
  /** Ctrl-Z: it waits to be told to go on. */
  isStopped = false;
  /** It is on its way: what it starts does not move it. */
  private isMoving = false;
  private answer: AnyAnswer;
  /** The exit status, once it has ended. */
  status: number | undefined;

  constructor(
    readonly program: ShellProgram<number>,
    /** As `jobs` shows it. */
    readonly text = '',
  ) {}

  get done(): boolean {
    return this.status !== undefined;
  }

  /** Runs until it waits for something that is not there yet. Answers whether it got any further. */
  advance(): boolean {
    if (this.done || this.isStopped || this.isMoving || (this.wait && !canGoOn(this.wait))) return false;
    const { answer } = this;
    this.answer = undefined;
    this.wait = undefined;
    this.isMoving = true;
    try {
      const step = this.program.next(answer);
      if (step.done) this.status = step.value;
      else this.wait = step.value;
    } finally {
      this.isMoving = false;
    }
    return true;
  }

  reply(answer: AnyAnswer): void {
    this.answer = answer;
    this.wait = undefined;
  }

  kill(status: number): void {
    if (this.done) return;
    this.status = status;
    this.program.return(status);
  }
}

function canGoOn(wait: AnyWait): boolean {
  if (wait.for === 'stream') return wait.ready();
  if (wait.for === 'serve') return wait.isOver === true;
  return wait.for === 'tasks' && wait.tasks.every((task) => task.done);
}

const timed = (wait: AnyWait | undefined): wait is Extract<Wait, { for: 'change' | 'instant' }> => wait?.for === 'change' || wait?.for === 'instant';
const until = (wait: Extract<Wait, { for: 'change' | 'instant' }>): Instant => (wait.for === 'instant' ? wait.at : (wait.until ?? Number.POSITIVE_INFINITY));

/** What the driver is not asked for one by one: time, which passes for all, and what the shell sees for itself. */
const ownWaits: ReadonlySet<AnyWait['for']> = new Set(['change', 'instant', 'stream', 'tasks', 'serve']);

/** All tasks of one shell and of the shells that it runs. */
export class Tasks {
  private readonly all = new Set<Task>();

  constructor(private readonly now: () => Instant) {}

  add(task: Task): Task {
    this.all.add(task);
    return task;
  }

  /** Runs everything until `main` has ended; what is in the background goes on when the next line runs. */
  *until(main: Task): OuterProgram<number> {
    this.add(main);
    try {
      for (;;) {
        this.run();
        if (main.done) return main.status as number;
        yield* this.wait();
      }
    } finally {
      this.all.delete(main);
    }
  }

  /** What goes on in the background. */
  get background(): Task[] {
    return [...this.all].filter(({ background, done, isStopped }) => background && !done && !isStopped);
  }

  /** Whom the driver is to serve: it does so beside everything else. */
  get serving(): ServeWait[] {
    return [...this.all].flatMap(({ wait, isStopped }) => (wait?.for === 'serve' && !isStopped ? [wait] : []));
  }

  /** Ctrl-C: what is not in the background ends, unless it hears of it (a shell in a container does). */
  interrupt(main: Task): void {
    const reached = [main, ...this.all].filter(({ background }) => !background);
    const hearing = reached.filter(({ wait }) => wait && 'hearsInterrupt' in wait && wait.hearsInterrupt);
    for (const task of hearing) task.reply(interruptKey);
    if (hearing.length > 0) return;
    for (const task of reached) {
      task.kill(sigint);
      this.all.delete(task);
    }
  }

  /** Ctrl-Z: what is not in the background stands still. */
  stop(main: Task): Task[] {
    const reached = [...this.all.add(main)].filter(({ background }) => !background);
    for (const task of reached) Object.assign(task, { isStopped: true, background: true });
    return reached;
  }

  private run(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const task of this.all) {
        if (task.advance()) moved = true;
        if (task.done) this.all.delete(task);
      }
    }
  }

  private *wait(): OuterProgram<void> {
    const tasks = [...this.all].filter(({ isStopped }) => !isStopped);
    const asks = tasks.filter(({ wait }) => wait && !ownWaits.has(wait.for));
    const timing = tasks.filter(({ wait }) => timed(wait));
    // What was sent to the background keeps nobody waiting who has something else to wait for, unless it is answered at once.
    const own = asks.find(({ background }) => !background);
    const quick = asks.find(({ wait }) => wait?.for === 'listen' || wait?.for === 'utility');
    const asking = own ?? quick ?? (timing.some(({ background }) => !background) ? undefined : asks[0]);
    if (asking) {
      asking.reply(yield asking.wait as OuterWait);
      return;
    }
    const waits = timing.map(({ wait }) => wait as Extract<Wait, { for: 'change' | 'instant' }>);
    const isServing = this.serving.length > 0;
    if (waits.length === 0 && !isServing) throw new Error('the shell waits for itself');
    const first = Math.min(...waits.map(until));
    if (isServing || waits.some((wait) => wait.for === 'change')) yield first === Number.POSITIVE_INFINITY ? { for: 'change' } : { for: 'change', until: first };
    else yield { for: 'instant', at: first };
    for (const task of timing) if (task.wait?.for === 'change' || until(task.wait as (typeof waits)[0]) <= this.now()) task.reply(undefined);
  }
}
