// Ctrl-R and Ctrl-S: a search that goes on with every key.
import type { Key } from '../screen/keyboard.ts';
import type { Found, History } from './history.ts';

export class Search {
  text = '';
  private failed = false;
  private found: Found;

  constructor(
    private readonly history: History,
    private direction: -1 | 1,
    /** What was being typed. */
    readonly typed: string,
    readonly typedAt: number,
    /** What was searched last. */
    private readonly last: string,
  ) {
    this.found = { line: typed, index: history.index, at: typedAt };
  }

  get prompt(): string {
    return `(${this.failed ? 'failed ' : ''}${this.direction < 0 ? 'reverse-' : ''}i-search)\`${this.text}': `;
  }

  get place(): Found {
    return this.found;
  }

  /** False when the key ends the search. */
  take({ name, text }: Key): boolean {
    if (name === 'text') for (const char of text) this.look(this.text + char, 0);
    else if (name === 'backspace' || name === 'ctrl-h') this.look(this.text.slice(0, -1), 0);
    else if (name === 'ctrl-r' || name === 'ctrl-s') this.again(name === 'ctrl-r' ? -1 : 1);
    else return false;
    return true;
  }

  private again(direction: -1 | 1): void {
    const turned = direction !== this.direction;
    this.direction = direction;
    if (this.text === '') this.look(this.last, 0);
    else this.look(this.text, turned ? 0 : direction);
  }

  private look(text: string, step: number): void {
    const { index, at } = this.found;
    this.text = text;
    const found = text === '' ? this.found : this.history.search(text, { index, at: at + step }, this.direction, this.typed);
    this.failed = found === undefined;
    this.found = found ?? this.found;
  }
}
