// What Tab makes of a line: the only candidate, what all have in common, or a list of them as bash shows it.
import { widthOf } from '../text/width.ts';
import { type EditedLine, lineWith } from './lineEditor.ts';

/** More than these are shown only if the person says so, as in bash. */
export const manyCandidates = 100;

export interface Candidates {
  from: number;
  words: readonly string[];
}

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
  if (words.length === 0 || common === typed || !common.startsWith(typed)) return undefined;
  const rest = line.text.slice(line.cursor);
  // A blank that is there already is not doubled.
  const piece = common.endsWith(' ') && rest.startsWith(' ') ? common.slice(0, -1) : common;
  return lineWith(line, line.text.slice(0, from) + piece + rest, from + piece.length);
}

/** Names without the folders that they are all in. */
const shownNames = (words: readonly string[]): string[] => words.map((word) => word.trimEnd().replace(/^.*\/(?=.)/, ''));

/** In columns, downwards first. */
export function listed(words: readonly string[], width: number): string[] {
  const names = [...new Set(shownNames(words))];
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
