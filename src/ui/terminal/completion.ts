// What Tab makes of a line: the only candidate, what all have in common, or at the second Tab a list of them as bash shows it.
import type { Candidates } from '../machine.ts';
import { cut, widthOf } from '../text/width.ts';
import { type EditedLine, lineWith } from './lineEditor.ts';

/** More than these are shown only if the person says so, as in bash. */
const many = 100;

function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** The line with what is certain filled in; nothing when nothing is. */
export function completed(line: EditedLine, { from, words }: Candidates): EditedLine | undefined {
  const typed = line.text.slice(from, line.cursor);
  const common = commonStart(words);
  if (words.length === 0 || common === typed) return undefined;
  // What is quoted differently may become shorter when several are possible: it stays as it is.
  if (words.length > 1 && common.length <= typed.length) return undefined;
  const rest = line.text.slice(line.cursor);
  // A blank that is there already is not doubled.
  const piece = common.endsWith(' ') && rest.startsWith(' ') ? common.slice(0, -1) : common;
  return lineWith(line, line.text.slice(0, from) + piece + rest, from + piece.length);
}

/** Names without the folders that they are all in. */
const shownNames = (words: readonly string[]): string[] => words.map((word) => word.replace(/ $/, '').replace(/^.*\/(?=.)/, ''));

/** Each with what it is, as kubectl's completion writes it. */
function described(words: readonly string[], descriptions: readonly string[], width: number): string[] {
  const names = words.map((word) => word.trimEnd());
  const longest = Math.max(...names.map(widthOf));
  const aligned = width - longest - 4 > 8;
  return names.map((name, index) => {
    const room = width - (aligned ? longest : widthOf(name)) - 4;
    const description = descriptions[index] ?? '';
    if (description === '' || room <= 0) return name;
    return `${aligned ? name + ' '.repeat(longest - widthOf(name)) : name}  (${cut(description, room)})`;
  });
}

/** In columns, downwards first. */
export function listed({ words, descriptions }: Candidates, width: number): string[] {
  const names = descriptions?.some(Boolean) ? described(words, descriptions, width) : [...new Set(shownNames(words))];
  const cell = Math.max(...names.map(widthOf)) + 2;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(names.length / columns);
  return Array.from({ length: rows }, (_, row) =>
    names
      .filter((_, index) => index % rows === row)
      .map((name) => name + ' '.repeat(cell - widthOf(name)))
      .join('')
      .trimEnd(),
  );
}

/** Tab after Tab. */
export class Completion {
  /** Tab was pressed, and could fill in nothing. */
  private isIdle = false;
  /** Candidates that are shown if the person says so. */
  private offered: Candidates | undefined;

  /** Another key has been pressed. */
  rest(): void {
    this.isIdle = false;
  }

  get question(): string | undefined {
    return this.offered && `Display all ${this.offered.words.length} possibilities? (y or n)`;
  }

  /** The line with more in it, or candidates to be listed. */
  tab(line: EditedLine, candidates: Candidates): { line?: EditedLine; list?: Candidates } {
    const longer = completed(line, candidates);
    const wasIdle = this.isIdle;
    this.isIdle = longer === undefined;
    if (longer) return { line: longer };
    if (!wasIdle || candidates.words.length < 2) return {};
    if (candidates.words.length <= many) return { list: candidates };
    this.offered = candidates;
    return {};
  }

  /** A key while the question stands. */
  answer({ name, text }: { name: string; text: string }): Candidates | undefined {
    const { offered } = this;
    const yes = ['y', 'Y', ' '].includes(text) || name === 'tab';
    if (yes || ['n', 'N'].includes(text) || ['backspace', 'escape', 'ctrl-c', 'ctrl-g'].includes(name)) this.offered = undefined;
    return yes ? offered : undefined;
  }
}
