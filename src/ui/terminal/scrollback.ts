// What commands printed, as lines with styles: what a terminal makes of text, returns, tabs, colours and clearing.
import { charWidth } from '../text/width.ts';

/** Text of one style; the style is the escape sequences that set it. */
interface Run {
  text: string;
  style: string;
}

interface Line {
  runs: Run[];
  /** In characters, each taken as one place. */
  length: number;
}

const newLine = (): Line => ({ runs: [], length: 0 });

/** How many lines are kept. */
const most = 10_000;
const tab = 8;

const pattern = /\x1b\[([\d;:?<=>!]*)([ -/]*[@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()*+][0-9A-B]|\x1b[^[\]]|[\n\r\t\b\f\v\x07]|[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]|[^\x00-\x1f\x7f]+/g;
/** A sequence of which the end has not come yet. */
const unfinished = /\x1b(?:\[[\d;:?<=>! -/]*|\][^\x07\x1b]*\x1b?|[()*+])?$/;

export class Scrollback {
  private lines: Line[] = [newLine()];
  private column = 0;
  private style = '';
  private pending = '';
  /** Clearing the screen hides the lines above this one; they are found by scrolling. */
  private top = 0;
  /** Where the output of what runs begins. */
  private begin = 0;

  write(text: string): void {
    const all = this.pending + text;
    const open = unfinished.exec(all);
    this.pending = open && open[0].length < 200 ? open[0] : '';
    const whole = this.pending === '' ? all : all.slice(0, -this.pending.length);
    for (const match of whole.matchAll(pattern)) this.take(match);
    if (this.lines.length > most + most / 10) this.forget(this.lines.length - most);
  }

  /** Whether something stands in the last line. */
  get isMidLine(): boolean {
    return this.last.length > 0;
  }

  /** Everything is gone, as a terminal does when its scrollback is erased. */
  clear(): void {
    this.lines = [newLine()];
    this.column = 0;
    this.top = 0;
    this.begin = 0;
  }

  /** What is seen is gone, and stays above. */
  clearScreen(): void {
    if (this.isMidLine) this.nextLine();
    this.top = this.lines.length - 1;
  }

  /** A command begins to print. */
  commandBegins(): void {
    if (this.isMidLine) this.nextLine();
    this.begin = this.lines.length - 1;
  }

  /** A command that draws its own screen draws it again and again: what it drew before is not kept. */
  private clearCommand(): void {
    this.lines = [...this.lines.slice(0, this.begin), newLine()];
    this.column = 0;
    this.top = this.begin;
  }

  private forget(count: number): void {
    this.lines = this.lines.slice(count);
    this.top = Math.max(0, this.top - count);
    this.begin = Math.max(0, this.begin - count);
  }

  private get last(): Line {
    return this.lines.at(-1) as Line;
  }

  private take([piece, parameters, final]: RegExpMatchArray): void {
    if (final !== undefined) this.control(parameters as string, final);
    else if (this.moves[piece]) this.moves[piece]();
    else if ((piece[0] as string) >= ' ' && piece[0] !== '\x7f') this.put(piece);
  }

  private readonly nextLine = (): void => {
    this.lines.push(newLine());
    this.column = 0;
  };

  private readonly moves: Readonly<Record<string, () => void>> = {
    '\n': this.nextLine,
    '\v': this.nextLine,
    '\f': this.nextLine,
    '\r': () => {
      this.column = 0;
    },
    '\b': () => {
      this.column = Math.max(0, this.column - 1);
    },
    '\t': () => this.put(' '.repeat(tab - (this.column % tab))),
    '\x1bc': () => this.clear(),
  };

  private control(parameters: string, final: string): void {
    if (final === 'm') this.style = /^(?:0|0?;0?)?$/.test(parameters) ? '' : /^0;/.test(parameters) ? `\x1b[${parameters}m` : `${this.style}\x1b[${parameters}m`;
    else if (final === 'J' && parameters === '2') this.clearCommand();
    else if (final === 'J' && parameters === '3') this.clear();
    else if (final === 'K') this.erase(parameters);
    else if (final === 'G') this.column = Math.max(0, Number(parameters || 1) - 1);
    else if (final === 'C') this.put(' '.repeat(Math.min(Number(parameters || 1), 500)));
    else if (final === 'D') this.column = Math.max(0, this.column - Number(parameters || 1));
  }

  private erase(parameters: string): void {
    const cells = cellsOf(this.last).slice(0, parameters === '2' ? 0 : this.column);
    this.lines[this.lines.length - 1] = lineOf(cells);
  }

  private put(text: string): void {
    const line = this.last;
    const length = [...text].length;
    if (this.column === line.length) {
      const end = line.runs.at(-1);
      if (end?.style === this.style) end.text += text;
      else line.runs.push({ text, style: this.style });
      line.length += length;
    } else {
      const cells = cellsOf(line);
      while (cells.length < this.column) cells.push({ text: ' ', style: '' });
      cells.splice(this.column, length, ...[...text].map((char) => ({ text: char, style: this.style })));
      this.lines[this.lines.length - 1] = lineOf(cells);
    }
    this.column += length;
  }

  /** The last `count` rows of a width, newest last, and whether there are more above. `skip` rows at the end are left out. */
  rows(width: number, count: number, skip = 0): { rows: string[]; above: boolean } {
    const found: string[] = [];
    let index = this.lines.length - 1;
    const first = skip > 0 ? 0 : this.top;
    for (; index >= first && found.length < count + skip; index--) found.unshift(...wrapRuns((this.lines[index] as Line).runs, width));
    const rows = found.slice(0, found.length - skip).slice(-count);
    return { rows, above: index >= 0 || found.length > count + skip };
  }

  /** How many rows of a width there are. */
  height(width: number): number {
    return this.lines.reduce((sum, { runs, length }) => sum + (length <= width && runs.every(({ text }) => /^[\x20-\x7e]*$/.test(text)) ? 1 : wrapRuns(runs, width).length), 0);
  }
}

const cellsOf = ({ runs }: Line): Run[] => runs.flatMap(({ text, style }) => [...text].map((char) => ({ text: char, style })));

function lineOf(cells: readonly Run[]): Line {
  const runs: Run[] = [];
  for (const { text, style } of cells) {
    const end = runs.at(-1);
    if (end?.style === style) end.text += text;
    else runs.push({ text, style });
  }
  return { runs, length: cells.length };
}

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
