// The terminal: a prompt, the line being edited, what runs, and what was printed. It knows no React; `draw` says how it looks.
import type { Outlet, Running, Shell } from '../machine.ts';
import type { Key } from '../screen/keyboard.ts';
import type { Position } from '../screen/screen.ts';
import { charWidth, widthOf } from '../text/width.ts';
import { History } from './history.ts';
import { type EditedLine, editWith, emptyLine, insert, lineWith } from './lineEditor.ts';
import { Scrollback } from './scrollback.ts';

export interface TerminalOptions {
  shell: Shell;
  /** What stands before the place in the prompt. */
  name: string;
  changed(): void;
  handOver: Outlet['handOver'];
  /** The person is done with this terminal: Ctrl-D, `exit`. */
  left(): void;
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
  readonly history = new History();
  private readonly scrollback = new Scrollback();
  private line: EditedLine = emptyLine;
  private search: Search | undefined;
  private running: Running | undefined;
  /** Lines that were entered while something ran, and that it did not read. */
  private ahead: string[] = [];
  /** Whether Ctrl-D was typed after them. */
  private endsAhead = false;
  /** Ctrl-C forgets what was typed before it; what is typed after it is for the prompt. */
  private isInterrupted = false;
  /** Lines that are no whole command yet. */
  private begun: string[] = [];
  private asking = false;
  private scrolled = 0;
  private size = { width: 80, height: 24 };

  constructor(private readonly options: TerminalOptions) {}

  get isBusy(): boolean {
    return this.running !== undefined;
  }

  private get prompt(): string {
    return this.search ? `(${this.search.failed ? 'failed ' : ''}reverse-i-search)\`${this.search.text}': ` : this.shellPrompt;
  }

  private get shellPrompt(): string {
    return this.begun.length > 0 ? '> ' : `${this.options.name}:${this.options.shell.place}$ `;
  }

  /** False when the key means nothing here. */
  press(key: Key): boolean {
    const scrolls = this.scroll(key.name);
    if (!scrolls) {
      this.scrolled = 0;
      if (!this.take(key)) return false;
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
    if (this.search && this.takeSearch(key)) return true;
    if (key.name === 'text') return this.edited(insert(this.line, key.text));
    if (key.name === 'paste') return this.edited(insert(this.line, key.text.replace(/[^\n\t\x20-\x7e\x80-\u{10ffff}]/gu, '').replaceAll('\t', '    ')));
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
    up: () => this.walk(-1),
    down: () => this.walk(1),
    'ctrl-p': () => this.walk(-1),
    'ctrl-n': () => this.walk(1),
    'ctrl-r': () => {
      if (!this.running) this.search = { text: '', found: undefined, failed: false, before: this.line };
    },
    'ctrl-l': () => this.scrollback.clear(),
    'ctrl-c': () => this.interrupt(),
    'ctrl-d': () => this.endOfInput(),
    'alt-.': () => this.edited(insert(this.line, this.history.lastWord())),
  };

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
    else if (this.asking) this.endsAhead = true;
    else if (this.begun.length > 0) this.interrupt();
    else this.options.left();
  }

  private enter(): void {
    const { text } = this.line;
    this.line = lineWith(this.line, '');
    if (this.asking || (this.running && this.isInterrupted)) this.ahead.push(text);
    else if (this.running) {
      this.scrollback.write(`${text}\n`);
      this.running.input(`${text}\n`);
    } else this.submit(text);
  }

  /** A line is entered at the prompt: it runs when the command is whole. */
  private async submit(text: string): Promise<void> {
    this.scrollback.write(`${this.scrollback.isMidLine ? '\n' : ''}${this.shellPrompt}${text}\n`);
    const whole = [...this.begun, text].join('\n');
    this.asking = true;
    const wantsMore = whole.trim() !== '' && (await this.options.shell.wantsMore(whole));
    this.asking = false;
    this.begun = wantsMore ? [...this.begun, text] : [];
    if (wantsMore) return this.next();
    this.history.add(whole);
    await this.execute(whole);
    this.next();
  }

  private next(): void {
    this.options.changed();
    const [text, ...rest] = this.ahead;
    this.ahead = rest;
    if (text !== undefined) this.submit(text);
  }

  private async execute(command: string): Promise<void> {
    const words = command.trim();
    if (words === '') return;
    if (words === 'clear') return this.scrollback.clear();
    if (words === 'exit' || words === 'logout') return this.options.left();
    if (words === 'history')
      return this.scrollback.write(
        this.history
          .all()
          .map((line, index) => `${String(index + 1).padStart(5)}  ${line}\n`)
          .join(''),
      );
    this.running = this.options.shell.run(command, { columns: this.size.width, rows: this.size.height, write: (text) => this.print(text), handOver: this.options.handOver });
    // Whatever was typed too early is the command's, if it reads it.
    this.running.input(this.ahead.map((line) => `${line}\n`).join(''));
    if (this.endsAhead) this.running.endInput();
    this.ahead = [];
    this.endsAhead = false;
    const { unread } = await this.running.done;
    this.running = undefined;
    if (!this.isInterrupted) this.ahead = unread.split('\n').slice(0, -1);
    this.isInterrupted = false;
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
    if (this.asking) return { rows: printed, cursor: undefined, below: 0 };
    // What runs goes on printing: the line being typed stands right after it. A prompt begins a row.
    const joins = this.running !== undefined || !this.scrollback.isMidLine;
    const before = this.running ? (printed.at(-1) ?? '') : this.prompt;
    const above = joins ? printed.slice(0, -1) : printed;
    const typed = place(this.line.text, this.line.cursor, width, widthOf(before));
    const rows = [...above, before + typed.rows[0], ...typed.rows.slice(1)];
    const first = Math.max(0, rows.length - height);
    return { rows: rows.slice(first), cursor: { x: typed.cursor.x, y: typed.cursor.y + above.length - first }, below: 0 };
  }
}

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
