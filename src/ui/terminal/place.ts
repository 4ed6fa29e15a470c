// Text in rows of a width, as a terminal shows it.
import type { Position } from '../screen/screen.ts';
import { charWidth } from '../text/width.ts';

const tab = 8;

/** How a character is shown that would otherwise do something: `^[`. */
const shown = (char: string): string => (char < ' ' ? `^${String.fromCharCode(char.charCodeAt(0) + 64)}` : char === '\x7f' ? '^?' : char);

/** Rows of which the first begins at a column, and where the `at`th character goes. */
export function place(text: string, at: number, width: number, column: number): { rows: string[]; cursor: Position } {
  const rows = [''];
  let x = column;
  let cursor: Position | undefined;
  let index = 0;
  const nextRow = (): void => {
    rows.push('');
    x = 0;
  };
  const put = (char: string): void => {
    const size = charWidth(char);
    if (x + size > width) nextRow();
    rows[rows.length - 1] += char;
    x += size;
  };
  const here = (): Position => (x < width ? { x, y: rows.length - 1 } : { x: 0, y: rows.length });
  for (const char of text) {
    // A wide one that has no room stands in the next row.
    if (index === at) cursor = x + charWidth(char) > width ? { x: 0, y: rows.length } : here();
    if (char === '\n') nextRow();
    else if (char === '\t') for (let blanks = Math.min(tab - (x % tab), Math.max(1, width - x)); blanks > 0; blanks--) put(' ');
    else for (const one of shown(char)) put(one);
    index += char.length;
  }
  cursor ??= here();
  if (cursor.y === rows.length) rows.push('');
  return { rows, cursor };
}
