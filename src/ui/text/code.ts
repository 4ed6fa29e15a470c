// Commands as they are shown to be typed again: whole, however long they are.
import type { Theme } from './theme.ts';

/** A line that goes on is indented more. */
export const codeLines = (lines: readonly string[], width: number, theme: Theme): string[] =>
  lines.flatMap((line) => (line.match(new RegExp(`.{1,${width - 4}}`, 'gu')) ?? ['']).map((part, index) => `${index === 0 ? '  ' : '    '}${theme.code(part)}`));
