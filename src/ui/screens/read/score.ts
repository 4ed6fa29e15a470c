// The page of a score: every check with its points, what was wanted and what was found.
import type { OpenLab, Score } from '../../../session.ts';
import { duration } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { checkLines } from './checks.ts';
import type { Page } from './state.ts';

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
      ...(score.passed ? ['', 'F4 shows a solution and why it is one; F7 opens the next lab.'] : []),
    ],
  };
}
