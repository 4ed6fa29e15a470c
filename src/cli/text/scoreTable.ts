// A score as a table: each check, its points, and what was found where something is missing.
import Table from 'cli-table3';
import type { CheckResult, OpenLab, Score } from '../../session.ts';
import { duration } from '../../ui/text/duration.ts';
import { trimEnds } from './labList.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

/** As many as fit the eye; the rest are counted. */
const shown = 3;

function foundText({ findings, passed, why }: CheckResult): string {
  if (passed) return '';
  const lines = findings.slice(0, shown).map(({ expected, found }) => `expected ${expected}, found: ${found}`);
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : []), ...(why ? [`why: ${why}`] : [])].join('\n');
}

/** The widths of the two columns of text, in what the others leave. */
function widths(results: readonly CheckResult[], width: number): [number, number] {
  const room = width - 13;
  const title = Math.min(Math.max(...results.map((result) => result.title.length)) + 2, Math.floor(room * 0.55));
  return [title, room - title];
}

export function scoreTable({ results, points, passed }: Score, { lab, timeUsed }: OpenLab, { theme, width }: Look): string {
  const table = new Table({ ...bare, head: ['', 'POINTS', 'CHECK', 'FOUND'].map(theme.quiet), colWidths: [5, 8, ...widths(results, width)], wordWrap: true });
  for (const result of results) {
    table.push([result.passed ? theme.good('ok') : theme.bad('no'), `${result.points}/${result.weight}`.padStart(6), result.title, foundText(result)]);
  }
  const verdict = passed ? theme.good(`${points} of 100 points: solved`) : theme.warn(`${points} of 100 points`);
  return `${theme.title(lab.title)}\n${trimEnds(table.toString())}\n\n${theme.strong(verdict)}, after ${duration(timeUsed)} of ${lab.minutes} minutes\n`;
}
