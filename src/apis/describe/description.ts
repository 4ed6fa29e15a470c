// The text of a description while it is written: indented lines whose cells tabs end, aligned when it is done.
import { describeOptions, TabWriter } from '../../apimachinery/tabwriter.ts';

/** Two spaces for each level. */
const indent = (level: number): string => '  '.repeat(level);

/** What a terminal would obey is shown instead. */
const escaped = (text: string): string => text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');

class Page {
  private readonly writer = new TabWriter(describeOptions);
  private settled = '';

  write(text: string): void {
    this.writer.write(escaped(text));
  }

  settle(): void {
    this.settled += this.writer.flush();
  }

  text(): string {
    this.settle();
    return this.settled;
  }
}

export class Description {
  constructor(
    private readonly page = new Page(),
    /** Stands before every piece, not only at the start of a line: so it is with what is nested in a volume. */
    private readonly margin = '',
  ) {}

  /** The same page, further to the right. */
  nested(level: number): Description {
    return new Description(this.page, this.margin + indent(level));
  }

  /** A piece as it stands. */
  piece(text: string): void {
    this.page.write(this.margin + text);
  }

  /** Cells of one line. The last one does not count for the width of its column. */
  row(level: number, ...cells: readonly unknown[]): void {
    this.piece(`${indent(level)}${cells.join('\t')}\n`);
  }

  /** `Label:  value` */
  field(label: string, value: unknown, level = 0): void {
    this.row(level, `${label}:`, value);
  }

  /** `Label:` above what belongs to it. */
  heading(label: string, level = 0): void {
    this.row(level, `${label}:`);
  }

  /** A field whose values stand below each other; `<none>` when there are none. */
  fields(label: string, values: readonly string[], before = ''): void {
    this.piece(`${before}${label}:\t`);
    if (values.length === 0) this.piece('<none>\n');
    values.forEach((value, i) => {
      if (i > 0) {
        this.piece(before);
        this.piece('\t');
      }
      this.piece(`${value}\n`);
    });
  }

  /** Column titles, and dashes below each. */
  titles(level: number, ...titles: readonly string[]): void {
    this.row(level, ...titles);
    this.row(level, ...titles.map((title) => '-'.repeat(title.length)));
  }

  /** What comes now has columns of its own. */
  settle(): void {
    this.page.settle();
  }

  text(): string {
    return this.page.text();
  }
}
