// A lab being worked on: what is open, its terminal, and which part of its task is seen.
import type { OpenLab } from '../../../session.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export class WorkState {
  first = 0;
  private height = 1;
  private length = 0;
  private isEndWanted = false;
  private readAt: number;
  private open_: OpenLab;

  constructor(
    open: OpenLab,
    now: number,
    readonly terminal: Terminal,
  ) {
    this.open_ = open;
    this.readAt = now;
  }

  get open(): OpenLab {
    return this.open_;
  }

  /** What the session says of it now. */
  update(open: OpenLab, now: number): void {
    this.open_ = open;
    this.readAt = now;
  }

  /** The clock stands when the lab is solved. */
  timeUsed(now: number): number {
    return this.open.timeUsed + (this.open.solved ? 0 : Math.max(0, now - this.readAt));
  }

  /** The part of the task and the hints that is seen. */
  visibleTask(width: number, height: number, theme: Theme): string[] {
    const lines = taskLines(this.open, width, theme);
    this.height = height;
    this.length = lines.length;
    this.scrollTask(this.isEndWanted ? this.length : 0);
    this.isEndWanted = false;
    return lines.slice(this.first, this.first + height);
  }

  scrollTask(step: number): void {
    this.first = Math.max(0, Math.min(this.length - this.height, this.first + step));
  }

  /** The end is to be seen when the task is drawn next: a hint is new there. */
  showEnd(): void {
    this.isEndWanted = true;
  }

  scrollTaskPage(direction: -1 | 1): void {
    this.scrollTask(direction * Math.max(1, this.height - 1));
  }

  /** Which part is seen, when not all is. */
  get position(): string {
    return this.length > this.height ? `${this.first + 1}-${Math.min(this.length, this.first + this.height)} of ${this.length}, PgUp PgDn` : '';
  }
}

export function taskLines({ lab, hintsShown }: OpenLab, width: number, theme: Theme): string[] {
  const about = [lab.host && `on host ${lab.host}`, lab.namespace && `namespace ${lab.namespace}`].filter(Boolean).join(', ');
  const hints = hintsShown.flatMap((hint, index) => ['', theme.strong(`Hint ${index + 1} of ${lab.hints.length}`), ...renderMarkdown(hint, width, theme)]);
  return [...wrapSpans([{ text: lab.title, style: theme.title }], width), ...(about ? [theme.quiet(about)] : []), '', ...renderMarkdown(lab.task, width, theme), ...hints];
}
