// What a person has done, as it is printed: domains and competencies with bars of letters, days, exams, drills.
import Table from 'cli-table3';
import type { ProgressView, Tally } from '../../session.ts';
import { duration } from '../../ui/text/duration.ts';
import { wrapSpans } from '../../ui/text/wrap.ts';
import { count } from '../../ui/text/words.ts';
import { trimEnds } from './labList.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

const row = (name: string, { mastery, solved, labs, attempts, time }: Tally, more: string): string[] => [
  name,
  more,
  `${solved}/${labs}`,
  `${String(mastery).padStart(3)} %`,
  attempts === 0 ? '' : String(attempts),
  time === 0 ? '' : duration(time),
];

function streakText({ streak }: ProgressView): string {
  if (streak.days === 0) return streak.longest === 0 ? '' : `Longest row of days: ${streak.longest}.`;
  return `${count(streak.days, 'day')} in a row${streak.today ? ', today included' : ' up to yesterday'}; the longest row is ${streak.longest}.`;
}

function drillText({ drills }: ProgressView): string {
  const done = drills.filter((drill) => drill.done > 0);
  const fast = done.filter(({ best, par }) => (best ?? 0) <= par * 1000);
  return `Drills: ${done.length} of ${drills.length} done, ${fast.length} within their time.`;
}

function examText({ exams }: ProgressView): string[] {
  return exams.slice(0, 5).map(({ title, score, pass, practice }) => `  ${title}: ${score} of 100, ${score >= pass ? 'passed' : 'not passed'}${practice ? ' (practice)' : ''}`);
}

/** Below its domain, in as many lines as it needs. */
const indented = (name: string, width: number): string =>
  wrapSpans([{ text: name }], width - 6)
    .map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
    .join('\n');

export function progressText(view: ProgressView, { theme, width }: Look): string {
  const title = Math.max(30, width - 39);
  const table = new Table({ ...bare, head: ['', 'WEIGHT', 'SOLVED', 'SKILL', 'TRIES', 'TIME'].map(theme.quiet), colWidths: [title, 8, 8, 7, 7, 9], wordWrap: true });
  for (const domain of view.domains.filter(({ labs }) => labs > 0)) {
    table.push(row(theme.strong(domain.title), domain, `${domain.weight} %`));
    for (const competency of domain.competencies) table.push(row(indented(competency.competency, title), competency, ''));
  }
  const { total, due, next, exams } = view;
  const wrapped = (text: string): string => wrapSpans([{ text }], width).join('\n');
  const lines = [
    trimEnds(table.toString()),
    '',
    `${total.solved} of ${count(total.labs, 'lab')} solved, ${count(total.attempts, 'attempt')}, ${count(total.hints, 'hint')}.`,
    ...(due.length > 0 ? [wrapped(`Due again: ${due.join(', ')}.`)] : []),
    drillText(view),
    ...(exams.length > 0 ? ['Exams:', ...examText(view)] : ['No exam yet.']),
    ...[streakText(view)].filter(Boolean),
    ...(next ? ['', wrapped(`Next: ${next.lab.id} (${next.why})`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
