// A table in a width: columns as wide as their texts, and where that is too much the widest ones give way and wrap.
import { widthOf } from './width.ts';
import { type Span, wrapSpans } from './wrap.ts';

type Cell = readonly Span[];
type Side = 'left' | 'right' | 'center' | null;

const gap = 2;
const narrowest = 6;
/** Wider than any window. */
const unbounded = 10_000;

function widthsOf(rows: readonly (readonly Cell[])[], width: number): number[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) => Math.max(1, ...rows.map((row) => widthOf(wrapSpans(row[column] ?? [], unbounded).join(' ')))));
  const room = width - gap * (columns - 1);
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function padded(text: string, width: number, side: Side): string {
  const blanks = Math.max(0, width - widthOf(text));
  const before = side === 'right' ? blanks : side === 'center' ? Math.floor(blanks / 2) : 0;
  return ' '.repeat(before) + text + ' '.repeat(blanks - before);
}

export function renderTable(rows: readonly (readonly Cell[])[], align: readonly Side[], width: number): string[] {
  const widths = widthsOf(rows, width);
  return rows.flatMap((row) => {
    const cells = widths.map((one, column) => wrapSpans(row[column] ?? [], one));
    return Array.from({ length: Math.max(...cells.map((lines) => lines.length)) }, (_, line) =>
      widths
        .map((one, column) => padded(cells[column]?.[line] ?? '', one, align[column] ?? null))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  });
}
