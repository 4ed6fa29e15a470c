// The lines that were typed: walked through with the arrows, searched with Ctrl-R. The shell keeps them.
import { historyWords } from '../../session.ts';

/** A line of the history, counted from the first, and a place in it. */
export interface Found {
  line: string;
  index: number;
  at: number;
}

export class History {
  /** Where the arrows are, counted from the line being typed. */
  private back = 0;
  /** Lines as they were changed in passing, by how far back they are. */
  private drafts = new Map<number, string>();

  constructor(private readonly lines: () => readonly string[]) {}

  /** Back to the line being typed. */
  rest(): void {
    this.back = 0;
    this.drafts.clear();
  }

  /** The line some steps on, when there is one; `current` is kept for the way back. */
  walk(step: number, current: string): string | undefined {
    const next = Math.max(0, Math.min(this.lines().length, this.back - step));
    if (next === this.back) return undefined;
    this.drafts.set(this.back, current);
    this.back = next;
    return this.drafts.get(next) ?? this.lines()[this.lines().length - next] ?? '';
  }

  /** Where the arrows are, as the lines are counted: the line being typed comes after the last. */
  get index(): number {
    return this.lines().length - this.back;
  }

  /** The arrows go on from here. */
  goTo(index: number, current: string): void {
    this.drafts.set(this.back, current);
    this.back = this.lines().length - index;
  }

  /** Where a text was typed, from a place backwards or forwards; the line being typed is `current`. */
  search(text: string, from: { index: number; at: number }, direction: -1 | 1, current: string): Found | undefined {
    const lines = this.lines();
    for (let index = from.index; index >= 0 && index <= lines.length; index += direction) {
      const line = index === lines.length ? current : (lines[index] as string);
      const start = index === from.index ? from.at : direction < 0 ? line.length : 0;
      const at = start < 0 ? -1 : direction < 0 ? line.lastIndexOf(text, start) : line.indexOf(text, start);
      if (at >= 0) return { line, index, at };
    }
    return undefined;
  }

  /** The last word of the line so many lines back, for Alt-. */
  lastWord(back: number): string | undefined {
    const lines = this.lines();
    const line = lines[lines.length - back];
    return line === undefined ? undefined : (historyWords(line).at(-1) ?? '');
  }
}
