// An exam as it is printed: what there is, how it stands, the task that is open, and the report.
import Table from 'cli-table3';
import { domains, type ExamOffer, type ExamReport, type ExamTask, type ExamView, type Share } from '../../session.ts';
import { duration } from '../../ui/text/duration.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { trimEnds } from './labList.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

export function offersText(offers: readonly ExamOffer[], { theme }: Look): string {
  const table = new Table({ ...bare, head: ['EXAM', 'TITLE', 'MIN', 'TASKS', 'TRIES', 'BEST'].map(theme.quiet) });
  for (const { id, title, minutes, tasks, there, attempts, best } of offers) {
    const parts = tasks === undefined ? 'drawn' : there === tasks ? String(tasks) : `${tasks}, ${tasks - (there ?? 0)} replaced`;
    table.push([theme.strong(id), title, String(minutes), parts, attempts === 0 ? '' : String(attempts), best === undefined ? '' : String(best)]);
  }
  return `${trimEnds(table.toString())}\n`;
}

/** What stands before and after every answer of an exam. */
export function clockText({ state, remaining, practice, warning }: ExamView, { theme }: Look): string {
  const left = `${duration(remaining)} left${practice ? ' (practice)' : ''}`;
  const words = { running: left, paused: `${left}, paused`, over: 'The time is over: `cka-lab exam finish` shows the result.' }[state];
  return warning === undefined ? words : theme.warn(`${words}. Less than ${warning} minutes.`);
}

const marks = ({ state, flagged, answered }: ExamTask): string => [...(state === 'current' ? ['here'] : []), ...(flagged ? ['flag'] : []), ...(answered ? ['done'] : [])].join(' ');

export function examTable(view: ExamView, look: Look): string {
  const { theme, width } = look;
  const title = Math.max(24, Math.min(48, width - 42));
  const table = new Table({ ...bare, head: ['TASK', 'TITLE', 'WEIGHT', 'TIME', 'HOST', 'MARKS'].map(theme.quiet), colWidths: [6, title, 8, 13, 10, 16], wordWrap: true });
  for (const task of view.tasks) {
    table.push([String(task.n), task.lab.title, `${task.weight} %`, `${task.time > 0 ? duration(task.time) : '-'} / ${task.minutes}:00`, task.host ?? 'base', marks(task)]);
  }
  return `${theme.title(view.title)}\n${clockText(view, look)}\n\n${trimEnds(table.toString())}\n${view.notes.map((note) => `${theme.quiet(note)}\n`).join('')}`;
}

export function examTaskText(task: ExamTask, view: ExamView, look: Look): string {
  const { theme, width } = look;
  const { lab, n, weight, minutes, host, directory } = task;
  const facts = [`${weight} %`, `${minutes} minutes`, host ? `ssh ${host}` : 'on base', ...(lab.namespace ? [`namespace ${lab.namespace}`] : []), clockText(view, look)];
  return [
    theme.title(`Task ${n} of ${view.tasks.length}: ${lab.title}`),
    theme.quiet(facts.join(' · ')),
    '',
    ...renderMarkdown(lab.task, width, theme),
    '',
    theme.quiet(`Working directory: ${directory}`),
    '',
  ].join('\n');
}

function sharesText(title: string, shares: readonly Share[], { theme }: Look): string {
  const table = new Table({ ...bare, head: [title, 'POINTS', ''].map(theme.quiet) });
  for (const { name, earned, weight, percent } of shares) table.push([name, `${earned} of ${weight}`, `${percent} %`]);
  return `${trimEnds(table.toString())}\n`;
}

function checksText(report: ExamReport, { theme, width }: Look): string {
  const parts = report.tasks.map(({ n, title, earned, weight, time, minutes, results, opened, explanation }) => {
    const lines = results.flatMap((result) => [
      `  ${result.passed ? theme.good('ok') : theme.bad('no')}  ${result.title}`,
      ...result.findings.slice(0, 3).map(({ expected, found }) => `      wanted ${expected}, found: ${found}`),
    ]);
    const why = results.some(({ passed }) => !passed) && explanation ? renderMarkdown(explanation, width - 4, theme).map((line) => `    ${line}`.trimEnd()) : [];
    const head = `${theme.strong(`Task ${n}: ${title}`)}  ${earned} of ${weight} points, ${opened ? `${duration(time)} of ${minutes}:00` : 'not opened'}`;
    return [head, ...lines, ...why].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

export function reportText(report: ExamReport, look: Look): string {
  const { theme, width } = look;
  const { title, score, pass, passed, time, duration: all, change, advice, again, earlier } = report;
  const verdict = (passed ? theme.good : theme.warn)(`${score} of 100 points: ${passed ? 'passed' : 'not passed'} (${pass} are needed)`);
  const compared =
    change === undefined ? '' : `, ${change >= 0 ? '+' : ''}${change} against the exam before${earlier.length > 1 ? ` (best so far ${Math.max(...earlier.map((one) => one.score))})` : ''}`;
  const parts = [
    `${theme.title(title)}\n${theme.strong(verdict)}, after ${duration(time)} of ${duration(all)}${compared}\n`,
    sharesText('DOMAIN', report.domains, look),
    sharesText('COMPETENCY', report.competencies, look),
    checksText(report, look),
    ...(advice.length > 0 ? [`${theme.title('Your time')}\n${advice.flatMap((line) => renderMarkdown(`- ${line}`, width, theme)).join('\n')}\n`] : []),
    ...(again.length > 0 ? [`${theme.title('Do these again now')}\n${again.map((lab) => `  cka-lab start ${lab}\n`).join('')}`] : []),
  ];
  return parts.join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A report to keep. */
export function reportMarkdown(report: ExamReport): string {
  const { title, score, pass, passed, time, duration: all, startedAt, seed, practice, change } = report;
  const shares = (name: string, list: readonly Share[]): string[] => [
    '',
    `| ${name} | points | |`,
    '|---|---|---|',
    ...list.map(({ name: one, earned, weight, percent }) => `| ${cell(one)} | ${earned} of ${weight} | ${percent} % |`),
  ];
  const tasks = report.tasks.flatMap((task) => [
    '',
    `### Task ${task.n}: ${task.title} (${task.lab})`,
    '',
    `${domains[task.domain]}. ${task.earned} of ${task.weight} points, ${task.opened ? `${duration(task.time)} of ${task.minutes}:00` : 'not opened'}.`,
    '',
    '| check | result | wanted | found |',
    '|---|---|---|---|',
    ...task.results.map(
      (result) =>
        `| ${cell(result.title)} | ${result.passed ? 'ok' : 'no'} | ${cell(result.findings.map(({ expected }) => expected).join('; '))} | ${cell(result.findings.map(({ found }) => found).join('; '))} |`,
    ),
    ...(task.points < 100 && task.explanation ? ['', task.explanation.trim()] : []),
    ...(task.points < 100 && task.solution ? ['', '```bash', task.solution.trimEnd(), '```'] : []),
  ]);
  return `${[
    `# ${title}`,
    '',
    `**${score} of 100 points: ${passed ? 'passed' : 'not passed'}** (${pass} are needed), ${duration(time)} of ${duration(all)}, begun ${new Date(startedAt).toISOString()}, seed ${seed}${practice ? ', practice' : ''}${change === undefined ? '' : `, ${change >= 0 ? '+' : ''}${change} against the exam before`}.`,
    ...shares('domain', report.domains),
    ...shares('competency', report.competencies),
    '',
    '## Tasks',
    ...tasks,
    ...(report.advice.length > 0 ? ['', '## Time', '', ...report.advice.map((line) => `- ${line}`)] : []),
    ...(report.again.length > 0 ? ['', '## Again', '', ...report.again.map((lab) => `- ${lab}`)] : []),
  ].join('\n')}\n`;
}
