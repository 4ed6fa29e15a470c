// The scalars of YAML: plain, quoted, literal and folded, from the cursor on.
import type { Cursor } from './yamlCursor.ts';

/** Gathers the white space between two words: blanks on the line, then the line breaks. */
class Gap {
  blanks = '';
  firstBreak = '';
  moreBreaks = '';
  hasBreak = false;

  addBreak(text: string): void {
    if (this.hasBreak) this.moreBreaks += text;
    else {
      this.blanks = '';
      this.firstBreak = text;
      this.hasBreak = true;
    }
  }

  /** What the gap reads as: one break is a space, further ones stay. */
  get folded(): string {
    if (!this.hasBreak) return this.blanks;
    return this.firstBreak === '\n' ? this.moreBreaks || ' ' : this.firstBreak + this.moreBreaks;
  }
}

const flowEnds = ',[]{}';

/** Ends at `: `, at ` #`, at a line that is indented less, and inside brackets at their signs. */
export function plainText(cursor: Cursor, indent: number, inFlow: boolean): { text: string; crossedLines: boolean } {
  const start = cursor.mark;
  let text = '';
  let gap = new Gap();
  for (;;) {
    if (cursor.isDocumentIndicator() || cursor.at() === '#') break;
    let word = '';
    for (;;) {
      word += cursor.takeLetters();
      if (cursor.isSpaceOrEnd()) break;
      const char = cursor.at();
      if (char === ':' && cursor.isSpaceOrEnd(1)) break;
      if (inFlow && (flowEnds.includes(char) || (char === '?' && cursor.isSpaceOrEnd(1)))) break;
      word += cursor.take();
    }
    if (word !== '') {
      text += gap.folded + word;
      gap = new Gap();
    }
    if (!cursor.isBlank() && !cursor.isBreak()) break;
    while (cursor.isBlank() || cursor.isBreak()) {
      if (cursor.isBreak()) gap.addBreak(cursor.takeBreak());
      else {
        if (gap.hasBreak && cursor.column < indent && cursor.at() === '\t') cursor.fail('found a tab character that violates indentation', start);
        const blank = cursor.take();
        if (!gap.hasBreak) gap.blanks += blank;
      }
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { text, crossedLines: gap.hasBreak };
}

const simpleEscapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const codeLengths: Record<string, number> = { x: 2, u: 4, U: 8 };

function escapeText(cursor: Cursor, start: ReturnType<() => Cursor['mark']>): string {
  const char = cursor.at(1);
  const simple = simpleEscapes[char];
  if (simple !== undefined) {
    cursor.skip(2);
    return simple;
  }
  const length = codeLengths[char];
  if (length === undefined) cursor.fail('found unknown escape character', start);
  cursor.skip(2);
  const digits = cursor.text.slice(cursor.index, cursor.index + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) cursor.fail('did not find expected hexdecimal number', start);
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) cursor.fail('found invalid Unicode character escape code', start);
  cursor.skip(length);
  return String.fromCodePoint(code);
}

export function quotedText(cursor: Cursor): string {
  const start = cursor.mark;
  const quote = cursor.take();
  const isSingle = quote === "'";
  let text = '';
  for (;;) {
    if (cursor.isDocumentIndicator()) cursor.fail('found unexpected document indicator', start);
    if (cursor.isEnd) cursor.fail('found unexpected end of stream', start);
    let joins = false;
    while (!cursor.isSpaceOrEnd()) {
      if (isSingle && cursor.at() === "'" && cursor.at(1) === "'") {
        text += "'";
        cursor.skip(2);
      } else if (cursor.at() === quote) break;
      else if (!isSingle && cursor.at() === '\\' && cursor.isBreak(1)) {
        cursor.skip();
        cursor.takeBreak();
        joins = true;
        break;
      } else text += !isSingle && cursor.at() === '\\' ? escapeText(cursor, start) : cursor.take();
    }
    if (cursor.at() === quote) break;
    const gap = new Gap();
    gap.hasBreak = joins;
    while (cursor.isBlank() || cursor.isBreak()) {
      if (cursor.isBreak()) gap.addBreak(cursor.takeBreak());
      else if (gap.hasBreak) cursor.skip();
      else gap.blanks += cursor.take();
    }
    text += joins ? gap.moreBreaks : gap.folded;
  }
  cursor.skip();
  return text;
}

interface Header {
  chomp: '' | '+' | '-';
  increment: number;
}

function blockHeader(cursor: Cursor, start: Cursor['mark']): Header {
  const header: Header = { chomp: '', increment: 0 };
  const chomp = (): void => {
    if (cursor.at() === '+' || cursor.at() === '-') header.chomp = cursor.take() as '+' | '-';
  };
  const digit = (): void => {
    if (!/\d/.test(cursor.at())) return;
    if (cursor.at() === '0') cursor.fail('found an indentation indicator equal to 0', start);
    header.increment = Number(cursor.take());
  };
  chomp();
  digit();
  if (header.chomp === '') chomp();
  while (cursor.isBlank()) cursor.skip();
  if (cursor.at() === '#') while (!cursor.isBreakOrEnd()) cursor.skip();
  if (!cursor.isBreakOrEnd()) cursor.fail('did not find expected comment or line break', start);
  if (cursor.isBreak()) cursor.takeBreak();
  return header;
}

/** Takes the empty lines before a line of the block, and finds the block's indentation when it is not known yet. */
function blockBreaks(cursor: Cursor, known: number, parentIndent: number, start: Cursor['mark']): { breaks: string; indent: number } {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && cursor.at() === ' ') cursor.skip();
    deepest = Math.max(deepest, cursor.column);
    if ((known === 0 || cursor.column < known) && cursor.at() === '\t') cursor.fail('found a tab character where an indentation space is expected', start);
    if (!cursor.isBreak()) break;
    breaks += cursor.takeBreak();
  }
  return { breaks, indent: known || Math.max(deepest, parentIndent + 1, 1) };
}

/** A literal (`|`) or folded (`>`) scalar. */
export function blockText(cursor: Cursor, parentIndent: number): string {
  const start = cursor.mark;
  const isLiteral = cursor.take() === '|';
  const { chomp, increment } = blockHeader(cursor, start);
  let { breaks, indent } = blockBreaks(cursor, increment && (parentIndent >= 0 ? parentIndent + increment : increment), parentIndent, start);
  let text = '';
  let lastBreak = '';
  let wasBlank = false;
  while (cursor.column === indent && !cursor.isEnd) {
    const isBlank = cursor.isBlank();
    if (!isLiteral && lastBreak.startsWith('\n') && !wasBlank && !isBlank) text += breaks === '' ? ' ' : '';
    else text += lastBreak;
    text += breaks;
    wasBlank = isBlank;
    while (!cursor.isBreakOrEnd()) text += cursor.take();
    lastBreak = cursor.isBreak() ? cursor.takeBreak() : '';
    ({ breaks } = blockBreaks(cursor, indent, parentIndent, start));
  }
  if (chomp !== '-') text += lastBreak;
  return chomp === '+' ? text + breaks : text;
}
