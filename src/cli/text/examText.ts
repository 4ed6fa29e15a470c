// An exam as it is printed: what there is, how it stands, and the task that is open.
import Table from 'cli-table3';
import type { ExamOffer, ExamTask, ExamView } from '../../session.ts';
import { duration } from '../../ui/text/duration.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { count } from '../../ui/text/words.ts';
import { wrapSpans } from '../../ui/text/wrap.ts';
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
  const narrow = [8, 17, 10, 15];
  const title = Math.max(20, Math.min(48, width - narrow.reduce((sum, one) => sum + one, 6)));
  const table = new Table({ ...bare, head: ['TASK', 'TITLE', 'WEIGHT', 'TIME OF TARGET', 'HOST', 'MARKS'].map(theme.quiet), colWidths: [6, title, ...narrow], wordWrap: true });
  for (const task of view.tasks) {
    const time = `${(task.time > 0 ? duration(task.time) : '-').padStart(7)} of ${`${task.minutes}:00`.padStart(5)}`;
    table.push([String(task.n), task.lab.title, `${task.weight} %`.padStart(6), time, task.host ?? 'base', marks(task)]);
  }
  const notes = view.notes.flatMap((note) => wrapSpans([{ text: note }], width)).map((line) => `${theme.quiet(line)}\n`);
  return [`${theme.title(view.title)}\n${clockText(view, look)}\n`, `${trimEnds(table.toString())}\n`, ...(notes.length > 0 ? [notes.join('')] : [])].join('\n');
}

export function examTaskText(task: ExamTask, view: ExamView, look: Look): string {
  const { theme, width } = look;
  const { lab, n, weight, minutes, host, directory } = task;
  const facts = [`${weight} %`, count(minutes, 'minute'), host ? `ssh ${host}` : 'on base', ...(lab.namespace ? [`namespace ${lab.namespace}`] : []), clockText(view, look)];
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
