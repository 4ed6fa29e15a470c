// The app: which screen is seen, what is asked or told over it, and when it is drawn. It knows no React; AppView draws it.
import type { ReactNode } from 'react';
import type { Session } from '../session.ts';
import type { Machine, Outlet } from './machine.ts';
import type { Key } from './screen/keyboard.ts';
import type { Position } from './screen/screen.ts';
import { EditState } from './screens/edit/state.ts';
import { type Page, ReadState } from './screens/read/state.ts';
import { pressInPage } from './screens/read/keys.ts';
import { type ScreenName, screens } from './screens/index.ts';
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

/** What is seen and what its keys do. */
export interface AppScreen {
  view(app: App): ReactNode;
  press(key: Key): void;
  /** Whether a clock is shown. */
  readonly ticks?: boolean;
  /** It is seen again after another one. */
  shown?(): void;
  /** What it is about is over, or the app ends. */
  close?(): void;
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
  size: Size;
  screen: AppScreen;
  page: ReadState | undefined;
  editor: EditState | undefined;
  question: Question | undefined;
  /** Something to read in the footer until the next key. */
  message = '';
  /** Where the person types in what was drawn last. */
  cursor: Position | undefined;
  version = 0;
  private working: { about: string; screen: AppScreen } | undefined;
  private readonly listeners = new Set<() => void>();
  private drawn = 0;
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly options: AppOptions) {
    this.machine = options.machine;
    this.theme = options.theme;
    this.size = options.size;
    this.screen = screens.home(this);
  }

  get session(): Session {
    return this.machine.session;
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
    else if (this.editor) this.editor.press(key);
    else if (this.page) pressInPage(this, this.page, key);
    else this.screen.press(key);
    this.changed();
  }

  /** Another screen is seen; a page over the one before goes with it. */
  go(name: ScreenName): void {
    this.show(screens[name](this));
  }

  /** A screen with a terminal is seen as it was left, if it is still about the same. */
  work(name: ScreenName, about: string): void {
    if (this.working?.about !== about) {
      this.closeWork();
      this.working = { about, screen: screens[name](this) };
    }
    this.show(this.working.screen);
  }

  /** What was worked on is over: its terminal goes. */
  closeWork(): void {
    this.working?.screen.close?.();
    this.working = undefined;
  }

  show(screen: AppScreen): void {
    this.page = undefined;
    this.screen = screen;
    screen.shown?.();
    this.changed();
  }

  read(page: Page): void {
    this.page = new ReadState(page);
    this.changed();
  }

  closePage(): void {
    const { page } = this;
    this.page = undefined;
    page?.page.left?.();
  }

  /** The small editor over everything; answers the text, or nothing when it was left without saving. */
  readonly edit: Outlet['edit'] = (name, text) =>
    new Promise((resolve) => {
      this.editor = new EditState(name, text, (result) => {
        this.editor = undefined;
        resolve(result);
      });
      this.changed();
    });

  get handOver(): Outlet['handOver'] {
    return this.options.handOver;
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
    return theme.bar(fill(line.trimEnd(), size.columns));
  }

  private answer({ name, text }: Key): void {
    const { question } = this;
    const isYes = text.toLowerCase() === 'y';
    if (isYes || text.toLowerCase() === 'n' || ['escape', 'ctrl-c'].includes(name)) this.question = undefined;
    if (isYes) question?.yes();
  }

  ask(text: string, yes: () => void): void {
    this.question = { text, yes };
  }

  /** Says something in the footer until the next key. */
  tell(message: string): void {
    this.message = message;
    this.changed();
  }

  /** Says what takes a moment, and then does it. A failure is told, not thrown. */
  busy(message: string, work: () => void): void {
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
}
