// What is read of a result: one task with its checks and solution, and the figures of the whole.
import type { ExamReport, Share, TaskReport } from '../../../session.ts';
import { codeLines } from '../../text/code.ts';
import { duration } from '../../text/duration.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { checkLines } from '../read/checks.ts';
import { commandsOf } from '../read/solution.ts';
import type { Page } from '../read/state.ts';

export function taskPage(task: TaskReport, theme: Theme, acts: NonNullable<Page['acts']>): Page {
  return {
    title: `Task ${task.n}: ${task.title}`,
    acts,
    keys: ['F5 Do it again now'],
    lines: (width) => [
      '',
      theme.title(`${task.earned} of ${task.weight} points`),
      ...wrapSpans([{ text: task.opened ? `${duration(task.time)} of ${task.minutes}:00. ${task.competency}.` : `Never opened. ${task.competency}.` }], width),
      '',
      ...task.results.flatMap((result) => checkLines(result, width, theme)),
      ...(task.explanation ? [theme.title('Why'), '', ...renderMarkdown(task.explanation, width, theme), ''] : []),
      ...(task.solution ? [theme.title('A solution'), '', ...codeLines(commandsOf(task.solution), width, theme)] : []),
    ],
  };
}

/** Competencies have long names, and are known by their last words too. */
function shareLines({ name, earned, weight, percent }: Share, width: number): string[] {
  const figures = `${`${earned} of ${weight}`.padStart(14)}${`${percent} %`.padStart(7)}`;
  const [first = '', ...rest] = wrapSpans([{ text: name }], width - figures.length - 1);
  return [ends(first, figures, width), ...rest.map((line) => `  ${line}`)];
}

const dateOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

export function figuresPage(report: ExamReport, theme: Theme): Page {
  return {
    title: `Figures: ${report.title}`,
    lines: (width) => [
      '',
      theme.title('By competency'),
      '',
      ...report.competencies.flatMap((share) => shareLines(share, width)),
      '',
      theme.title('Time'),
      '',
      ...report.advice.flatMap((line) => [...wrapSpans([{ text: line }], width), '']),
      theme.title('Earlier exams'),
      '',
      ...(report.earlier.length === 0
        ? ['This is the first.']
        : report.earlier.map(({ exam, at, score, passed, practice, time }) =>
            ends(`${dateOf(at)}  ${exam}${practice ? ', practice' : ''}`, `${score} of 100, ${(passed ? 'passed' : 'not passed').padEnd(10)}  ${duration(time)}`, width),
          )),
    ],
  };
}
