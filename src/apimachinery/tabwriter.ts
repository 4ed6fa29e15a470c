// Aligns cells that tabs end, as Go's text/tabwriter does: a column is as wide as the widest of the adjacent lines that have it.

export interface TabWriterOptions {
  /** The least width of a cell, padding included. */
  minwidth: number;
  /** Only for padding made of tabs, which kubectl does not use. */
  tabwidth: number;
  padding: number;
  flags?: {
    /** A column stays at least as wide as it was before the last flush (kubectl get -w). */
    rememberWidths?: boolean;
    /** Columns whose cells are all empty take no room. */
    discardEmptyColumns?: boolean;
  };
}

/** kubectl get. */
export const tableOptions: TabWriterOptions = { minwidth: 6, tabwidth: 4, padding: 3, flags: { rememberWidths: true } };
/** kubectl describe. */
export const describeOptions: TabWriterOptions = { minwidth: 0, tabwidth: 8, padding: 2 };

const widthOf = (cell: string): number => {
  let width = 0;
  for (const _ of cell) width++;
  return width;
};

export class TabWriter {
  private text = '';
  private readonly remembered: number[] = [];

  constructor(private readonly options: TabWriterOptions) {}

  write(text: string): void {
    this.text += text;
  }

  /** All that was written since the last flush, aligned. A form feed flushes what is before it. */
  flush(): string {
    const { text } = this;
    this.text = '';
    return text
      .split('\f')
      .map((part, i, parts) => this.block(part) + (i < parts.length - 1 ? '\n' : ''))
      .join('');
  }

  private block(text: string): string {
    const lines = text.split('\n').map((line) => line.split('\t'));
    const widths = lines.map((): number[] => []);
    this.measure(lines, widths, 0, 0, lines.length);
    return lines.map((cells, i) => cells.map((cell, j) => this.padded(cell, (widths[i] as number[])[j])).join('')).join('\n');
  }

  private padded(cell: string, width: number | undefined): string {
    return width === undefined ? cell : cell + ' '.repeat(Math.max(width - widthOf(cell), 0));
  }

  /** Gives the cells of a column their widths, block by block, and goes on to the columns at the right of each block. */
  private measure(lines: readonly string[][], widths: number[][], column: number, from: number, to: number): void {
    const hasCell = (line: number): boolean => column < (lines[line] as string[]).length - 1;
    for (let start = from; start < to; start++) {
      if (!hasCell(start)) continue;
      let end = start;
      while (end < to && hasCell(end)) end++;
      const width = this.width(
        lines.slice(start, end).map((cells) => widthOf(cells[column] as string)),
        column,
      );
      for (let line = start; line < end; line++) (widths[line] as number[])[column] = width;
      this.measure(lines, widths, column + 1, start, end);
      start = end - 1;
    }
  }

  private width(cells: number[], column: number): number {
    const { minwidth, padding, flags } = this.options;
    const widest = Math.max(...cells);
    if (flags?.discardEmptyColumns && widest === 0) return 0;
    const width = Math.max(minwidth, widest + padding);
    if (!flags?.rememberWidths) return width;
    const remembered = Math.max(width, this.remembered[column] ?? 0);
    this.remembered[column] = remembered;
    return remembered;
  }
}
