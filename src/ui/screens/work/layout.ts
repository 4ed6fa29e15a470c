// Where the text and the terminal are: side by side in a wide window, one above the other in others.

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  isWide: boolean;
  text: Place;
  terminal: Place;
  /** What the text has of the window, in per cent. */
  share: number;
}

/** A terminal beside the text should hold kubectl's tables. */
const wideFrom = 150;

/** `length` is how many lines the text has in a width: a short one leaves its room to the terminal. `share` is what the person wants it to have. */
export function layoutOf(columns: number, rows: number, length: (width: number) => number, share?: number): Layout {
  const height = rows - 2;
  if (columns >= wideFrom) {
    const width = share === undefined ? Math.min(80, Math.max(46, Math.floor(columns * 0.38))) : Math.max(20, Math.min(columns - 40, Math.floor((columns * share) / 100)));
    return { isWide: true, text: { x: 1, y: 1, width, height }, terminal: { x: width + 4, y: 1, width: columns - width - 4, height }, share: (100 * width) / columns };
  }
  const width = columns - 2;
  const own = share === undefined ? Math.min(Math.floor(height * 0.45), length(width)) : Math.floor((height * share) / 100);
  const textHeight = Math.max(3, Math.min(height - 5, own));
  return { isWide: false, text: { x: 1, y: 1, width, height: textHeight }, terminal: { x: 0, y: textHeight + 2, width: columns, height: height - textHeight - 1 }, share: (100 * textHeight) / height };
}
