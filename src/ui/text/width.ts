// How wide text is on a terminal, and text cut and filled to a width. Escape sequences take no place.

const escapes = /\x1b\[[\d;:]*m/g;

/** East Asian wide characters and emoji (Unicode's EastAsianWidth.txt, in ranges coarse enough for a terminal). */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const noWidth = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

export function charWidth(char: string): number {
  if (char >= ' ' && char <= '\x7e') return 1;
  return noWidth.test(char) ? 0 : wide.test(char) ? 2 : 1;
}

export function widthOf(text: string): number {
  const bare = text.replace(escapes, '');
  if (/^[\x20-\x7e]*$/.test(bare)) return bare.length;
  let width = 0;
  for (const char of bare) width += charWidth(char);
  return width;
}

/** The first `width` columns, with an ellipsis where something is cut off. Styles end where the text does. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  let taken = '';
  let room = width - 1;
  for (const [piece] of text.matchAll(/\x1b\[[\d;:]*m|./gsu)) {
    if (piece[0] !== '\x1b' || piece.length === 1) {
      room -= charWidth(piece);
      if (room < 0) break;
    }
    taken += piece;
  }
  return `${taken}…${taken.includes('\x1b') ? '\x1b[0m' : ''}`;
}

/** Cut or filled with blanks to the width. */
export function fill(text: string, width: number): string {
  const short = cut(text, width);
  return short + ' '.repeat(Math.max(0, width - widthOf(short)));
}

/** One text at the left end and one at the right; the left one gives way, and a blank stays between them. */
export function ends(left: string, right: string, width: number): string {
  const room = width - widthOf(right);
  const gap = right.startsWith(' ') ? 0 : 1;
  return room > 0 ? fill(cut(left, room - gap), room) + right : cut(right, width);
}
