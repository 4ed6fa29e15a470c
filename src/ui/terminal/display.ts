// What is seen of a terminal: the newest of what was printed and what is being typed after it, or what lies above.
import type { Position } from '../screen/screen.ts';
import { widthOf } from '../text/width.ts';
import { place } from './place.ts';
import { Scrollback } from './scrollback.ts';

export interface Drawing {
  rows: string[];
  cursor: Position | undefined;
  /** How many rows of newer text lie below. */
  below: number;
}

export class Display {
  readonly printed = new Scrollback();
  private scrolled = 0;
  size = { width: 80, height: 24 };

  /** False when the key does not scroll. */
  scroll(name: string): boolean {
    const page = Math.max(1, this.size.height - 1);
    const step = { 'shift-up': 1, 'shift-down': -1, 'shift-pageup': page, 'shift-pagedown': -page, 'alt-pageup': page, 'alt-pagedown': -page }[name];
    if (step === undefined) return false;
    const most = Math.max(0, this.printed.height(this.size.width) + 1 - this.size.height);
    this.scrolled = Math.min(most, Math.max(0, this.scrolled + step));
    return true;
  }

  toNewest(): void {
    this.scrolled = 0;
  }

  /** What was typed stands where it was typed. */
  echo(prompt: string, text: string): void {
    this.printed.write(`${prompt}${place(text, 0, Number.POSITIVE_INFINITY, widthOf(prompt)).rows.join('\n').trimEnd()}\n`);
  }

  beginRow(): void {
    if (this.printed.isMidLine) this.printed.write('\n');
  }

  /** The rows that fit; `at` is where the cursor is in the text that is being typed. */
  draw(width: number, height: number, text: string, at: number): Drawing {
    this.size = { width, height };
    this.printed.screenRows = height;
    if (this.scrolled > 0) return { rows: this.printed.rows(width, height, this.scrolled).rows, cursor: undefined, below: this.scrolled };
    const printed = this.printed.rows(width, height).rows;
    const last = printed.at(-1) ?? '';
    const typed = place(text, at, width, widthOf(last));
    const rows = [...printed.slice(0, -1), last + typed.rows[0], ...typed.rows.slice(1)];
    const y = typed.cursor.y + Math.max(0, printed.length - 1);
    // The cursor is seen, even in a text that is longer than the window.
    const first = Math.max(0, Math.min(rows.length - height, y));
    return { rows: rows.slice(first, first + height), cursor: { x: typed.cursor.x, y: y - first }, below: 0 };
  }
}
