// What is read after a drill and after a round.
import type { DrillResult, DrillRound } from '../../../session.ts';
import { seconds } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Page } from '../read/state.ts';

const code = (lines: readonly string[], theme: Theme): string[] => lines.map((line) => `  ${theme.code(line)}`);

function verdictOf({ done, inPar, isBest, time, par }: DrillResult, theme: Theme): string {
  if (!done) return theme.bad('✗ Not done');
  const best = isBest ? ', faster than ever before' : '';
  return `${theme.good(inPar ? '✓ Done in time' : '✓ Done')}  ${theme.strong(seconds(time))} (somebody with practice: ${par} s${best})`;
}

export function resultPage(result: DrillResult, theme: Theme): Page {
  const { done, keys, lines, best, shorter, missing } = result;
  return {
    title: done ? 'Done' : 'Given up',
    lines: (width) => [
      '',
      verdictOf(result, theme),
      `${keys} keys in ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}.${best === undefined ? '' : ` Your best time before: ${seconds(best)}.`}`,
      ...(missing && missing.length > 0 ? ['', 'Still missing:', ...missing.flatMap((text) => wrapSpans([{ text: `- ${text}` }], width))] : []),
      ...(shorter ? ['', done ? 'A shorter way:' : 'A way:', '', ...code(shorter, theme)] : []),
      ...(done && lines.length > 0 ? ['', 'What you typed:', '', ...code(lines, theme)] : []),
      '',
      'Enter goes on.',
    ],
  };
}

export function roundPage({ title, results }: DrillRound, theme: Theme): Page {
  const done = results.filter((result) => result.done);
  return {
    title: `Round: ${title}`,
    lines: (width) => [
      '',
      theme.title(`${done.length} of ${results.length} done, ${results.filter(({ inPar }) => inPar).length} in time`),
      '',
      ...results.map((result) =>
        ends(
          `${result.done ? '✓' : '✗'} ${result.drill}`,
          `${result.done ? seconds(result.time) : 'given up'} of ${`${result.par} s`.padStart(4)}${`${result.keys} keys`.padStart(10)}${result.isBest ? '  best' : '      '}`,
          width,
        ),
      ),
      '',
      'What was missed comes first in the next five minutes of everything.',
    ],
  };
}
