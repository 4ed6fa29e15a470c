// What commands printed, as lines with styles: what a terminal makes of text, returns, tabs, colours and clearing.
import { blanks, cellsOf, cellsUpTo, heightOf, type Line, lineOf, newLine, wrapRuns } from './cells.ts';

/** How many lines are kept. */
const most = 10_000;
const tab = 8;

const pattern = /\x1b\[([\d;:?<=>!]*)([ -/]*[@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()*+][0-9A-B]|\x1b[^[\]]|[\n\r\t\b\f\v\x07]|[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]|[^\x00-\x1f\x7f]+/g;
/** A sequence of which the end has not come yet. */
const unfinished = /\x1b(?:\[[\d;:?<=>! -/]*|\][^\x07\x1b]*\x1b?|[()*+])?$/;

export class Scrollback {
  private lines: Line[] = [newLine()];
  /** Where the next character goes. */
  private row = 0;
  private column = 0;
  private kept = { row: 0, column: 0 };
  /** How many lines a program takes the window to have. */
  screenRows = 24;
  /** What runs draws a screen of its own: it is seen from its first row, cut to the window, and gone when it ends. */
  private screenSince: { top: number } | undefined;
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
    return (this.lines.at(-1) as Line).length > 0;
  }

  /** Everything is gone, as a terminal does when its scrollback is erased. */
  clear(): void {
    this.lines = [newLine()];
    this.row = 0;
    this.column = 0;
    this.top = 0;
    this.begin = 0;
    this.screenSince = undefined;
  }

  /** What is seen is gone, and stays above. */
  clearScreen(): void {
    this.toEnd();
    if (this.isMidLine) this.nextLine();
    this.top = this.lines.length - 1;
  }

  /** A command begins to print. */
  commandBegins(): void {
    this.commandEnds();
    if (this.isMidLine) this.nextLine();
    this.begin = this.lines.length - 1;
  }

  /** A command has ended, wherever it left the cursor. */
  commandEnds(): void {
    this.leaveScreen();
    this.toEnd();
  }

  private enterScreen(): void {
    this.screenSince ??= { top: this.top };
    this.clearCommand();
  }

  private leaveScreen(): void {
    if (!this.screenSince) return;
    const { top } = this.screenSince;
    this.screenSince = undefined;
    this.clearCommand();
    this.top = top;
  }

  private toEnd(): void {
    if (this.row === this.lines.length - 1) return;
    this.row = this.lines.length - 1;
    this.column = (this.lines[this.row] as Line).length;
  }

  /** A command that draws its own screen draws it again and again: what it drew before is not kept. */
  private clearCommand(): void {
    this.lines = [...this.lines.slice(0, this.begin), newLine()];
    this.row = this.begin;
    this.column = 0;
    this.top = this.begin;
  }

  private forget(count: number): void {
    this.lines = this.lines.slice(count);
    this.row = Math.max(0, this.row - count);
    this.top = Math.max(0, this.top - count);
    if (this.screenSince) this.screenSince.top = Math.max(0, this.screenSince.top - count);
    this.begin = Math.max(0, this.begin - count);
  }

  private get line(): Line {
    return this.lines[this.row] as Line;
  }

  private set line(line: Line) {
    this.lines[this.row] = line;
  }

  private take([piece, parameters, final]: RegExpMatchArray): void {
    if (final !== undefined) this.control(parameters as string, final);
    else if (this.moves[piece]) this.moves[piece]();
    else if ((piece[0] as string) >= ' ' && piece[0] !== '\x7f') this.put(piece);
  }

  private readonly nextLine = (): void => {
    this.goTo(this.row + 1, 0);
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
    '\x1b7': () => this.remember(),
    '\x1b8': () => this.goTo(this.kept.row, this.kept.column),
    '\x1bM': () => this.goTo(this.row - 1, this.column),
  };

  private remember(): void {
    this.kept = { row: this.row, column: this.column };
  }

  /** The first line of what a program takes for the window. */
  private get origin(): number {
    return Math.max(this.top, this.lines.length - this.screenRows);
  }

  private goTo(row: number, column: number): void {
    this.row = Math.max(Math.min(this.origin, this.row), Math.min(row, this.row + this.screenRows));
    this.column = Math.max(0, column);
    while (this.lines.length <= this.row) this.lines.push(newLine());
  }

  private control(parameters: string, final: string): void {
    if (final === 'm') this.style = /^(?:0|0?;0?)?$/.test(parameters) ? '' : /^0;/.test(parameters) ? `\x1b[${parameters}m` : `${this.style}\x1b[${parameters}m`;
    else if (parameters === '?1049' && final === 'h') this.enterScreen();
    else if (parameters === '?1049' && final === 'l') this.leaveScreen();
    else if (/^[\d;]*$/.test(parameters)) this.controls[final]?.(Number.parseInt(parameters, 10), parameters);
  }

  /** By the character that ends the sequence; `count` is its first number, if it has any. */
  private readonly controls: Readonly<Record<string, (count: number, parameters: string) => void>> = {
    A: (count) => this.goTo(this.row - (count || 1), this.column),
    B: (count) => this.goTo(this.row + (count || 1), this.column),
    C: (count) => this.goTo(this.row, this.column + Math.min(count || 1, 500)),
    D: (count) => this.goTo(this.row, this.column - (count || 1)),
    E: (count) => this.goTo(this.row + (count || 1), 0),
    F: (count) => this.goTo(this.row - (count || 1), 0),
    G: (count) => this.goTo(this.row, (count || 1) - 1),
    H: (count, parameters) => this.goTo(this.origin + (count || 1) - 1, (Number(parameters.split(';')[1]) || 1) - 1),
    J: (count) => this.eraseScreen(count || 0),
    K: (count) => this.eraseLine(count || 0),
    P: (count) => this.splice(count || 1, 0),
    '@': (count) => this.splice(0, count || 1),
    s: () => this.remember(),
    u: () => this.goTo(this.kept.row, this.kept.column),
  };

  private eraseScreen(how: number): void {
    if (how === 2) this.clearCommand();
    else if (how === 3) this.clear();
    else if (how === 0) {
      this.lines = this.lines.slice(0, this.row + 1);
      this.eraseLine(0);
    }
  }

  private eraseLine(how: number): void {
    const cells = cellsOf(this.line);
    this.line = lineOf(how === 1 ? [...blanks(Math.min(this.column + 1, cells.length)), ...cells.slice(this.column + 1)] : cells.slice(0, how === 2 ? 0 : this.column));
  }

  private splice(gone: number, more: number): void {
    const cells = cellsUpTo(this.line, this.column);
    cells.splice(this.column, gone, ...blanks(more));
    this.line = lineOf(cells);
  }

  private put(text: string): void {
    const { line } = this;
    const length = [...text].length;
    if (this.column === line.length) {
      const end = line.runs.at(-1);
      if (end?.style === this.style) end.text += text;
      else line.runs.push({ text, style: this.style });
      line.length += length;
    } else {
      const cells = cellsUpTo(line, this.column);
      cells.splice(this.column, length, ...[...text].map((char) => ({ text: char, style: this.style })));
      this.line = lineOf(cells);
    }
    this.column += length;
  }

  /** The last `count` rows of a width, newest last, and whether there are more above. `skip` rows at the end are left out. */
  rows(width: number, count: number, skip = 0): { rows: string[]; above: boolean } {
    if (this.screenSince && skip === 0) return { rows: this.lines.slice(this.top, this.top + count).map((line) => wrapRuns(line.runs, width)[0] as string), above: this.top > 0 };
    const found: string[] = [];
    let index = this.lines.length - 1;
    const first = skip > 0 ? 0 : this.top;
    for (; index >= first && found.length < count + skip; index--) found.unshift(...wrapRuns((this.lines[index] as Line).runs, width));
    const rows = found.slice(0, found.length - skip).slice(-count);
    return { rows, above: index >= 0 || found.length > count + skip };
  }

  /** How many rows of a width there are. */
  height(width: number): number {
    return this.lines.reduce((sum, line) => sum + heightOf(line, width), 0);
  }
}
