// A line being edited, with bash's keys (readline's emacs mode). Values: a key makes a new line of an old one.

interface Moment {
  text: string;
  cursor: number;
}

export interface EditedLine extends Moment {
  /** Where the next character goes is `cursor`, in UTF-16 units; `mark` is where Ctrl-X Ctrl-X goes. */
  mark: number;
  /** What was cut, the newest last: Ctrl-Y puts that back. */
  kills: readonly string[];
  /** The text as it was before each change, for Ctrl-_. */
  undo: readonly Moment[];
  /** What the last key did: cuts one after another are one, and so is what is typed at once. */
  last: { did: 'insert' | 'kill' | 'yank'; from: number } | undefined;
}

export const emptyLine: EditedLine = { text: '', cursor: 0, mark: 0, kills: [], undo: [], last: undefined };

const [longestUndo, longestRing] = [500, 10];
/** As many characters typed at once are undone at once. */
const typedAtOnce = 20;

/** A new text with the cursor at its end. */
export const lineWith = (line: EditedLine, text: string, cursor: number = text.length): EditedLine => ({
  ...line,
  text,
  cursor,
  last: undefined,
  undo: [...line.undo.slice(-longestUndo), { text: line.text, cursor: line.cursor }],
});

/** Another line altogether: what was done to the one before cannot be undone in it. */
export const freshLine = (line: EditedLine, text = '', cursor: number = text.length): EditedLine => ({ ...emptyLine, kills: line.kills, text, cursor });

export const insert = (line: EditedLine, text: string): EditedLine => lineWith(line, line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor), line.cursor + text.length);

/** Characters typed one after another. */
export function typed(line: EditedLine, text: string): EditedLine {
  const { last, undo } = line;
  const room = last?.did === 'insert' ? typedAtOnce - (line.cursor - last.from) : 0;
  const goesOn = room > 0;
  const piece = text.slice(0, goesOn ? room : typedAtOnce);
  const longer = insert(line, piece);
  const now: EditedLine = { ...longer, last: { did: 'insert', from: goesOn && last ? last.from : line.cursor }, undo: goesOn ? undo : longer.undo };
  return piece.length < text.length ? typed(now, text.slice(piece.length)) : now;
}

export const moved = (line: EditedLine, cursor: number): EditedLine => ({ ...line, cursor, last: undefined });

/** Cuts from one place to another. */
function erased(line: EditedLine, from: number, to: number): EditedLine {
  // Ctrl-_ puts it back before the cursor.
  return from === to ? { ...line, last: undefined } : lineWith({ ...line, cursor: to }, line.text.slice(0, from) + line.text.slice(to), from);
}

/** The same, and keeps it for Ctrl-Y. */
function killed(line: EditedLine, from: number, to: number): EditedLine {
  const text = line.text.slice(from, to);
  const ring = line.kills;
  const before = line.last?.did === 'kill' ? ring.at(-1) : undefined;
  const gathered = before === undefined ? text : from < line.cursor ? text + before : before + text;
  const kills = text === '' ? ring : [...(before === undefined ? ring : ring.slice(0, -1)), gathered].slice(-longestRing);
  return { ...erased(line, from, to), kills, last: { did: 'kill', from } };
}

/** How long that is which the pattern finds before the cursor, or after it. */
const back = ({ text, cursor }: EditedLine, pattern: RegExp): number => pattern.exec(text.slice(0, cursor))?.[0].length ?? 0;
const ahead = ({ text, cursor }: EditedLine, pattern: RegExp): number => pattern.exec(text.slice(cursor))?.[0].length ?? 0;

/** A character and what combines with it is one step. */
const charBack = /\P{M}?\p{M}*$/su;
const charAhead = /^.\p{M}*/su;
const wordBack = /[\p{L}\p{N}\p{M}]*[^\p{L}\p{N}]*$/u;
const wordAhead = /^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}]*/u;
const blankWordBack = /\S*\s*$/;

type Edit = (line: EditedLine) => EditedLine;

const to =
  (place: (line: EditedLine) => number): Edit =>
  (line) =>
    moved(line, place(line));
const kill =
  (from: (line: EditedLine) => number, end: (line: EditedLine) => number): Edit =>
  (line) =>
    killed(line, from(line), end(line));

const here = (line: EditedLine): number => line.cursor;
const begin = (): number => 0;
const end = (line: EditedLine): number => line.text.length;
const before =
  (pattern: RegExp) =>
  (line: EditedLine): number =>
    line.cursor - back(line, pattern);
const after =
  (pattern: RegExp) =>
  (line: EditedLine): number =>
    line.cursor + ahead(line, pattern);

/** The word at or after the cursor, changed. */
const changedWord =
  (change: (word: string) => string): Edit =>
  (line) => {
    const stop = after(wordAhead)(line);
    return lineWith(line, line.text.slice(0, line.cursor) + change(line.text.slice(line.cursor, stop)) + line.text.slice(stop), stop);
  };

const capitalized = (word: string): string => word.toLowerCase().replace(/[\p{L}\p{N}]/u, (first) => first.toUpperCase());

const keys: Readonly<Record<string, Edit>> = {
  left: to(before(charBack)),
  right: to(after(charAhead)),
  home: to(begin),
  end: to(end),
  'alt-b': to(before(wordBack)),
  'alt-f': to(after(wordAhead)),
  'ctrl-x ctrl-x': (line) => ({ ...moved(line, line.mark), mark: line.cursor }),
  'ctrl-space': (line) => ({ ...line, mark: line.cursor, last: undefined }),
  backspace: (line) => erased(line, before(charBack)(line), line.cursor),
  delete: (line) => erased(line, line.cursor, after(charAhead)(line)),
  'alt-\\': (line) => erased(line, before(/[ \t]*$/)(line), after(/^[ \t]*/)(line)),
  'ctrl-w': kill(before(blankWordBack), here),
  'alt-backspace': kill(before(wordBack), here),
  'alt-d': kill(here, after(wordAhead)),
  'ctrl-u': kill(begin, here),
  'ctrl-k': kill(here, end),
  'ctrl-y': (line) => yanked(line, line.kills.at(-1) ?? ''),
  'alt-y': otherYank,
  'ctrl-t': transposed,
  'alt-t': transposedWords,
  'alt-u': changedWord((word) => word.toUpperCase()),
  'alt-l': changedWord((word) => word.toLowerCase()),
  'alt-c': changedWord(capitalized),
  'alt-r': (line) => (line.undo[0] ? { ...line, ...line.undo[0], undo: [], last: undefined } : line),
  'ctrl-_': undone,
};

const others: Readonly<Record<string, string>> = {
  ...{ 'ctrl-a': 'home', 'ctrl-e': 'end', 'ctrl-b': 'left', 'ctrl-f': 'right', 'ctrl-d': 'delete', 'ctrl-h': 'backspace' },
  ...{ 'ctrl-left': 'alt-b', 'ctrl-right': 'alt-f', 'alt-left': 'alt-b', 'alt-right': 'alt-f', 'alt-ctrl-h': 'alt-backspace', 'ctrl-delete': 'alt-d' },
  ...{ 'ctrl-x ctrl-u': 'ctrl-_', 'ctrl-x backspace': 'ctrl-u' },
};

/** Nothing when the key edits nothing. */
export function editWith(line: EditedLine, key: string): EditedLine | undefined {
  return keys[others[key] ?? key]?.(line);
}

function yanked(line: EditedLine, text: string): EditedLine {
  return { ...insert(line, text), mark: line.cursor, last: { did: 'yank', from: line.cursor } };
}

/** What was cut before that which has just been put back, in its place. */
function otherYank(line: EditedLine): EditedLine {
  const { last, kills } = line;
  if (last?.did !== 'yank') return line;
  const turned = [...kills.slice(-1), ...kills.slice(0, -1)];
  return yanked({ ...erased(line, last.from, line.cursor), kills: turned }, turned.at(-1) ?? '');
}

function transposed(line: EditedLine): EditedLine {
  const at = line.cursor === line.text.length ? line.cursor - 1 : line.cursor;
  if (at < 1) return line;
  const { text } = line;
  return lineWith(line, text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1), at + 1);
}

/** The word before the cursor, and the one that it is in or that follows, change places. */
function transposedWords(line: EditedLine): EditedLine {
  const stop = after(wordAhead)(line);
  const second = before(wordBack)({ ...line, cursor: stop });
  const first = before(wordBack)({ ...line, cursor: second });
  const [a, gap] = /^([\p{L}\p{N}\p{M}]+)(.*)$/su.exec(line.text.slice(first, second))?.slice(1) ?? [];
  const b = /^[\p{L}\p{N}\p{M}]+/u.exec(line.text.slice(second, stop))?.[0];
  if (!a || !b) return line;
  return lineWith(line, line.text.slice(0, first) + b + gap + a + line.text.slice(second + b.length), second + b.length);
}

function undone(line: EditedLine): EditedLine {
  const last = line.undo.at(-1);
  return last ? { ...line, ...last, undo: line.undo.slice(0, -1), last: undefined } : line;
}
