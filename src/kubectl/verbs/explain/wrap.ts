// Long texts in lines of a width, with an indentation.

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current === '') current = word;
    else if (current.length + 1 + word.length <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

/** Line breaks in the text stay. */
export const wrap = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');

/** Every line, the empty ones too, is moved to the right. */
export const indent = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(columns) + line)
    .join('\n');
