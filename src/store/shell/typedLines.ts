// What is typed while a command runs in this process, line by line.

export class TypedLines {
  private text = '';
  private ended = false;
  private waiting: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.end());
  }

  add(text: string): void {
    this.text += text;
    this.waiting?.();
  }

  end(): void {
    this.ended = true;
    this.waiting?.();
  }

  rest(): string {
    return this.text;
  }

  async next(): Promise<string | undefined> {
    while (!this.text.includes('\n') && !this.ended) {
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
      });
    }
    const end = this.text.indexOf('\n');
    if (end < 0) return undefined;
    const line = this.text.slice(0, end);
    this.text = this.text.slice(end + 1);
    return line;
  }
}
