// Commands and other code as they are shown to be typed again: whole, however long their lines are.
import type { Theme } from './theme.ts';
import { charWidth } from './width.ts';

/** How much of a text has room in a width. */
function roomOf(text: string, width: number): number {
  let used = 0;
  let at = 0;
  for (const char of text) {
    used += charWidth(char);
    if (used > width) return Math.max(1, at);
    at += char.length;
  }
  return text.length;
}

/** What has no room in a line goes on below, further in; at a blank, if there is one in the second half. */
function wrapped(line: string, width: number): string[] {
  const indent = ' '.repeat(Math.min((/^ */.exec(line)?.[0].length ?? 0) + 2, Math.floor(width / 2)));
  const rows: string[] = [];
  let rest = line;
  for (let room = roomOf(rest, width); room < rest.length; room = roomOf(rest, width)) {
    const blank = rest.lastIndexOf(' ', room);
    const end = blank > width / 2 ? blank : room;
    rows.push(rest.slice(0, end));
    rest = indent + rest.slice(end).trimStart();
  }
  return [...rows, rest];
}

export const codeLines = (lines: readonly string[], width: number, theme: Theme): string[] => lines.flatMap((line) => wrapped(line, width - 2).map((row) => `  ${theme.code(row)}`));
