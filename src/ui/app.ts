// The app: which screen is seen, and what its keys do. It knows no React; AppView draws it.
import type { LabSummary, Session } from '../session.ts';
import type { Machine, Outlet } from './machine.ts';
import type { Key } from './screen/keyboard.ts';
import type { Position } from './screen/screen.ts';
import { pressInList } from './screens/choose/keys.ts';
import { ChooseState } from './screens/choose/state.ts';
import { helpPage } from './screens/read/help.ts';
import { pressInPage } from './screens/read/keys.ts';
import { scorePage } from './screens/read/score.ts';
import { solutionPage } from './screens/read/solution.ts';
import { type Page, ReadState } from './screens/read/state.ts';
import { pressInWork } from './screens/work/keys.ts';
import { WorkState } from './screens/work/state.ts';
import { Terminal } from './terminal/terminal.ts';
import type { Theme } from './text/theme.ts';
import { fill } from './text/width.ts';

export interface AppOptions {
  machine: Machine;
  theme: Theme;
  size: Size;
  /** Gives the terminal away while the work runs. */
  handOver: Outlet['handOver'];
  quit(): void;
}

export interface Size {
  columns: number;
  rows: number;
}

interface Question {
  text: string;
  yes(): void;
}

/** How often the screen is drawn at most while something prints. */
const frame = 16;

export class App {
  readonly machine: Machine;
  readonly theme: Theme;
  readonly choose: ChooseState;
  size: Size;
  work: WorkState | undefined;
  page: ReadState | undefined;
  question: Question | undefined;
  /** Something to read in the footer until the next key. */
  message = '';
  /** Where the person types in what was drawn last. */
  cursor: Position | undefined;
  version = 0;
  /** Whether the working view is seen, and not the list. */
  private isWorking = false;
  private readonly listeners = new Set<() => void>();
  private drawn = 0;
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly options: AppOptions) {
    this.machine = options.machine;
    this.theme = options.theme;
    this.size = options.size;
    this.choose = new ChooseState(() => this.session.labs());
    this.choose.chooseLab(this.choose.all.find(({ state }) => state === 'open')?.lab.id);
  }

  private get session(): Session {
    return this.machine.session;
  }

  /** What is seen. */
  get screen(): 'choose' | 'work' | 'read' {
    if (this.page) return 'read';
    return this.isWorking && this.work ? 'work' : 'choose';
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Something looks different now. Many changes at once are drawn once. */
  readonly changed = (): void => {
    if (this.waiting) return;
    const since = performance.now() - this.drawn;
    this.waiting = setTimeout(() => this.draw(), since >= frame ? 0 : frame - since);
  };

  private draw(): void {
    this.waiting = undefined;
    this.drawn = performance.now();
    this.version++;
    for (const listener of this.listeners) listener();
  }

  resize(size: Size): void {
    this.size = size;
    this.changed();
  }

  press(key: Key): void {
    this.message = '';
    if (this.question) this.answer(key);
    else if (this.page) pressInPage(this, this.page, key);
    else if (this.isWorking && this.work) pressInWork(this, this.work, key);
    else pressInList(this, key);
    this.changed();
  }

  /** Keys that mean the same wherever a lab is open. Alt and the digit is for keyboards without function keys. */
  pressForLab({ name }: Key): boolean {
    const act = this.labKeys[name.replace(/^alt-(\d)$/, (_, digit) => `f${digit === '0' ? 10 : digit}`)];
    act?.();
    return act !== undefined;
  }

  private readonly labKeys: Readonly<Record<string, () => void>> = {
    f1: () => this.read(helpPage(this.theme)),
    f2: () => this.busy('Checking ...', () => this.check()),
    f3: () => this.hint(),
    f4: () => this.solution(),
    f5: () => this.ask('Begin this lab again? What you did in it is lost.', () => this.busy('Preparing the lab ...', () => this.reset())),
    f6: () => this.toList(),
    f10: () => this.quit(),
  };

  /** From the list: goes on with the lab that is open, or opens another. */
  openLab({ lab, state }: LabSummary): void {
    const open = this.choose.all.find((other) => other.state === 'open');
    const begin = (): void =>
      this.busy(`Preparing ${lab.title} ...`, () => {
        this.session.start(lab.id);
        this.closeWork();
        this.enterWork();
      });
    if (state === 'open') this.busy('', () => this.enterWork());
    else if (!open) begin();
    else this.ask(`"${open.lab.title}" is open; what you did in it is lost. Open the other?`, begin);
  }

  /** From the list: leaves the lab that is open, for the person's own cluster. */
  leaveLab(): void {
    const open = this.choose.all.find(({ state }) => state === 'open');
    if (!open) return;
    this.ask(`Leave "${open.lab.title}"? What you did in it is lost.`, () =>
      this.busy('', () => {
        this.session.stop();
        this.closeWork();
        this.choose.refresh();
      }),
    );
  }

  closePage(): void {
    this.page = undefined;
  }

  toList(): void {
    this.page = undefined;
    this.isWorking = false;
    this.choose.refresh();
    this.changed();
  }

  quit(): void {
    this.options.quit();
  }

  /** Ends what runs. */
  close(): void {
    clearTimeout(this.waiting);
    this.closeWork();
  }

  /** The line of keys, or what is asked or told instead. */
  footer(keys: readonly string[]): string {
    const { theme, size } = this;
    if (this.question) return theme.chosen(fill(` ${this.question.text}  y yes  n no`, size.columns));
    if (this.message !== '') return theme.strong(fill(` ${this.message}`, size.columns));
    let line = ' ';
    for (const key of keys) if (line.length + key.length < size.columns) line += `${key}  `;
    return theme.bar(fill(line, size.columns));
  }

  private answer({ name, text }: Key): void {
    const { question } = this;
    const isYes = text.toLowerCase() === 'y';
    if (isYes || text.toLowerCase() === 'n' || ['escape', 'ctrl-c'].includes(name)) this.question = undefined;
    if (isYes) question?.yes();
  }

  private ask(text: string, yes: () => void): void {
    this.question = { text, yes };
  }

  private read(page: Page): void {
    this.page = new ReadState(page);
  }

  /** Says what takes a moment, and then does it. A failure is told, not thrown. */
  private busy(message: string, work: () => void): void {
    this.message = message;
    if (message !== '') this.draw();
    setTimeout(() => {
      this.message = '';
      try {
        work();
      } catch (error) {
        this.message = error instanceof Error ? error.message : String(error);
      }
      this.changed();
    });
  }

  private enterWork(): void {
    this.session.taskShown();
    const open = this.session.opened();
    const now = this.machine.now();
    if (this.work?.open.lab.id === open.lab.id) this.work.update(open, now);
    else this.work = new WorkState(open, now, this.newTerminal(open.lab.id, open.directory));
    this.page = undefined;
    this.isWorking = true;
  }

  private newTerminal(name: string, directory: string): Terminal {
    return new Terminal({ shell: this.machine.openShell(directory), name, changed: this.changed, handOver: this.options.handOver, left: () => this.toList() });
  }

  private closeWork(): void {
    this.work?.terminal.close();
    this.work = undefined;
  }

  private refreshWork(): void {
    this.work?.update(this.session.opened(), this.machine.now());
  }

  private check(): void {
    const score = this.session.check();
    this.refreshWork();
    this.read(scorePage(this.session.opened(), score, this.theme));
  }

  private hint(): void {
    this.busy('', () => {
      this.session.hint();
      this.page = undefined;
      this.refreshWork();
      this.work?.showEnd();
    });
  }

  private solution(): void {
    const show = (): void => this.busy('', () => this.read(solutionPage(this.session.opened(), this.session.solution(), this.theme)));
    if (this.session.opened().solved) show();
    else this.ask('Show the solution before you have solved it?', show);
  }

  private reset(): void {
    this.session.reset();
    this.closeWork();
    this.enterWork();
  }
}
