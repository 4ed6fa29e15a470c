// A page to be read: a title, and lines that are made for a width.

export interface Page {
  title: string;
  lines(width: number): string[];
  /** What function keys do here, by name. */
  acts?: Readonly<Record<string, () => void>>;
  /** Their names at the foot of the page. */
  keys?: readonly string[];
  /** What Enter does, where it is more than going back. */
  enter?: string;
  /** The person goes back. */
  left?(): void;
}

export class ReadState {
  first = 0;
  private height = 1;
  private length = 0;

  constructor(readonly page: Page) {}

  /** The lines that are seen. */
  visible(width: number, height: number): string[] {
    const lines = this.page.lines(width);
    this.height = height;
    this.length = lines.length;
    this.scroll(0);
    return lines.slice(this.first, this.first + height);
  }

  scroll(step: number): void {
    this.first = Math.max(0, Math.min(this.length - this.height, this.first + step));
  }

  get pageSize(): number {
    return Math.max(1, this.height - 1);
  }

  /** Which lines are seen, when not all are. */
  get position(): string {
    return this.length > this.height ? `lines ${this.first + 1}-${Math.min(this.length, this.first + this.height)} of ${this.length}` : '';
  }
}
