// What a client types into a container: all of it, or line by line. A terminal's input is echoed, and edited with backspace, as a tty does it.
const keys = { interrupt: 3, endOfInput: 4, backspace: 8, newline: 10, enter: 13, kill: 21, delete: 127 } as const;

export class TypedInput {
  private pending = '';
  private readonly lines: string[] = [];
  private isOver = false;
  private waiting: (() => void) | undefined;

  constructor(
    private readonly isTerminal: boolean,
    private readonly echo: (text: string) => void,
  ) {}

  add(bytes: Buffer): void {
    if (this.isTerminal) for (const char of bytes.toString('utf8')) this.press(char);
    else {
      const parts = `${this.pending}${bytes.toString('utf8')}`.split('\n');
      this.pending = parts.pop() as string;
      this.lines.push(...parts);
    }
    this.waiting?.();
  }

  end(): void {
    this.isOver = true;
    this.waiting?.();
  }

  /** The next line; nothing at the end of the input. */
  async line(): Promise<string | undefined> {
    while (this.lines.length === 0 && !this.isOver) await this.more();
    const line = this.lines.shift();
    if (line !== undefined || this.pending === '') return line;
    const rest = this.pending;
    this.pending = '';
    return rest;
  }

  async all(): Promise<string> {
    while (!this.isOver) await this.more();
    const text = [...this.lines.splice(0).map((line) => `${line}\n`), this.pending].join('');
    this.pending = '';
    return text;
  }

  private more(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  private press(char: string): void {
    const code = char.codePointAt(0) ?? 0;
    if (code === keys.enter || code === keys.newline) {
      this.echo('\r\n');
      this.lines.push(this.pending);
      this.pending = '';
    } else if (code === keys.endOfInput) {
      if (this.pending === '') this.isOver = true;
    } else if (code === keys.interrupt || code === keys.kill) {
      this.echo(code === keys.interrupt ? '^C\r\n' : '\b \b'.repeat([...this.pending].length));
      this.pending = '';
      if (code === keys.interrupt) this.lines.push('');
    } else if (code === keys.backspace || code === keys.delete) {
      if (this.pending !== '') this.echo('\b \b');
      this.pending = [...this.pending].slice(0, -1).join('');
    } else if (char >= ' ') {
      this.echo(char);
      this.pending += char;
    }
  }
}
