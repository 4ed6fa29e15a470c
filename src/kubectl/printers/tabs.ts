// Cells that end with tabs become columns that stand below each other, as `kubectl get` prints them (Go's text/tabwriter
// with a least width of 6 and 3 spaces between columns), and columns keep their widths from one flush to the next.
import type { Write } from './printer.ts';

const leastWidth = 6;
const padding = 3;

const widthOf = (text: string): number => [...text].length;

interface Formatter {
  lines: readonly (readonly string[])[];
  /** The widest that each column has been. */
  remembered: number[];
  out: string;
}

function writeLines(to: Formatter, from: number, end: number, widths: readonly number[]): void {
  for (const cells of to.lines.slice(from, end)) {
    const padded = cells.map((cell, i) => (i < widths.length ? cell + ' '.repeat((widths[i] as number) - widthOf(cell)) : cell));
    to.out += `${padded.join('')}\n`;
  }
}

/** A column reaches as far down as lines have a cell in it that a tab ends. */
function format(to: Formatter, from: number, end: number, widths: readonly number[]): void {
  const column = widths.length;
  const hasColumn = (line: number): boolean => column < (to.lines[line] as readonly string[]).length - 1;
  let written = from;
  for (let line = from; line < end; line++) {
    if (!hasColumn(line)) continue;
    writeLines(to, written, line, widths);
    const first = line;
    let width = Math.max(leastWidth, to.remembered[column] ?? 0);
    for (; line < end && hasColumn(line); line++) width = Math.max(width, widthOf(to.lines[line]?.[column] as string) + padding);
    to.remembered[column] = width;
    format(to, first, line, [...widths, width]);
    written = line;
    line--;
  }
  writeLines(to, written, end, widths);
}

export interface ColumnWriter {
  /** Takes lines whose cells end with tabs. */
  write(text: string): void;
  /** Aligns what was written since the last flush, and passes it on. */
  flush(): void;
  forgetWidths(): void;
}

export function columnWriter(write: Write): ColumnWriter {
  let text = '';
  let remembered: number[] = [];
  return {
    write: (more) => {
      text += more;
    },
    flush() {
      if (text === '') return;
      const to: Formatter = {
        lines: text
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => line.split('\t')),
        remembered,
        out: '',
      };
      text = '';
      format(to, 0, to.lines.length, []);
      write(to.out);
    },
    forgetWidths: () => {
      remembered = [];
    },
  };
}

/** Aligns one piece of text by itself. */
export function alignColumns(text: string): string {
  let out = '';
  const writer = columnWriter((aligned) => {
    out = aligned;
  });
  writer.write(text);
  writer.flush();
  return out;
}
