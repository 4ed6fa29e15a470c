// The terminal: a prompt, the line being edited, what runs, and what was printed. It knows no React; `draw` says how it looks.
import type { Outlet, Running, Shell } from '../machine.ts';
import type { Key } from '../screen/keyboard.ts';
import type { Position } from '../screen/screen.ts';
import { charWidth, widthOf } from '../text/width.ts';
import { type Candidates, completed, listed, manyCandidates } from './completion.ts';
import { History } from './history.ts';
import { type EditedLine, editWith, emptyLine, insert, lineWith } from './lineEditor.ts';
import { Scrollback } from './scrollback.ts';

export interface TerminalOptions {
  shell: Shell;
  changed(): void;
  handOver: Outlet['handOver'];
  edit: Outlet['edit'];
  /** The person is done with this terminal: Ctrl-D, `exit`. */
  left(): void;
  /** A line has ended; `keys` is what it took to type it. */
  ran?(line: string, keys: number): void;
}

interface Search {
  text: string;
  found: { line: string; index: number } | undefined;
  failed: boolean;
  /** What was being typed before. */
  before: EditedLine;
}

export interface Drawing {
  rows: string[];
  cursor: Position | undefined;
  /** How many rows of newer text lie below. */
  below: number;
}

export class Terminal {
  private readonly history: History;
  private readonly scrollback = new Scrollback();
  private line: EditedLine = emptyLine;
  private search: Search | undefined;
  private running: Running | undefined;
  /** Lines that were entered while something ran, and that it did not read. */
  private ahead: string[] = [];
  /** Candidates that are shown if the person says so. */
  private offered: Candidates | undefined;
  /** Ctrl-C forgets what was typed before it; what is typed after it is for the prompt. */
  private isInterrupted = false;
  /** Lines that are no whole command yet. */
  private begun: string[] = [];
  private scrolled = 0;
  /** Since the last line began to run. */
  private typedKeys = 0;
  private size = { width: 80, height: 24 };

  constructor(private readonly options: TerminalOptions) {
    this.history = new History(() => options.shell.history);
  }

  get isBusy(): boolean {
    return this.running !== undefined;
  }

  private get prompt(): string {
    return this.search ? `(${this.search.failed ? 'failed ' : ''}reverse-i-search)\`${this.search.text}': ` : this.shellPrompt;
  }

  private get shellPrompt(): string {
    return this.begun.length > 0 ? '> ' : this.options.shell.prompt;
  }

  /** False when the key means nothing here. */
  press(key: Key): boolean {
    const scrolls = this.scroll(key.name);
    if (!scrolls) {
      this.scrolled = 0;
      if (!this.take(key)) return false;
      this.typedKeys += Math.max(1, key.text.length);
    }
    this.options.changed();
    return true;
  }

  /** Something for the person to read that no command printed. */
  tell(text: string): void {
    this.scrollback.write(`${this.scrollback.isMidLine ? '\n' : ''}${text}\n`);
    this.options.changed();
  }

  close(): void {
    this.running?.interrupt();
    this.options.shell.close();
  }

  private scroll(name: string): boolean {
    const step = {
      'shift-up': 1,
      'shift-down': -1,
      'shift-pageup': this.size.height - 1,
      'shift-pagedown': 1 - this.size.height,
      'alt-pageup': this.size.height - 1,
      'alt-pagedown': 1 - this.size.height,
    }[name];
    if (step === undefined) return false;
    const most = Math.max(0, this.scrollback.height(this.size.width) + 1 - this.size.height);
    this.scrolled = Math.min(most, Math.max(0, this.scrolled + step));
    return true;
  }

  private take(key: Key): boolean {
    if (this.offered) return this.answerOffer(key);
    if (this.search && this.takeSearch(key)) return true;
    if (key.name === 'text') return this.edited(insert(this.line, key.text));
    if (key.name === 'paste') return this.edited(insert(this.line, pasted(key.text)));
    const act = this.keys[key.name];
    if (act) {
      act();
      return true;
    }
    const line = editWith(this.line, key.name);
    return line !== undefined && this.edited(line);
  }

  private edited(line: EditedLine): true {
    this.line = line;
    return true;
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    enter: () => this.enter(),
    tab: () => this.complete(),
    up: () => this.walk(-1),
    down: () => this.walk(1),
    'ctrl-p': () => this.walk(-1),
    'ctrl-n': () => this.walk(1),
    'ctrl-r': () => {
      if (!this.running) this.search = { text: '', found: undefined, failed: false, before: this.line };
    },
    'ctrl-l': () => this.scrollback.clearScreen(),
    'ctrl-c': () => this.interrupt(),
    'ctrl-d': () => this.endOfInput(),
    'alt-.': () => this.edited(insert(this.line, this.history.lastWord())),
  };

  private complete(): void {
    if (this.running) return;
    const { shell } = this.options;
    const before = this.line.text.slice(0, this.line.cursor);
    const candidates = shell.complete(before);
    const line = completed(this.line, candidates);
    if (line) this.line = line;
    else if (candidates.words.length > manyCandidates) this.offered = candidates;
    else if (candidates.words.length > 1) this.list(candidates);
  }

  private list({ words }: Candidates): void {
    this.beginRow(this.shellPrompt + this.line.text);
    for (const row of listed(words, this.size.width)) this.scrollback.write(`${row}\n`);
  }

  /** What was printed last may have no end of line. */
  private beginRow(text: string): void {
    this.scrollback.write(`${this.scrollback.isMidLine ? '\n' : ''}${text}\n`);
  }

  private answerOffer({ name, text }: Key): true {
    const offered = this.offered as Candidates;
    const yes = ['y', 'Y', ' '].includes(text) || name === 'tab';
    if (yes || ['n', 'N'].includes(text) || ['backspace', 'escape', 'ctrl-c', 'ctrl-g'].includes(name)) this.offered = undefined;
    if (yes) this.list(offered);
    return true;
  }

  private walk(step: -1 | 1): void {
    if (this.running) return;
    const line = this.history.walk(step, this.line.text);
    if (line !== undefined) this.line = lineWith(this.line, line);
  }

  /** Keys of Ctrl-R; any other takes what was found and does its own work. */
  private takeSearch(key: Key): boolean {
    const search = this.search as Search;
    if (key.name === 'ctrl-g' || key.name === 'ctrl-c') {
      this.line = search.before;
      this.search = undefined;
      return true;
    }
    if (key.name === 'text') this.find(search.text + key.text, (search.found?.index ?? Number.POSITIVE_INFINITY) + 1);
    else if (key.name === 'backspace') this.find(search.text.slice(0, -1));
    else if (key.name === 'ctrl-r') this.find(search.text, search.found?.index);
    else {
      this.search = undefined;
      return key.name === 'escape';
    }
    return true;
  }

  private find(text: string, before?: number): void {
    const search = this.search as Search;
    const found = this.history.search(text, before);
    this.search = { ...search, text, found: found ?? search.found, failed: found === undefined && text !== '' };
    if (found) this.line = lineWith(this.line, found.line, found.line.indexOf(text));
  }

  private interrupt(): void {
    this.ahead = [];
    if (this.running) {
      this.scrollback.write(`${this.line.text}^C\n`);
      this.running.interrupt();
      this.isInterrupted = true;
    } else this.scrollback.write(`${this.shellPrompt}${this.line.text}^C\n`);
    this.begun = [];
    this.line = lineWith(this.line, '');
    this.history.rest();
  }

  private endOfInput(): void {
    if (this.line.text !== '') this.line = editWith(this.line, 'delete') as EditedLine;
    else if (this.running) this.running.endInput();
    else if (this.begun.length > 0) this.interrupt();
    else {
      this.scrollback.write(`${this.scrollback.isMidLine ? '\n' : ''}${this.shellPrompt}`);
      this.options.shell.endOfInput((text) => this.print(text));
      if (this.scrollback.isMidLine) this.scrollback.write('\n');
      this.lookWhetherLeft();
    }
  }

  private lookWhetherLeft(): void {
    if (this.options.shell.left) this.options.left();
  }

  private enter(): void {
    const { text } = this.line;
    this.line = lineWith(this.line, '');
    if (this.running && this.isInterrupted) this.ahead.push(text);
    else if (this.running) {
      this.scrollback.write(`${text}\n`);
      this.running.input(`${text}\n`);
    } else this.submit(text);
  }

  /** A line is entered at the prompt: it runs when the command is whole. */
  private submit(text: string): void {
    this.beginRow(this.shellPrompt + text);
    const whole = [...this.begun, text].join('\n');
    const wantsMore = whole.trim() !== '' && this.options.shell.wantsMore(whole);
    this.begun = wantsMore ? [...this.begun, text] : [];
    this.history.rest();
    if (wantsMore || whole.trim() === '') this.next();
    else this.execute(whole);
  }

  private next(): void {
    this.options.changed();
    const [text, ...rest] = this.ahead;
    this.ahead = rest;
    if (text !== undefined) this.submit(text);
  }

  private async execute(command: string): Promise<void> {
    const { shell, handOver, edit } = this.options;
    this.scrollback.commandBegins();
    // The key that entered it is counted when its work is done.
    const keys = this.typedKeys + 1;
    this.typedKeys = -1;
    this.running = shell.run(command, { columns: this.size.width, rows: this.size.height, write: (text) => this.print(text), handOver, edit });
    // Whatever was typed too early is the command's, if it reads it.
    this.running.input(this.ahead.map((line) => `${line}\n`).join(''));
    this.ahead = [];
    const { unread } = await this.running.done;
    this.running = undefined;
    if (!this.isInterrupted) this.ahead = unread.split('\n').slice(0, -1);
    this.isInterrupted = false;
    this.options.ran?.(command, keys);
    this.next();
    this.lookWhetherLeft();
  }

  private print(text: string): void {
    this.scrollback.write(text);
    this.options.changed();
  }

  /** The newest rows that fit, the prompt after them, and where the cursor is. */
  draw(width: number, height: number): Drawing {
    this.size = { width, height };
    if (this.scrolled > 0) return { rows: this.scrollback.rows(width, height, this.scrolled).rows, cursor: undefined, below: this.scrolled };
    const printed = this.scrollback.rows(width, height).rows;
    if (this.offered) return this.drawOffer(printed, width, height);
    // What runs goes on printing: the line being typed stands right after it. A prompt begins a row.
    const joins = this.running !== undefined || !this.scrollback.isMidLine;
    const before = this.running ? (printed.at(-1) ?? '') : this.prompt;
    const above = joins ? printed.slice(0, -1) : printed;
    const typed = place(this.line.text, this.line.cursor, width, widthOf(before));
    const rows = [...above, before + typed.rows[0], ...typed.rows.slice(1)];
    const first = Math.max(0, rows.length - height);
    return { rows: rows.slice(first), cursor: { x: typed.cursor.x, y: typed.cursor.y + above.length - first }, below: 0 };
  }

  private drawOffer(printed: string[], width: number, height: number): Drawing {
    const above = this.scrollback.isMidLine ? printed : printed.slice(0, -1);
    const question = `Display all ${this.offered?.words.length} possibilities? (y or n)`;
    const rows = [...above, ...place(this.shellPrompt + this.line.text, 0, width, 0).rows, question].slice(-height);
    return { rows, cursor: { x: Math.min(question.length, width - 1), y: rows.length - 1 }, below: 0 };
  }
}

/** What may be typed, of what was pasted. The end of the last line is left to the person. */
const pasted = (text: string): string =>
  text
    .replace(/[^\n\t\x20-\x7e\x80-\u{10ffff}]/gu, '')
    .replaceAll('\t', '    ')
    .replace(/\n$/, '');

/** Text in rows of a width, the first of which begins at a column; and where its `at`th character goes. */
function place(text: string, at: number, width: number, column: number): { rows: string[]; cursor: Position } {
  const rows = [''];
  let x = column;
  let cursor: Position | undefined;
  let index = 0;
  const nextRow = (): void => {
    rows.push('');
    x = 0;
  };
  for (const char of `${text} `) {
    const size = char === '\n' ? 0 : charWidth(char);
    if (x + size > width) nextRow();
    if (index === at) cursor = { x, y: rows.length - 1 };
    if (char === '\n') nextRow();
    else rows[rows.length - 1] += char;
    x += size;
    index += char.length;
  }
  rows[rows.length - 1] = (rows.at(-1) as string).slice(0, -1);
  return { rows, cursor: cursor ?? { x: 0, y: 0 } };
}
