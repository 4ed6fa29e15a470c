// Something being worked on: what is to be read beside the terminal, the terminal, and which part of the text is seen.
import type { Theme } from '../../text/theme.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What the working view needs to know of a lab, a task of an exam, a drill, or the sandbox. */
export interface Assignment {
  readonly title: string;
  /** What is to be read, in lines of a width. */
  lines(width: number, theme: Theme): readonly string[];
  /** What stands at the right end of the title. */
  clock(theme: Theme): string;
  /** The keys at the foot of the screen. */
  keys(): readonly string[];
  /** What the function keys do, by name. */
  readonly acts: Readonly<Record<string, () => void>>;
}

/** How much of the window the text may have, in per cent; the person moves it with Alt and the arrows. */
const [narrowest, widest, step] = [15, 80, 5];

export class WorkState {
  first = 0;
  /** Nothing until the person has moved it. */
  share: number | undefined;
  private height = 1;
  private length = 0;
  private isEndWanted = false;

  constructor(
    public assignment: Assignment,
    readonly terminal: Terminal,
  ) {}

  /** The part of the text that is seen. */
  visibleText(width: number, height: number, theme: Theme): readonly string[] {
    const lines = this.assignment.lines(width, theme);
    this.height = height;
    this.length = lines.length;
    this.scroll(this.isEndWanted ? this.length : 0);
    this.isEndWanted = false;
    return lines.slice(this.first, this.first + height);
  }

  scroll(by: number): void {
    this.first = Math.max(0, Math.min(this.length - this.height, this.first + by));
  }

  scrollPage(direction: -1 | 1): void {
    this.scroll(direction * Math.max(1, this.height - 1));
  }

  /** The end is to be seen when the text is drawn next: something is new there. */
  showEnd(): void {
    this.isEndWanted = true;
  }

  /** Gives the text more room, or less; `usual` is what it has by itself. */
  widen(direction: -1 | 1, usual: number): void {
    this.share = Math.max(narrowest, Math.min(widest, (this.share ?? Math.round(usual / step) * step) + direction * step));
  }

  /** Which part is seen, when not all is. */
  get position(): string {
    return this.length > this.height ? `${this.first + 1}-${Math.min(this.length, this.first + this.height)} of ${this.length}, PgUp PgDn` : '';
  }
}
