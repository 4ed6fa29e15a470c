// The report on an exam, for a terminal and to keep.
import Table from 'cli-table3';
import { domains, type ExamReport, type Share, type TaskReport } from '../../session.ts';
import { checkLines } from '../../ui/screens/read/checks.ts';
import { commandsOf } from '../../ui/screens/read/solution.ts';
import { duration } from '../../ui/text/duration.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { trimEnds } from './labList.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

const verdictOf = ({ score, pass, passed }: Pick<ExamReport, 'score' | 'pass' | 'passed'>): string => `${score} of 100 points: ${passed ? 'passed' : 'not passed'} (${pass} are needed)`;

const timeOf = ({ opened, time, minutes }: TaskReport): string => (opened ? `${duration(time)} of ${minutes}:00` : 'never opened');

const trendOf = ({ change, earlier }: ExamReport): string =>
  change === undefined ? '' : `, ${change >= 0 ? '+' : ''}${change} against the exam before (best so far ${Math.max(...earlier.map(({ score }) => score))})`;

const dayOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

function sharesText(title: string, shares: readonly Share[], { theme }: Look): string {
  const table = new Table({ ...bare, head: [title, 'POINTS', ''].map(theme.quiet) });
  for (const { name, earned, weight, percent } of shares) table.push([name, `${earned} of ${weight}`, `${percent} %`]);
  return `${trimEnds(table.toString())}\n`;
}

/** What was right needs no explanation. */
function taskText(task: TaskReport, { theme, width }: Look): string {
  const { n, title, earned, weight, points, results, explanation, solution } = task;
  const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `    ${line}`));
  return [
    `${theme.strong(`Task ${n}: ${title}`)}  ${earned} of ${weight} points, ${timeOf(task)}`,
    ...results.flatMap((result) => checkLines(result, width, theme)).filter((line) => line !== ''),
    ...(points < 100 && explanation ? ['', ...indented(renderMarkdown(explanation, width - 4, theme))] : []),
    ...(points < 100 && solution ? ['', '    A solution:', '', ...indented(commandsOf(solution))] : []),
  ].join('\n');
}

function earlierText({ earlier }: ExamReport, { theme }: Look): string {
  const table = new Table({ ...bare, head: ['EARLIER', 'EXAM', 'POINTS', '', 'TIME'].map(theme.quiet) });
  for (const { at, exam, practice, score, passed, time } of earlier) table.push([dayOf(at), `${exam}${practice ? ', practice' : ''}`, String(score), passed ? 'passed' : 'not passed', duration(time)]);
  return `${trimEnds(table.toString())}\n`;
}

function againText({ again, tasks }: ExamReport): string[] {
  const widest = Math.max(...again.map((lab) => lab.length));
  return again.map((lab) => `  cka-lab start ${lab.padEnd(widest)}  ${tasks.find((task) => task.lab === lab)?.title}\n`);
}

export function reportText(report: ExamReport, look: Look): string {
  const { theme, width } = look;
  const { title, passed, practice, time, duration: all, advice, again, earlier } = report;
  const parts = [
    `${theme.title(`${title}${practice ? ' (practice)' : ''}`)}\n${theme.strong((passed ? theme.good : theme.warn)(verdictOf(report)))}, after ${duration(time)} of ${duration(all)}${trendOf(report)}\n`,
    sharesText('DOMAIN', report.domains, look),
    sharesText('COMPETENCY', report.competencies, look),
    `${report.tasks.map((task) => taskText(task, look)).join('\n\n')}\n`,
    ...(earlier.length > 0 ? [earlierText(report, look)] : []),
    ...(advice.length > 0 ? [`${theme.title('Your time')}\n${advice.flatMap((line) => renderMarkdown(`- ${line}`, width, theme)).join('\n')}\n`] : []),
    ...(again.length > 0 ? [`${theme.title('Do these again now')}\n${againText(report).join('')}`] : []),
  ];
  return parts.join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`);

const sharesTable = (name: string, shares: readonly Share[]): string[] => [
  '',
  ...tableOf(
    [name, 'points', ''],
    shares.map(({ name: one, earned, weight, percent }) => [one, `${earned} of ${weight}`, `${percent} %`]),
  ),
];

const taskMarkdown = (task: TaskReport): string[] => [
  '',
  `### Task ${task.n}: ${task.title} (${task.lab})`,
  '',
  `${domains[task.domain]}. ${task.earned} of ${task.weight} points, ${timeOf(task)}.`,
  '',
  ...tableOf(
    ['check', 'result', 'wanted', 'found', 'why'],
    task.results.map(({ title, passed, findings, why = '' }) => [
      title,
      passed ? 'ok' : 'no',
      findings.map(({ expected }) => expected).join('; '),
      findings.map(({ found }) => found).join('; '),
      passed ? '' : why,
    ]),
  ),
  ...(task.points < 100 && task.explanation ? ['', task.explanation.trim()] : []),
  ...(task.points < 100 && task.solution ? ['', '```bash', task.solution.trimEnd(), '```'] : []),
];

/** A report to keep. */
export function reportMarkdown(report: ExamReport): string {
  const { title, time, duration: all, startedAt, seed, practice, earlier, advice, again } = report;
  const [verdict = '', needed] = verdictOf(report).split(/(?= \()/);
  return `${[
    `# ${title}`,
    '',
    `**${verdict}**${needed}, ${duration(time)} of ${duration(all)}, begun ${new Date(startedAt).toISOString()}, seed ${seed}${practice ? ', practice' : ''}${trendOf(report)}.`,
    ...sharesTable('domain', report.domains),
    ...sharesTable('competency', report.competencies),
    '',
    '## Tasks',
    ...report.tasks.flatMap(taskMarkdown),
    ...(earlier.length > 0
      ? [
          '',
          '## Earlier exams',
          '',
          ...tableOf(
            ['day', 'exam', 'points', '', 'time'],
            earlier.map((one) => [dayOf(one.at), `${one.exam}${one.practice ? ', practice' : ''}`, String(one.score), one.passed ? 'passed' : 'not passed', duration(one.time)]),
          ),
        ]
      : []),
    ...(advice.length > 0 ? ['', '## Time', '', ...advice.map((line) => `- ${line}`)] : []),
    ...(again.length > 0 ? ['', '## Again', '', ...again.map((lab) => `- ${lab}`)] : []),
  ].join('\n')}\n`;
}
