// What is read after a drill and after a round.
import type { DrillResult, DrillRound } from '../../../session.ts';
import { codeLines } from '../../text/code.ts';
import { seconds } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { ends } from '../../text/width.ts';
import { count, plainText } from '../../text/words.ts';
import { type Span, wrapSpans } from '../../text/wrap.ts';
import type { Page } from '../read/state.ts';

function verdictOf({ done, inPar, missed, isBest, time, par }: DrillResult, theme: Theme): Span[] {
  if (!done) return [{ text: '✗ Not done', style: theme.bad }];
  const notes = [`somebody with practice: ${par} s`, ...(isBest ? ['faster than ever before'] : []), ...(missed ? ['so slow that it comes again soon'] : [])];
  return [{ text: inPar ? '✓ Done in time' : '✓ Done', style: theme.good }, { text: `  ${seconds(time)}`, style: theme.strong }, { text: ` (${notes.join(', ')})` }];
}

/** What it took, where something was typed. */
function effort({ keys, lines, best }: DrillResult): string[] {
  const before = best === undefined ? '' : `Your best time before: ${seconds(best)}.`;
  const typed = lines.length === 0 ? '' : `${count(keys, 'key')} in ${count(lines.length, 'line')}.`;
  return [[typed, before].filter(Boolean).join(' ')].filter(Boolean);
}

export function resultPage(result: DrillResult, theme: Theme): Page {
  const { done, lines, shorter, missing } = result;
  return {
    title: done ? 'Done' : 'Given up',
    lines: (width) => [
      '',
      ...wrapSpans(verdictOf(result, theme), width),
      ...effort(result),
      ...(missing && missing.length > 0 ? ['', 'Still missing:', ...missing.flatMap((text) => wrapSpans([{ text: `- ${text}` }], width))] : []),
      ...(shorter ? ['', done ? 'A shorter way:' : 'A way:', '', ...codeLines(shorter, width, theme)] : []),
      ...(done && lines.length > 0 ? ['', 'What you typed:', '', ...codeLines(lines, width, theme)] : []),
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
          `${result.done ? '✓' : '✗'} ${plainText(result.goal)}`,
          `  ${(result.done ? seconds(result.time) : 'given up').padStart(8)} of ${`${result.par} s`.padStart(4)}${count(result.keys, 'key').padStart(10)}${result.isBest ? '  best' : ''}`,
          width,
        ),
      ),
      '',
      ...(results.some(({ missed }) => missed) ? ['What was missed comes first in the next five minutes of everything.'] : []),
    ],
  };
}
