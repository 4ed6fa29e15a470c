// A line of what was printed: text in runs of one style, and cut into rows of a width.
import { charWidth } from '../text/width.ts';

/** Text of one style; the style is the escape sequences that set it. */
export interface Run {
  text: string;
  style: string;
}

export interface Line {
  runs: Run[];
  /** In characters, each taken as one place. */
  length: number;
}

export const newLine = (): Line => ({ runs: [], length: 0 });

export const cellsOf = ({ runs }: Line): Run[] => runs.flatMap(({ text, style }) => [...text].map((char) => ({ text: char, style })));

export function lineOf(cells: readonly Run[]): Line {
  const runs: Run[] = [];
  for (const { text, style } of cells) {
    const end = runs.at(-1);
    if (end?.style === style) end.text += text;
    else runs.push({ text, style });
  }
  return { runs, length: cells.length };
}

const blank: Run = { text: ' ', style: '' };

/** The cells, with blanks up to a place that lies behind them. */
export function cellsUpTo(line: Line, column: number): Run[] {
  const cells = cellsOf(line);
  while (cells.length < column) cells.push(blank);
  return cells;
}

export const blanks = (count: number): Run[] => Array<Run>(Math.max(0, count)).fill(blank);

const styled = (text: string, style: string): string => (style === '' || text === '' ? text : `${style}${text}\x1b[0m`);

/** Rows of at most `width` columns; each stands by itself. */
export function wrapRuns(runs: readonly Run[], width: number): string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const { text, style } of runs) {
    let piece = '';
    for (const char of text) {
      const size = charWidth(char);
      if (used + size > width) {
        rows.push(row + styled(piece, style));
        row = '';
        piece = '';
        used = 0;
      }
      piece += char;
      used += size;
    }
    row += styled(piece, style);
  }
  return [...rows, row];
}

/** How many rows that makes. */
export const heightOf = ({ runs, length }: Line, width: number): number => (length <= width && runs.every(({ text }) => /^[\x20-\x7e]*$/.test(text)) ? 1 : wrapRuns(runs, width).length);
