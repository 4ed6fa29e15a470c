// Checks with their points: what was wanted, what was found, and why it matters.
import type { CheckResult } from '../../../session.ts';
import type { Theme } from '../../text/theme.ts';
import { wrapSpans } from '../../text/wrap.ts';

function indented(label: string, text: string, width: number): string[] {
  const lines = wrapSpans([{ text }], width - label.length - 10);
  return lines.map((line, index) => `          ${index === 0 ? label : ' '.repeat(label.length)}${line}`);
}

/** As many as fit the eye; the rest are counted. */
const shown = 3;

export function checkLines({ title, points, weight, passed, findings, why }: CheckResult, width: number, theme: Theme): string[] {
  const points_ = `${points}/${weight}`.padStart(7);
  const mark = passed ? theme.good('✓ passed') : theme.bad('✗ failed');
  const [first, ...rest] = wrapSpans([{ text: title }], width - 18);
  return [
    `${points_} ${mark}  ${theme.strong(first ?? '')}`,
    ...rest.map((line) => `${' '.repeat(18)}${theme.strong(line)}`),
    ...findings.slice(0, shown).flatMap(({ expected, found }) => [...indented('wanted: ', expected, width), ...indented('found:  ', found, width)]),
    ...(findings.length > shown ? indented('', `and ${findings.length - shown} more`, width) : []),
    ...(why && !passed ? indented('why:    ', why, width) : []),
    '',
  ];
}
