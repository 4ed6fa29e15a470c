// Long texts in lines of a width, with an indentation.

/** Spaces stay as they are, but where a line ends (upstream: go-wordwrap). */
function wrapLine(line: string, width: number): string {
  let out = '';
  let column = 0;
  for (const [, spaces = '', word = ''] of line.matchAll(/(\s*)(\S*)/g)) {
    if (word !== '' && column + spaces.length + word.length > width && column + spaces.length > 1) {
      out += `\n${word}`;
      column = word.length;
    } else if (word !== '' || column + spaces.length <= width) {
      out += spaces + word;
      column += spaces.length + word.length;
    }
  }
  return out;
}

/** Line breaks in the text stay. */
export const wrap = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');

/** Every line, the empty ones too, is moved to the right. */
export const indent = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(columns) + line)
    .join('\n');

/** Lists, and what follows a colon, begin on a new line. */
const beginsLine = (before: string, line: string): boolean => before.endsWith(':') || /^(?:[*-]|\d+\.)/.test(line);

/** The former layout: lines flow together, and only paragraphs, lists and code stay as they are. */
export function flow(text: string, width: number): string {
  const out: string[] = [];
  let words: string[] = [];
  const flush = (): void => {
    if (words.length > 0) out.push(words.join(' '));
    words = [];
  };
  for (const line of text.split('\n')) {
    const code = line.startsWith('    ');
    const empty = out.length + words.length > 0 && line.trim() === '';
    if (code || empty || beginsLine(words.at(-1) ?? '', line)) flush();
    if (code || empty) out.push(code ? line : '');
    else {
      for (const word of line.trim().split(/\s+/)) {
        if (words.length > 0 && words.join(' ').length + 1 + word.length > width) flush();
        words.push(word);
      }
    }
  }
  flush();
  return out.join('\n');
}
