// The lines that were typed: walked through with the arrows, searched with Ctrl-R. The shell keeps them.

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

  /** The line before or after, when there is one; `current` is kept for the way back. */
  walk(step: -1 | 1, current: string): string | undefined {
    const lines = this.lines();
    const next = this.back - step;
    if (next < 0 || next > lines.length) return undefined;
    this.drafts.set(this.back, current);
    this.back = next;
    return this.drafts.get(next) ?? lines[lines.length - next] ?? '';
  }

  /** The newest line before `before` that holds the text. */
  search(text: string, before: number = this.lines().length): { line: string; index: number } | undefined {
    if (text === '') return undefined;
    const lines = this.lines();
    for (let index = Math.min(before, lines.length) - 1; index >= 0; index--) {
      const line = lines[index] as string;
      if (line.includes(text)) return { line, index };
    }
    return undefined;
  }

  /** The last word of the last line, for Alt-. */
  lastWord(): string {
    return this.lines().at(-1)?.trim().split(/\s+/).at(-1) ?? '';
  }
}
