// The page of a score: every check with its points, what was wanted and what was found.
import type { CheckResult, OpenLab, Score } from '../../../session.ts';
import { duration } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Page } from './state.ts';

function indented(label: string, text: string, width: number): string[] {
  const lines = wrapSpans([{ text }], width - label.length - 10);
  return lines.map((line, index) => `          ${index === 0 ? label : ' '.repeat(label.length)}${line}`);
}

function checkLines({ title, points, weight, passed, findings }: CheckResult, width: number, theme: Theme): string[] {
  const points_ = `${points}/${weight}`.padStart(7);
  const mark = passed ? theme.good('✓ passed') : theme.bad('✗ failed');
  const [first, ...rest] = wrapSpans([{ text: title }], width - 18);
  return [
    `${points_} ${mark}  ${theme.strong(first ?? '')}`,
    ...rest.map((line) => `${' '.repeat(18)}${theme.strong(line)}`),
    ...findings.flatMap(({ expected, found }) => [...indented('wanted: ', expected, width), ...indented('found:  ', found, width)]),
    '',
  ];
}

export function scorePage(open: OpenLab, score: Score, theme: Theme): Page {
  const failed = score.results.filter(({ passed }) => !passed).length;
  const verdict = score.passed ? `All ${score.results.length} checks passed.` : `${score.results.length - failed} of ${score.results.length} checks passed; the lab goes on where it is.`;
  const { best, checks } = open.record;
  return {
    title: `Score: ${open.lab.title}`,
    lines: (width) => [
      '',
      theme.title(`${score.points} of 100 points`),
      ...wrapSpans([{ text: verdict }], width),
      '',
      ...score.results.flatMap((result) => checkLines(result, width, theme)),
      theme.quiet(`Time ${duration(open.timeUsed)} of ${open.lab.minutes}:00. Best score ${best}, ${checks} ${checks === 1 ? 'check' : 'checks'} so far.`),
      ...(score.passed ? ['', 'F4 shows a solution and why it is one; F6 goes to the labs.'] : []),
    ],
  };
}
