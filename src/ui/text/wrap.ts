// Styled words broken into lines of a width. A style belongs to a word, so that every line stands by itself.
import { charWidth, widthOf } from './width.ts';

export interface Span {
  text: string;
  style?: (text: string) => string;
}

interface Word {
  text: string;
  width: number;
  style: Span['style'];
}

const hardBreak = '\n';

/** Words, blanks and ends of lines, in turn. */
function wordsOf(spans: readonly Span[]): Word[] {
  return spans.flatMap(({ text, style }) => (text.match(/\n|[ \t]+|[^\s]+/g) ?? []).map((part) => ({ text: part, width: widthOf(part), style })));
}

/** A word that is longer than a line, in pieces. */
function pieces(word: Word, width: number): Word[] {
  if (word.width <= width) return [word];
  const found: Word[] = [];
  let text = '';
  for (const char of word.text) {
    if (widthOf(text) + charWidth(char) > width) {
      found.push({ ...word, text, width: widthOf(text) });
      text = '';
    }
    text += char;
  }
  return [...found, { ...word, text, width: widthOf(text) }];
}

/** What stands together without a blank stays together: `code`, and the full stop after it. */
function units(words: readonly Word[]): Word[][] {
  const found: Word[][] = [];
  let joined = false;
  for (const word of words) {
    const blank = /^\s/.test(word.text);
    if (!blank && joined) (found.at(-1) as Word[]).push(word);
    else found.push([word]);
    joined = !blank;
  }
  return found;
}

const rendered = (words: readonly Word[]): string => words.map(({ text, style }) => (style && text.trim() !== '' ? style(text) : text)).join('');

function withoutEnd(line: Word[]): Word[] {
  while (line.length > 0 && line.at(-1)?.text.trim() === '') line.pop();
  return line;
}

export function wrapSpans(spans: readonly Span[], width: number): string[] {
  const lines: Word[][] = [[]];
  let used = 0;
  const breakLine = (): void => {
    withoutEnd(lines.at(-1) as Word[]);
    lines.push([]);
    used = 0;
  };
  for (const unit of units(wordsOf(spans))) {
    const first = unit[0] as Word;
    const size = unit.reduce((sum, word) => sum + word.width, 0);
    if (first.text === hardBreak) breakLine();
    else if (/^\s/.test(first.text)) {
      if (used > 0 && used + size <= width) {
        (lines.at(-1) as Word[]).push({ ...first, text: ' '.repeat(size) });
        used += size;
      }
    } else {
      if (used > 0 && used + size > width) breakLine();
      for (const piece of unit.flatMap((word) => pieces(word, width))) {
        if (used + piece.width > width) breakLine();
        (lines.at(-1) as Word[]).push(piece);
        used += piece.width;
      }
    }
  }
  withoutEnd(lines.at(-1) as Word[]);
  return lines.map(rendered);
}
