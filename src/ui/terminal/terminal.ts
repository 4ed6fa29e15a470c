// The terminal: a prompt, what is typed there, what runs, and what was printed. It knows no React; `draw` says how it looks.
import type { Candidates, Outlet, Shell } from '../machine.ts';
import type { Key } from '../screen/keyboard.ts';
import { Completion, listed } from './completion.ts';
import { Display, type Drawing } from './display.ts';
import { Foreground } from './foreground.ts';
import { editWith, freshLine, insert } from './lineEditor.ts';
import { Reader } from './reader.ts';

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

/** A line that is to be entered when what runs has ended; `isShown` when it stands on the screen already. */
interface Ahead {
  text: string;
  isShown: boolean;
}

export class Terminal {
  private readonly display = new Display();
  private readonly prompted: Reader;
  private readonly completion = new Completion();
  private readonly foreground: Foreground;
  /** Lines that were entered while something ran, and that it did not read. */
  private ahead: Ahead[] = [];
  /** Lines that are no whole command yet. */
  private begun: string[] = [];
  /** Since the last line began to run. */
  private typedKeys = 0;

  constructor(private readonly options: TerminalOptions) {
    const { shell, handOver, edit } = options;
    this.prompted = new Reader(() => shell.history);
    this.foreground = new Foreground(shell, this.display, { write: (text) => this.print(text), handOver, edit });
  }

  get isBusy(): boolean {
    return this.foreground.isRunning;
  }

  private get reader(): Reader {
    return this.foreground.reader ?? this.prompted;
  }

  private get prompt(): string {
    if (this.isBusy) return '';
    return this.begun.length > 0 ? this.options.shell.innerPrompt : this.options.shell.prompt;
  }

  /** False when the key means nothing here. */
  press(key: Key): boolean {
    if (!this.display.scroll(key.name)) {
      this.display.toNewest();
      if (!this.take(key)) return false;
      this.typedKeys += Math.max(1, key.text.length);
    }
    this.options.changed();
    return true;
  }

  /** Something for the person to read that no command printed. */
  tell(text: string): void {
    this.display.beginRow();
    this.display.printed.write(`${text}\n`);
    this.options.changed();
  }

  close(): void {
    this.foreground.interrupt();
    this.options.shell.close();
  }

  private take(key: Key): boolean {
    if (this.completion.question) {
      this.list(this.completion.answer(key));
      return true;
    }
    if (key.name !== 'tab') this.completion.rest();
    if (key.name === 'paste') return this.paste(pasted(key.text));
    const act = this.reader.wantsKey ? undefined : this.keys[key.name];
    act?.();
    return act !== undefined || this.reader.press(key);
  }

  /** At the prompt all of it can be seen and changed first; what runs reads it line by line. */
  private paste(text: string): boolean {
    if (!this.isBusy) return this.reader.press({ name: 'paste', text });
    text.split('\n').forEach((line, index) => {
      if (index > 0) this.enter();
      this.reader.press({ name: 'paste', text: line });
    });
    return true;
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    enter: () => this.enter(),
    'ctrl-j': () => this.enter(),
    'ctrl-o': () => {
      this.reader.endSearch();
      this.reader.follow();
      this.enter();
    },
    'alt-#': () => {
      const { reader } = this;
      reader.line = insert({ ...reader.line, cursor: 0 }, '#');
      this.enter();
    },
    tab: () => this.complete(),
    'ctrl-l': () => this.display.printed.clearScreen(),
    'ctrl-c': () => this.interrupt(),
    'ctrl-d': () => this.endOfInput(),
    'ctrl-z': () => this.suspend(),
  };

  private complete(): void {
    if (this.isBusy) return;
    const { reader } = this;
    reader.endSearch();
    const { line, list } = this.completion.tab(reader.line, this.options.shell.complete(reader.text.slice(0, reader.line.cursor)));
    if (line) reader.line = line;
    this.list(list);
  }

  private list(candidates: Candidates | undefined): void {
    if (!candidates) return;
    this.display.echo(this.prompt, this.reader.text);
    for (const row of listed(candidates, this.display.size.width)) this.display.printed.write(`${row}\n`);
  }

  private interrupt(): void {
    this.ahead = [];
    this.reader.endSearch();
    this.display.echo(this.prompt, `${this.reader.text}^C`);
    this.foreground.interrupt();
    this.begun = [];
    this.reader.reset();
  }

  private suspend(): void {
    if (!this.isBusy) return;
    this.display.echo('', `${this.reader.text}^Z`);
    this.reader.reset();
    this.foreground.suspend();
  }

  private endOfInput(): void {
    const { reader } = this;
    if (reader.text !== '') reader.line = editWith(reader.line, 'delete') ?? reader.line;
    else if (this.isBusy) this.foreground.endInput();
    else if (this.begun.length > 0) this.interrupt();
    else {
      this.display.printed.write(this.prompt);
      this.options.shell.endOfInput((text) => this.print(text));
      this.display.beginRow();
      this.lookWhetherLeft();
    }
  }

  private lookWhetherLeft(): void {
    if (this.options.shell.left) this.options.left();
  }

  private enter(): void {
    this.reader.endSearch();
    const lines = this.reader.entered().split('\n');
    // Pasted lines stand on the screen when the first of them is entered.
    this.display.echo(this.prompt, lines.join('\n'));
    // A last line that is empty is the end of the one before.
    if (lines.length > 1 && lines.at(-1) === '') lines.pop();
    if (this.isBusy) this.foreground.answer(lines);
    else {
      this.ahead.push(...lines.map((text) => ({ text, isShown: true })));
      this.next();
    }
  }

  private next(): void {
    this.options.changed();
    const [first, ...rest] = this.ahead;
    this.ahead = rest;
    if (first && !first.isShown) this.display.echo(this.prompt, first.text);
    if (first) this.submit(first.text);
    else this.prompted.resume();
  }

  /** A line is entered at the prompt: it runs when the command is whole. */
  private submit(line: string): void {
    const text = this.expanded(line);
    if (text === undefined) {
      this.next();
      return;
    }
    const whole = [...this.begun, text].join('\n');
    const wantsMore = whole.trim() !== '' && this.options.shell.wantsMore(whole);
    this.begun = wantsMore ? [...this.begun, text] : [];
    if (!wantsMore && whole.trim() !== '') {
      this.execute(whole);
      return;
    }
    if (!wantsMore) this.options.shell.notices((more) => this.print(more));
    this.next();
  }

  /** With what `!!` and the like stand for, which is shown; nothing when that is all. */
  private expanded(line: string): string | undefined {
    const found = this.options.shell.expand(line, this.begun);
    if ('error' in found) {
      this.display.printed.write(`-bash: ${found.error}\n`);
      return undefined;
    }
    if (found.changed) this.display.printed.write(`${found.text}\n`);
    return found.onlyShown ? undefined : found.text;
  }

  private async execute(command: string): Promise<void> {
    // The key that entered it is counted when its work is done.
    const keys = this.typedKeys + 1;
    this.typedKeys = -1;
    // Lines that were pasted at the prompt stay there.
    const early = this.ahead.filter(({ isShown }) => !isShown).map(({ text }) => text);
    this.ahead = this.ahead.filter(({ isShown }) => isShown);
    const { lines, begun } = await this.foreground.run(command, early);
    if (begun.text !== '') this.prompted.line = freshLine(this.prompted.line, begun.text, begun.cursor);
    this.ahead.push(...lines.map((text) => ({ text, isShown: false })));
    this.options.ran?.(command, keys);
    this.next();
    this.lookWhetherLeft();
  }

  private print(text: string): void {
    this.display.printed.write(text);
    this.options.changed();
  }

  draw(width: number, height: number): Drawing {
    const { reader, completion } = this;
    const before = reader.searchPrompt ?? this.prompt;
    const text = before + reader.text;
    if (completion.question === undefined) return this.display.draw(width, height, text, before.length + reader.line.cursor);
    const asked = `${text}\n${completion.question}`;
    return this.display.draw(width, height, asked, asked.length);
  }
}

/** What may be typed, of what was pasted. */
const pasted = (text: string): string => text.replace(/[^\n\t\x20-\x7e\x80-\u{10ffff}]/gu, '');
