// What is typed while a command runs in this process, line by line.

export class TypedLines {
  private text = '';
  private ended = false;
  private waiting: (() => void) | undefined;

  add(text: string): void {
    this.text += text;
    this.waiting?.();
  }

  end(): void {
    this.ended = true;
    this.waiting?.();
  }

  /** What has been typed is of no use any more. */
  forget(): void {
    this.text = '';
  }

  rest(): string {
    return this.text;
  }

  /** Nothing at the end of the input, or when nobody wants it any more. */
  async next(signal: AbortSignal): Promise<string | undefined> {
    const wake = (): void => this.waiting?.();
    signal.addEventListener('abort', wake);
    while (!this.text.includes('\n') && !this.ended && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
      });
    }
    signal.removeEventListener('abort', wake);
    const end = this.text.indexOf('\n');
    if (end < 0 || signal.aborted) return undefined;
    const line = this.text.slice(0, end);
    this.text = this.text.slice(end + 1);
    return line;
  }
}
