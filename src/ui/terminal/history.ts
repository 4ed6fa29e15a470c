// The lines that were typed: walked through with the arrows, searched with Ctrl-R.

/** How many lines are kept. */
const longest = 1000;

export class History {
  private readonly lines: string[] = [];
  /** Where the arrows are: lines.length is the line being typed. */
  private at = 0;
  /** Lines as they were changed in passing, by index. */
  private drafts = new Map<number, string>();

  add(line: string): void {
    if (line.trim() !== '' && this.lines.at(-1) !== line) this.lines.push(line);
    if (this.lines.length > longest) this.lines.shift();
    this.rest();
  }

  /** Back to the line being typed. */
  rest(): void {
    this.at = this.lines.length;
    this.drafts.clear();
  }

  /** The line before or after, when there is one; `current` is kept for the way back. */
  walk(step: -1 | 1, current: string): string | undefined {
    const next = this.at + step;
    if (next < 0 || next > this.lines.length) return undefined;
    this.drafts.set(this.at, current);
    this.at = next;
    return this.drafts.get(next) ?? this.lines[next] ?? '';
  }

  /** The newest line before `before` that holds the text. */
  search(text: string, before: number = this.lines.length): { line: string; index: number } | undefined {
    if (text === '') return undefined;
    for (let index = Math.min(before, this.lines.length) - 1; index >= 0; index--) {
      const line = this.lines[index] as string;
      if (line.includes(text)) return { line, index };
    }
    return undefined;
  }

  /** The last word of the last line, for Alt-. */
  lastWord(): string {
    return this.lines.at(-1)?.trim().split(/\s+/).at(-1) ?? '';
  }

  all(): readonly string[] {
    return this.lines;
  }
}
