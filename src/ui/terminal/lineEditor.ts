// A line being edited, with bash's keys (readline's emacs mode). Values: a key makes a new line of an old one.

export interface EditedLine {
  text: string;
  /** Where the next character goes, in UTF-16 units. */
  cursor: number;
  /** What was cut last, for Ctrl-Y. */
  killed: string;
  /** Earlier texts, for Ctrl-_. */
  undo: readonly { text: string; cursor: number }[];
}

export const emptyLine: EditedLine = { text: '', cursor: 0, killed: '', undo: [] };

/** A new text with the cursor at its end. */
export const lineWith = (line: EditedLine, text: string, cursor: number = text.length): EditedLine => ({
  ...line,
  text,
  cursor,
  undo: [...line.undo.slice(-100), { text: line.text, cursor: line.cursor }],
});

export const insert = (line: EditedLine, text: string): EditedLine => lineWith(line, line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor), line.cursor + text.length);

const moved = (line: EditedLine, cursor: number): EditedLine => ({ ...line, cursor });

/** Cuts from one place to another. `keep` for Ctrl-Y. */
function cutOut(line: EditedLine, from: number, to: number, keep: boolean): EditedLine {
  if (from === to) return line;
  const rest = lineWith(line, line.text.slice(0, from) + line.text.slice(to), from);
  return keep ? { ...rest, killed: line.text.slice(from, to) } : rest;
}

const before = ({ text, cursor }: EditedLine): string => text.slice(0, cursor);
const after = ({ text, cursor }: EditedLine): string => text.slice(cursor);

/** Lengths of what the patterns find at the cursor. Characters outside the basic plane are one step. */
const back = (line: EditedLine, pattern: RegExp): number => pattern.exec(before(line))?.[0].length ?? 0;
const ahead = (line: EditedLine, pattern: RegExp): number => pattern.exec(after(line))?.[0].length ?? 0;

const charBack = /.$/su;
const charAhead = /^./su;
const wordBack = /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u;
const wordAhead = /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u;
const blankWordBack = /\S*\s*$/;
const lineBack = /[^\n]*$/;
const lineAhead = /^[^\n]*/;

const keys: Readonly<Record<string, (line: EditedLine) => EditedLine>> = {
  left: (line) => moved(line, line.cursor - back(line, charBack)),
  right: (line) => moved(line, line.cursor + ahead(line, charAhead)),
  home: (line) => moved(line, line.cursor - back(line, lineBack)),
  end: (line) => moved(line, line.cursor + ahead(line, lineAhead)),
  'alt-b': (line) => moved(line, line.cursor - back(line, wordBack)),
  'alt-f': (line) => moved(line, line.cursor + ahead(line, wordAhead)),
  backspace: (line) => cutOut(line, line.cursor - back(line, charBack), line.cursor, false),
  delete: (line) => cutOut(line, line.cursor, line.cursor + ahead(line, charAhead), false),
  'ctrl-w': (line) => cutOut(line, line.cursor - back(line, blankWordBack), line.cursor, true),
  'alt-backspace': (line) => cutOut(line, line.cursor - back(line, wordBack), line.cursor, true),
  'alt-d': (line) => cutOut(line, line.cursor, line.cursor + ahead(line, wordAhead), true),
  'ctrl-u': (line) => cutOut(line, line.cursor - back(line, lineBack), line.cursor, true),
  'ctrl-k': (line) => cutOut(line, line.cursor, line.cursor + ahead(line, lineAhead), true),
  'ctrl-y': (line) => insert(line, line.killed),
  'ctrl-t': transposed,
  'ctrl-_': undone,
};

const others: Readonly<Record<string, string>> = {
  ...{ 'ctrl-a': 'home', 'ctrl-e': 'end', 'ctrl-b': 'left', 'ctrl-f': 'right', 'ctrl-d': 'delete', 'ctrl-h': 'backspace' },
  ...{ 'ctrl-left': 'alt-b', 'ctrl-right': 'alt-f', 'alt-left': 'alt-b', 'alt-right': 'alt-f', 'alt-ctrl-h': 'alt-backspace', 'ctrl-delete': 'alt-d' },
};

/** Nothing when the key edits nothing. */
export function editWith(line: EditedLine, key: string): EditedLine | undefined {
  return keys[others[key] ?? key]?.(line);
}

function transposed(line: EditedLine): EditedLine {
  const at = line.cursor === line.text.length ? line.cursor - 1 : line.cursor;
  if (at < 1) return line;
  const { text } = line;
  return lineWith(line, text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1), at + 1);
}

function undone(line: EditedLine): EditedLine {
  const last = line.undo.at(-1);
  return last ? { ...line, ...last, undo: line.undo.slice(0, -1) } : line;
}
