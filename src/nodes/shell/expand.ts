// What words become: parameters, substitutions, arithmetic, quotes, then splitting and paths.
import { type CompoundList, type HereDocBody, type ParameterExpansionPart, parse, type ParsedScript, type Word, type WordPart } from 'unbash';
import { arithmetic, type Names } from './arithmetic.ts';
import { expandBraces, expandPaths, hasPattern, matcher, quotePattern, sourceOf } from './patterns.ts';
import type { Shell } from './shell.ts';
import type { ShellProgram } from './tasks.ts';

/** A word cannot be expanded: the whole line is given up (`${x:?}`, an unset variable under `set -u`). */
export class ExpansionError extends Error {}

/** A stretch of a word. `split`: white space in it separates words. `fields`: several words of its own, as of `"$@"`. */
interface Piece {
  text: string;
  quoted: boolean;
  split?: boolean;
  fields?: readonly string[];
}

const quoted = (text: string): Piece => ({ text, quoted: true });
const plain = (text: string): Piece => ({ text, quoted: false });

/** Names of arithmetic: the shell's variables. */
export const namesOf = (shell: Shell): Names => ({
  get: (name, index) => (index === undefined ? shell.parameter(name) : element(shell, name, index)),
  set: (name, value, index) => {
    if (index === undefined) shell.variables.set(name, value);
    else shell.variables.setElement(name, index, () => Number(index), value);
  },
});

function element(shell: Shell, name: string, index: string): string | undefined {
  const value = shell.variables.find(name)?.value;
  if (value instanceof Map) return value.get(index);
  const list = shell.list(name) ?? (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  return list.at(Number(arithmetic(index, namesOf(shell))));
}

/** Arithmetic whose text may hold parameters and substitutions. */
export function* evaluate(shell: Shell, text: string): ShellProgram<bigint> {
  return arithmetic(text.includes('$') || text.includes('`') ? yield* expandText(shell, text) : text, namesOf(shell));
}

/** A text in which only parameters, substitutions and arithmetic are replaced, as in a here-document. */
export function* expandText(shell: Shell, text: string): ShellProgram<string> {
  const script = parse(`x <<'E' <<E2\nE\n${text}\nE2\n`);
  const redirects = script.commands[0]?.command.type === 'Command' ? script.commands[0].command.redirects : [];
  const document = redirects.find((redirect) => redirect.type === 'HereDoc' && !redirect.delimiter?.quoted);
  if (document?.type !== 'HereDoc') return text;
  return (yield* expandDocument(shell, document.body)).slice(0, -1);
}

export function* expandDocument(shell: Shell, body: HereDocBody): ShellProgram<string> {
  if (!body.parts) return body.text.replace(/\\([$`\\])/g, '$1').replace(/\\\n/g, '');
  let out = '';
  for (const part of body.parts) {
    if (part.type === 'Literal') out += part.text.replace(/\\([$`\\])/g, '$1').replace(/\\\n/g, '');
    else out += (yield* piecesOf(shell, part, true)).map(({ text }) => text).join('');
  }
  return out;
}

// ── parameters ──

const everything = (index: Word | undefined): boolean => index?.value === '@' || index?.value === '*';

function listOf(shell: Shell, name: string): string[] {
  if (name === '@' || name === '*') return shell.args.slice();
  const value = shell.variables.find(name)?.value;
  const own = shell.list(name);
  if (own) return [...own];
  if (value instanceof Map) return [...value.values()];
  return Array.isArray(value) ? value.filter((one) => one !== undefined) : value === undefined ? [] : [value];
}

function keysOf(shell: Shell, name: string): string[] {
  const value = shell.variables.find(name)?.value;
  if (value instanceof Map) return [...value.keys()];
  return Array.isArray(value) ? Object.keys(value) : value === undefined ? [] : ['0'];
}

/** `$@` and `$*`, and lists with these as their index. */
function several(shell: Shell, texts: readonly string[], star: boolean, inQuotes: boolean): Piece {
  if (star && inQuotes) return quoted(texts.join(shell.separator[0] ?? ''));
  return { text: texts.join(' '), quoted: inQuotes, fields: texts, split: !inQuotes };
}

function* parameterText(shell: Shell, part: ParameterExpansionPart): ShellProgram<string | undefined> {
  const { parameter, index } = part;
  if (!index) return shell.parameter(parameter);
  return element(shell, parameter, yield* textOf(shell, index));
}

function* parameterPieces(shell: Shell, part: ParameterExpansionPart, inQuotes: boolean): ShellProgram<Piece[]> {
  const { parameter, index, prefix, operation } = part;
  const piece = (text: string): Piece => ({ text, quoted: inQuotes, split: !inQuotes });
  const all = everything(index) || parameter === '@' || parameter === '*';
  if (prefix === '#') return [piece(String(all ? listOf(shell, parameter).length : [...((yield* parameterText(shell, part)) ?? '')].length))];
  if (prefix === '!' && everything(index)) return [several(shell, keysOf(shell, parameter), index?.value === '*', inQuotes)];
  if (prefix === '!' && operation?.type === 'Names') {
    const names = shell.variables.names().filter((name) => name.startsWith(parameter));
    return [several(shell, names, operation.operator === '*', inQuotes)];
  }
  if (all) {
    const star = parameter === '*' || index?.value === '*';
    const list = listOf(shell, parameter);
    if (!operation) return [several(shell, list, star, inQuotes)];
    if (operation.type === 'Slice') {
      const from = Number(yield* evaluate(shell, yield* textOf(shell, operation.offset)));
      const length = operation.length && Number(yield* evaluate(shell, yield* textOf(shell, operation.length)));
      const whole = parameter === '@' || parameter === '*' ? [shell.name, ...list] : list;
      const start = from < 0 ? whole.length + from : from;
      return [several(shell, whole.slice(start, length === undefined ? undefined : start + length), star, inQuotes)];
    }
    if (operation.type !== 'Default') {
      const changed: string[] = [];
      for (const value of list) changed.push(yield* changedText(shell, value, operation));
      return [several(shell, changed, star, inQuotes)];
    }
  }
  let value = all ? listOf(shell, parameter).join(' ') || undefined : yield* parameterText(shell, part);
  if (prefix === '!') value = value === undefined ? undefined : shell.parameter(value);
  if (!operation) {
    if (value === undefined && shell.options.has('nounset')) throw new ExpansionError(`${parameter}: unbound variable`);
    return [piece(value ?? '')];
  }
  if (operation.type !== 'Default') return [piece(yield* changedText(shell, value ?? '', operation))];
  const empty = value === undefined || (operation.operator.startsWith(':') && value === '');
  const sort = operation.operator.at(-1);
  if (sort === '+') return empty ? [piece('')] : yield* wordPieces(shell, operation.operand, inQuotes);
  if (!empty) return [piece(value ?? '')];
  if (sort === '?') throw new ExpansionError(`${parameter}: ${(yield* textOf(shell, operation.operand)) || (operation.operator === '?' ? 'parameter not set' : 'parameter null or not set')}`);
  if (sort !== '=') return yield* wordPieces(shell, operation.operand, inQuotes);
  const assigned = yield* textOf(shell, operation.operand);
  shell.variables.set(parameter, assigned);
  return [piece(assigned)];
}

type Change = Exclude<NonNullable<ParameterExpansionPart['operation']>, { type: 'Default' }>;

function* changedText(shell: Shell, value: string, operation: Change): ShellProgram<string> {
  switch (operation.type) {
    case 'Remove':
      return removed(value, operation.operator, yield* patternOf(shell, operation.operand));
    case 'Replace': {
      const source = sourceOf(yield* patternOf(shell, operation.pattern));
      const by = yield* textOf(shell, operation.replacement);
      const anchored = operation.operator === '/#' ? `^(?:${source})` : operation.operator === '/%' ? `(?:${source})$` : source;
      return source === '' ? value : value.replace(new RegExp(anchored, operation.operator === '//' ? 'g' : ''), () => by);
    }
    case 'Slice': {
      const from = Number(yield* evaluate(shell, yield* textOf(shell, operation.offset)));
      const length = operation.length ? Number(yield* evaluate(shell, yield* textOf(shell, operation.length))) : undefined;
      const start = from < 0 ? Math.max(value.length + from, 0) : from;
      return value.slice(start, length === undefined ? undefined : length < 0 ? value.length + length : start + length);
    }
    case 'CaseModification': {
      const change = (text: string): string => (operation.operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
      return operation.operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
    }
    case 'Transform': {
      const how = yield* textOf(shell, operation.operand);
      return how === 'Q' ? `'${value.replaceAll("'", "'\\''")}'` : how === 'U' ? value.toUpperCase() : how === 'L' ? value.toLowerCase() : value;
    }
    default:
      throw new ExpansionError('bad substitution');
  }
}

function removed(value: string, operator: string, pattern: string): string {
  const fits = matcher(pattern);
  const front = operator.startsWith('#');
  const cuts = Array.from({ length: value.length + 1 }, (_, i) => i);
  // The shortest match of a prefix is found from the front, the longest from the end; suffixes the other way round.
  const ordered = (operator.length === 1) === front ? cuts : cuts.reverse();
  const cut = ordered.find((at) => fits.test(front ? value.slice(0, at) : value.slice(at)));
  return cut === undefined ? value : front ? value.slice(cut) : value.slice(0, cut);
}

// ── parts ──

function* substituted(shell: Shell, script: ParsedScript | CompoundList | undefined, source: string): ShellProgram<string> {
  return script ? (yield* shell.capture(script as ParsedScript, source)).replace(/\n+$/, '') : '';
}

/** `$(( x ))` and `$[ x ]` without their brackets. */
const inner = (text: string): string => (text.startsWith('$[') ? text.slice(2, -1) : text.slice(3, -2));

function* piecesOf(shell: Shell, part: WordPart, inQuotes: boolean): ShellProgram<Piece[]> {
  const piece = (text: string): Piece => ({ text, quoted: inQuotes, split: !inQuotes });
  switch (part.type) {
    case 'Literal':
      // What a backslash protects is in `value`, without it: those characters are no pattern.
      if (inQuotes) return [quoted(part.value)];
      return part.text.includes('\\') ? literalPieces(part.text) : [plain(part.value)];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [quoted(part.value)];
    case 'DoubleQuoted':
    case 'LocaleString': {
      const pieces: Piece[] = [quoted('')];
      for (const child of part.parts) pieces.push(...(yield* piecesOf(shell, child, true)));
      return pieces;
    }
    case 'SimpleExpansion': {
      const name = part.text.slice(1);
      if (name === '@' || name === '*') return [several(shell, shell.args, name === '*', inQuotes)];
      const value = shell.parameter(name);
      if (value === undefined && shell.options.has('nounset') && !/^\W$/.test(name)) throw new ExpansionError(`${name}: unbound variable`);
      return [piece(value ?? '')];
    }
    case 'ParameterExpansion':
      return yield* parameterPieces(shell, part, inQuotes);
    case 'CommandExpansion':
      return [piece(yield* substituted(shell, part.script, part.text))];
    case 'ArithmeticExpansion':
      return [piece(String(yield* evaluate(shell, inner(part.text))))];
    case 'ProcessSubstitution':
      return [quoted(yield* shell.processFile(part))];
    default:
      return [plain(part.text)];
  }
}

/** A literal with backslashes: what each protects is quoted. */
function literalPieces(text: string): Piece[] {
  return [...text.matchAll(/\\([\s\S])|[^\\]+/g)].map(([whole, char]) => (char === undefined ? plain(whole) : quoted(char === '\n' ? '' : char)));
}

function* wordPieces(shell: Shell, word: Word, inQuotes = false): ShellProgram<Piece[]> {
  if (!word.parts) return word.text.includes('\\') && !inQuotes ? literalPieces(word.text) : [inQuotes ? quoted(word.value) : plain(word.value)];
  const pieces: Piece[] = [];
  for (const part of word.parts) pieces.push(...(yield* piecesOf(shell, part, inQuotes)));
  return pieces;
}

/** `~`, `~/x`, `~root`: only at the beginning of a word, and never quoted. */
function withHome(shell: Shell, pieces: Piece[]): Piece[] {
  const [head] = pieces;
  const found = head && !head.quoted && !head.split ? /^~([\w-]*)(\/|$)/.exec(head.text) : null;
  if (!head || !found) return pieces;
  const home = found[1] ? shell.machine.homeOf(found[1]) : (shell.variables.get('HOME') ?? '');
  return home === undefined ? pieces : [quoted(home), { ...head, text: head.text.slice((found[1] as string).length + 1) }, ...pieces.slice(1)];
}

/** The word as one text, as in an assignment: nothing is split. */
export function* textOf(shell: Shell, word: Word): ShellProgram<string> {
  const pieces = withHome(shell, yield* wordPieces(shell, word));
  return pieces.map(({ text }) => text).join('');
}

/** The word as a pattern: what was quoted in it is behind backslashes. */
export function* patternOf(shell: Shell, word: Word): ShellProgram<string> {
  const pieces = withHome(shell, yield* wordPieces(shell, word));
  return pieces.map((piece) => (piece.quoted ? quotePattern(piece.text) : piece.text)).join('');
}

/** The word as a regular expression of `=~`. */
export function* regularOf(shell: Shell, word: Word): ShellProgram<string> {
  const pieces = yield* wordPieces(shell, word);
  return pieces.map((piece) => (piece.quoted ? piece.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : piece.text)).join('');
}

interface Field {
  text: string;
  pattern: string;
  /** Something of it was quoted: it is there even if it is empty. */
  quoted: boolean;
}

function split(shell: Shell, pieces: readonly Piece[]): Field[] {
  const { separator } = shell;
  const fields: Field[] = [];
  let current: Field | undefined;
  const add = (text: string, isQuoted: boolean): void => {
    current ??= { text: '', pattern: '', quoted: false };
    current.text += text;
    current.pattern += isQuoted ? quotePattern(text) : text;
    current.quoted ||= isQuoted;
  };
  const end = (): void => {
    if (current) fields.push(current);
    current = undefined;
  };
  const addSplit = (text: string): void => {
    for (const { word, first } of words(text, separator)) {
      if (!first) end();
      if (word !== undefined) add(word, false);
    }
  };
  for (const piece of pieces) {
    if (piece.fields) {
      piece.fields.forEach((field, i) => {
        if (i > 0) end();
        if (piece.split) addSplit(field);
        else add(field, true);
      });
    } else if (piece.split) addSplit(piece.text);
    else if (piece.text !== '' || piece.quoted) add(piece.text, piece.quoted);
  }
  end();
  return fields;
}

/** A text cut at IFS: white space of it counts once and nothing at the ends, other characters each. */
function* words(text: string, separator: string): Generator<{ word: string | undefined; first: boolean }> {
  if (text === '') return;
  if (separator === '') {
    yield { word: text, first: true };
    return;
  }
  const white = [...separator].filter((char) => /\s/.test(char)).join('');
  const hard = [...separator].filter((char) => !/\s/.test(char)).join('');
  const set = (chars: string): string => chars.replace(/[\\\]^-]/g, '\\$&');
  const blank = white ? `[${set(white)}]*` : '';
  const cut = new RegExp(hard ? `${blank}[${set(hard)}]${blank}${white ? `|[${set(white)}]+` : ''}` : `[${set(white)}]+`, 'g');
  const pieces = text.split(cut);
  for (const [i, piece] of pieces.entries()) {
    const last = i === pieces.length - 1;
    if (last && piece === '' && i > 0) {
      yield { word: undefined, first: false };
      return;
    }
    yield { word: piece === '' && i === 0 ? undefined : piece, first: i === 0 };
  }
}

/** The words that a word becomes: none, one or many. */
export function* wordsOf(shell: Shell, word: Word): ShellProgram<string[]> {
  if (!word.parts && !/[~\\*?[{]/.test(word.text)) return [word.value];
  const out: string[] = [];
  for (const one of bracesOf(word)) {
    const pieces = withHome(shell, yield* wordPieces(shell, one));
    for (const field of split(shell, pieces)) out.push(...pathsOf(shell, field));
  }
  return out;
}

function bracesOf(word: Word): Word[] {
  if (!word.text.includes('{')) return [word];
  const texts = expandBraces(word.text);
  if (texts.length === 1 && texts[0] === word.text) return [word];
  return texts.flatMap((text) => {
    const command = parse(`x ${text}`).commands[0]?.command;
    return command?.type === 'Command' ? command.suffix.filter((part): part is Word => part.type === 'Word') : [];
  });
}

function pathsOf(shell: Shell, { text, pattern, quoted: isQuoted }: Field): string[] {
  if (text === '' && !isQuoted) return [];
  if (shell.options.has('noglob') || !hasPattern(pattern)) return [text];
  const found = expandPaths(pattern, shell.cwd, (path) => shell.machine.files.names(path));
  if (found.length > 0) return found;
  return shell.options.has('nullglob') ? [] : [text];
}
