// `!!`, `!$`, `^old^new` and the like: earlier lines and their words, written into a new one as bash does.
import { openAfter } from './openLines.ts';

/** A line cut into words as the history counts them: quoted text is one, and so is each operator. */
export const historyWords = (line: string): string[] => line.match(/(?:\\.|'[^']*'?|"(?:\\.|[^"\\])*"?|[^\s'"\\|&;<>()])+|\d*(?:<<<|<<-?|>>|<&|>&|&>>|&>|[<>])|\|\||&&|;;|\|&|[|&;()]/g) ?? [];

export type Expanded = { text: string; changed: boolean; onlyShown: boolean } | { error: string };

class NotFound extends Error {}

/** The line that is meant, and how long the words are that say so. */
function eventAt(text: string, history: readonly string[]): { line: string; length: number } {
  const ago = (count: number, said: string): { line: string; length: number } => {
    const line = history[history.length - count];
    if (line === undefined || count < 1) throw new NotFound(`${said}: event not found`);
    return { line, length: said.length };
  };
  if (text.startsWith('!!')) return ago(1, '!!');
  const number = /^!(-?\d+)/.exec(text);
  if (number) return ago(Number(number[1]) < 0 ? -Number(number[1]) : history.length + 1 - Number(number[1]), number[0]);
  const holding = /^!\?([^?\n]+)\??/.exec(text);
  if (holding) return ago(history.length - history.findLastIndex((line) => line.includes(holding[1] as string)), holding[0]);
  // `!$` and its like are words of the last line.
  if (/^![$^*:]/.test(text)) return { ...ago(1, '!'), length: 1 };
  const beginning = /^![^\s:;&|<>()"'$^*]+/.exec(text)?.[0] ?? '!';
  return ago(history.length - history.findLastIndex((line) => line.startsWith(beginning.slice(1))), beginning);
}

const wordsPattern = /^(?::(\d+|\^|\$)?(?:(-)(\d+|\$)?|(\*))?(?![a-zA-Z&])|([$^*]))/;

/** The words of an earlier line that are meant: `:2`, `:2-4`, `:2*`, `^`, `$`, `*`. */
function chosenWords(text: string, line: string): { text: string; length: number } {
  const found = wordsPattern.exec(text);
  if (!found || found[0] === ':') return { text: line, length: 0 };
  const words = historyWords(line);
  const last = words.length - 1;
  const place = (mark: string | undefined): number => (mark === '^' ? 1 : mark === '$' ? last : Number(mark ?? 0));
  const [, first, dash, end, rest, sign] = found;
  const [from, to] = sign ? (sign === '*' ? [1, last] : [place(sign), place(sign)]) : [place(first ?? (rest ? '1' : '0')), rest ? last : dash ? (end ? place(end) : last - 1) : place(first)];
  if (from > last + (rest || sign === '*' ? 1 : 0) || to > last) throw new NotFound(`${found[0]}: bad word specifier`);
  return { text: words.slice(from, to + 1).join(' '), length: found[0].length };
}

/** What is done to it: `:s/a/b/`, `:gs/a/b/`, `:h`, `:t`, `:r`, `:e`, `:p`, `:q`. */
function modified(text: string, chosen: string): { text: string; length: number; onlyShown: boolean } {
  let length = 0;
  let onlyShown = false;
  let changed = chosen;
  const next = () => /^:(?:(g|a)?s(.)((?:\\.|(?!\2)[^\n])*)\2((?:\\.|(?!\2)[^\n])*)\2?|([htrepqx]))/.exec(text.slice(length));
  for (let found = next(); found; found = next()) {
    const [all, everywhere, , old = '', by = '', letter] = found;
    length += all.length;
    if (letter === undefined) {
      if (!changed.includes(old)) throw new NotFound(`${all}: substitution failed`);
      changed = everywhere ? changed.replaceAll(old, () => by) : changed.replace(old, () => by);
    } else if (letter === 'p') onlyShown = true;
    else changed = pathParts[letter]?.(changed) ?? changed;
  }
  return { text: changed, length, onlyShown };
}

const pathParts: Readonly<Record<string, (path: string) => string>> = {
  h: (path) => path.replace(/\/[^/]*$/, ''),
  t: (path) => path.replace(/^.*\//, ''),
  r: (path) => path.replace(/\.[^./]*$/, ''),
  e: (path) => /\.[^./]*$/.exec(path)?.[0] ?? '',
  q: (path) => `'${path.replaceAll("'", "'\\''")}'`,
};

/** A `!` that begins nothing. In double quotes the quote that closes them is one, too. */
const plainMark = (text: string, isQuoted: boolean): boolean => /^!(?:[\s=(]|$)/.test(text) || (isQuoted && text.startsWith('!"'));

/** How much of the text stands as it is: up to the next `!` that means something. */
function plainLength(text: string, quote: string): { length: number; quote: string } {
  let open = quote;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] as string;
    if (char === '\\' && open !== "'") i += 1;
    else if (open === '' ? char === "'" || char === '"' : char === open) open = open === '' ? char : '';
    else if (char === '#' && open === '' && (i === 0 || /[\s;|&(]/.test(text[i - 1] as string))) break;
    else if (char === '!' && open !== "'" && !plainMark(text.slice(i), open === '"')) return { length: i, quote: open };
  }
  return { length: text.length, quote: open };
}

function expanded(line: string, history: readonly string[], quote: string): { text: string; onlyShown: boolean } {
  const plain = plainLength(line, quote);
  const before = line.slice(0, plain.length);
  if (plain.length === line.length) return { text: before, onlyShown: false };
  let rest = line.slice(plain.length);
  const event = eventAt(rest, history);
  rest = rest.slice(event.length);
  const words = chosenWords(rest, event.line);
  rest = rest.slice(words.length);
  const result = modified(rest, words.text);
  const after = expanded(rest.slice(result.length), history, plain.quote);
  return { text: before + result.text + after.text, onlyShown: result.onlyShown || after.onlyShown };
}

/** The line with what it says of earlier lines written out; `begun` are the lines before it of the same command. */
export function expandHistory(line: string, history: readonly string[], begun: readonly string[] = []): Expanded {
  const { quote, documents } = openAfter(begun);
  if (!/[!^]/.test(line) || documents.length > 0) return { text: line, changed: false, onlyShown: false };
  const quick = begun.length > 0 ? null : /^\^((?:\\.|[^^])*)\^((?:\\.|[^^])*)\^?/.exec(line);
  try {
    const { text, onlyShown } = quick ? modified(`:s^${quick[1]}^${quick[2]}^`, eventAt('!!', history).line) : expanded(line, history, quote);
    return { text: quick ? text + line.slice(quick[0].length) : text, changed: text !== line, onlyShown };
  } catch (error) {
    if (error instanceof NotFound) return { error: error.message };
    throw error;
  }
}
