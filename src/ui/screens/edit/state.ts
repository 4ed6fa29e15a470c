// A small editor, for machines that have none: the text in lines, the cursor, and what the keys do with them.
import type { Key } from '../../screen/keyboard.ts';

interface Moment {
  lines: readonly string[];
  x: number;
  y: number;
}

const longestUndo = 200;
const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? '';

export class EditState {
  lines: readonly string[];
  x = 0;
  y = 0;
  /** The first line and column that are seen. */
  first = 0;
  left = 0;
  isChanged = false;
  /** The person has asked to leave, and there is something that is not saved. */
  isAsking = false;
  private saved: string | undefined;
  private height = 1;
  private cutLines: string[] = [];
  private cutLast = false;
  private readonly earlier: Moment[] = [];

  constructor(
    readonly name: string,
    text: string,
    private readonly done: (text: string | undefined) => void,
  ) {
    this.lines = text.replace(/\n$/, '').split('\n');
  }

  get line(): string {
    return this.lines[this.y] ?? '';
  }

  press(key: Key): void {
    const wasCut = this.cutLast;
    this.cutLast = false;
    if (this.isAsking) this.answer(key);
    else if (key.name === 'text') this.insert(key.text);
    else if (key.name === 'paste') this.insert(key.text.replaceAll('\t', '  '));
    else if (key.name === 'ctrl-k') this.cut(wasCut);
    else this.keys[key.name]?.();
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    up: () => this.to(this.y - 1, this.x),
    down: () => this.to(this.y + 1, this.x),
    left: () => (this.x > 0 ? this.to(this.y, this.x - 1) : this.y > 0 && this.to(this.y - 1, Number.POSITIVE_INFINITY)),
    right: () => (this.x < this.line.length ? this.to(this.y, this.x + 1) : this.y < this.lines.length - 1 && this.to(this.y + 1, 0)),
    home: () => this.to(this.y, 0),
    end: () => this.to(this.y, Number.POSITIVE_INFINITY),
    'ctrl-a': () => this.to(this.y, 0),
    'ctrl-e': () => this.to(this.y, Number.POSITIVE_INFINITY),
    'ctrl-home': () => this.to(0, 0),
    'ctrl-end': () => this.to(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
    pageup: () => this.to(this.y - this.height, this.x),
    pagedown: () => this.to(this.y + this.height, this.x),
    enter: () => this.insert(`\n${indentOf(this.line.slice(0, this.x))}`),
    tab: () => this.insert('  '),
    backspace: () => this.erase(-1),
    'ctrl-h': () => this.erase(-1),
    delete: () => this.erase(1),
    'ctrl-d': () => this.erase(1),
    'ctrl-u': () => this.insert(this.cutLines.map((line) => `${line}\n`).join('')),
    'ctrl-z': () => this.undo(),
    'ctrl-_': () => this.undo(),
    'ctrl-s': () => this.save(),
    'ctrl-o': () => this.save(),
    'ctrl-x': () => this.leave(),
    'ctrl-c': () => this.leave(),
  };

  private to(y: number, x: number): void {
    this.y = Math.max(0, Math.min(this.lines.length - 1, y));
    this.x = Math.max(0, Math.min(this.line.length, x));
  }

  private change(lines: readonly string[], y: number, x: number): void {
    this.earlier.push({ lines: this.lines, x: this.x, y: this.y });
    if (this.earlier.length > longestUndo) this.earlier.shift();
    this.lines = lines.length > 0 ? lines : [''];
    this.isChanged = true;
    this.to(y, x);
  }

  private insert(text: string): void {
    const pieces = text.split('\n');
    const [before, after] = [this.line.slice(0, this.x), this.line.slice(this.x)];
    const last = pieces.at(-1) as string;
    pieces[0] = before + pieces[0];
    const x = pieces.length === 1 ? this.x + text.length : last.length;
    pieces[pieces.length - 1] += after;
    this.change([...this.lines.slice(0, this.y), ...pieces, ...this.lines.slice(this.y + 1)], this.y + pieces.length - 1, x);
  }

  /** The character before or after the cursor; at the end of a line, the end. */
  private erase(step: -1 | 1): void {
    const from = step < 0 ? this.x - 1 : this.x;
    const { lines, y, line } = this;
    const upper = step < 0 ? y - 1 : y;
    const [above, below] = [lines[upper], lines[upper + 1]];
    if (from >= 0 && from < line.length) this.change(lines.with(y, line.slice(0, from) + line.slice(from + 1)), y, from);
    else if (above !== undefined && below !== undefined) this.change([...lines.slice(0, upper), above + below, ...lines.slice(upper + 2)], upper, above.length);
  }

  /** Lines cut one after another are kept together. */
  private cut(more: boolean): void {
    this.cutLines = [...(more ? this.cutLines : []), this.line];
    this.cutLast = true;
    this.change([...this.lines.slice(0, this.y), ...this.lines.slice(this.y + 1)], this.y, 0);
  }

  private undo(): void {
    const last = this.earlier.pop();
    if (last) Object.assign(this, last);
  }

  private save(): void {
    this.saved = this.lines.length === 1 && this.line === '' ? '' : `${this.lines.join('\n')}\n`;
    this.isChanged = false;
  }

  private leave(): void {
    if (this.isChanged) this.isAsking = true;
    else this.done(this.saved);
  }

  private answer({ name, text }: Key): void {
    this.isAsking = false;
    if (text.toLowerCase() === 'y') this.save();
    if (['y', 'n'].includes(text.toLowerCase())) this.done(this.saved);
    else if (!['escape', 'ctrl-c'].includes(name)) this.isAsking = true;
  }

  /** The part that is seen in a place of this size; the cursor is in it. */
  visible(width: number, height: number): string[] {
    this.height = height;
    this.first = Math.max(Math.min(this.first, this.y), this.y - height + 1);
    this.left = this.x < this.left ? this.x : Math.max(this.left, this.x - width + 1);
    // A tab is one character here, so that the cursor is where it seems to be.
    return this.lines.slice(this.first, this.first + height).map((line) => line.slice(this.left, this.left + width).replaceAll('\t', ' '));
  }
}
