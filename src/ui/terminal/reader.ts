// What a person types at a prompt, as readline reads it: the line, the lines before it, the search in them.
import type { Key } from '../screen/keyboard.ts';
import { History } from './history.ts';
import { type EditedLine, editWith, emptyLine, freshLine, insert, moved, typed } from './lineEditor.ts';
import { Search } from './search.ts';

/** Keys that wait for another one. */
const prefixes = new Set(['ctrl-x', 'ctrl-v', 'ctrl-q', 'ctrl-]', 'alt-ctrl-]']);

export class Reader {
  line: EditedLine = emptyLine;
  private readonly history: History;
  private search: Search | undefined;
  /** What was searched last, for Ctrl-R Ctrl-R. */
  private searched = '';
  private prefix: string | undefined;
  /** How far back Alt-. is, and the line without what it put there. */
  private lastWords: { back: number; before: EditedLine } | undefined;
  /** The line of the history that comes next by itself, after Ctrl-O. */
  private following: number | undefined;

  constructor(private readonly lines: () => readonly string[]) {
    this.history = new History(lines);
  }

  get text(): string {
    return this.line.text;
  }

  /** What stands before the line instead of the prompt. */
  get searchPrompt(): string | undefined {
    return this.search?.prompt;
  }

  /** Takes what has been typed, and begins anew. */
  entered(): string {
    const { text } = this.line;
    this.reset();
    return text;
  }

  /** The line is forgotten, as with Ctrl-C. */
  reset(): void {
    this.endSearch();
    this.history.rest();
    this.line = freshLine(this.line);
  }

  /** The prompt is seen again. */
  resume(): void {
    const next = this.following;
    this.following = undefined;
    if (next !== undefined) this.goTo(next);
  }

  /** Ctrl-O: this line is entered, and the one after it in the history comes next. */
  follow(): void {
    this.following = this.history.index + 1;
  }

  /** A line of the history that may be gone or not be there yet. */
  private goTo(index: number): void {
    const line = this.lines()[index];
    if (line === undefined) return;
    this.history.goTo(index, '');
    this.line = freshLine(this.line, line);
  }

  replace(line: EditedLine): void {
    this.line = line;
  }

  /** Whether a key that was pressed before decides what the next one does. */
  get wantsKey(): boolean {
    return this.prefix !== undefined;
  }

  /** False when the key means nothing here. Keys that end a line are the terminal's. */
  press(key: Key): boolean {
    if (this.search) return this.searchWith(key);
    const { prefix } = this;
    this.prefix = undefined;
    if (prefix) return this.completeKey(prefix, key);
    if (prefixes.has(key.name)) {
      this.prefix = key.name;
      return true;
    }
    const again = this.lastWords;
    this.lastWords = undefined;
    if (key.name === 'text') this.line = typed(this.line, key.text);
    else if (key.name === 'paste') this.line = insert(this.line, key.text);
    else if (key.name === 'alt-.' || key.name === 'alt-_') this.putLastWord(again);
    else if (this.keys[key.name]) this.keys[key.name]?.();
    else return this.edit(key.name);
    return true;
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    up: () => this.walk(-1),
    down: () => this.walk(1),
    'ctrl-p': () => this.walk(-1),
    'ctrl-n': () => this.walk(1),
    'alt-<': () => this.walk(Number.NEGATIVE_INFINITY),
    'alt->': () => this.walk(Number.POSITIVE_INFINITY),
    'ctrl-r': () => this.beginSearch(-1),
    'ctrl-s': () => this.beginSearch(1),
    'ctrl-g': () => {},
  };

  private edit(name: string): boolean {
    const line = editWith(this.line, name);
    if (line) this.line = line;
    return line !== undefined;
  }

  private completeKey(prefix: string, key: Key): boolean {
    if (prefix === 'ctrl-x') return this.edit(`ctrl-x ${key.name}`);
    const [char = asTyped(key), ...rest] = key.text;
    if (prefix.endsWith(']')) this.find(char, prefix === 'ctrl-]' ? 1 : -1);
    else this.line = typed(this.line, char);
    return rest.length === 0 || this.press({ name: 'text', text: rest.join('') });
  }

  /** Ctrl-] and a character: the cursor goes there. */
  private find(char: string, direction: -1 | 1): void {
    const { text, cursor } = this.line;
    const at = char === '' ? -1 : direction > 0 ? text.indexOf(char, cursor + 1) : cursor === 0 ? -1 : text.lastIndexOf(char, cursor - 1);
    if (at >= 0) this.line = moved(this.line, at);
  }

  private walk(step: number): void {
    const text = this.history.walk(step, this.line.text);
    if (text !== undefined) this.line = freshLine(this.line, text);
  }

  /** Pressed again it takes the last word of the line before. */
  private putLastWord(again: Reader['lastWords']): void {
    const before = again?.before ?? this.line;
    const back = (again?.back ?? 0) + 1;
    const word = this.history.lastWord(back);
    this.lastWords = word === undefined ? again : { back, before };
    if (word !== undefined) this.line = { ...insert(before, word), last: undefined };
  }

  private beginSearch(direction: -1 | 1): void {
    this.search = new Search(this.history, direction, this.line.text, this.line.cursor, this.searched);
  }

  /** A key that is none of the search ends it and does its own work on what was found. */
  private searchWith(key: Key): boolean {
    const search = this.search as Search;
    if (key.name === 'ctrl-g') {
      this.line = freshLine(this.line, search.typed, search.typedAt);
      this.search = undefined;
      return true;
    }
    if (search.take(key)) {
      const { line, at } = search.place;
      this.line = freshLine(this.line, line, at);
      return true;
    }
    this.endSearch();
    return key.name === 'escape' || this.press(key);
  }

  /** What was found stands. */
  endSearch(): void {
    const { search } = this;
    this.search = undefined;
    if (!search) return;
    this.searched = search.text || this.searched;
    if (search.place.index !== this.history.index) this.history.goTo(search.place.index, search.typed);
  }
}

/** The character that a key sends. */
function asTyped({ name }: Key): string {
  const named: Readonly<Record<string, string>> = { tab: '\t', escape: '\x1b', enter: '\r', backspace: '\x7f' };
  return named[name] ?? (/^ctrl-[a-z]$/.test(name) ? String.fromCharCode(name.charCodeAt(5) - 96) : '');
}
