// What has been reached: by domain and competency, bests, the streak, and what is due.
import type { ProgressView, Tally } from '../../../session.ts';
import { duration, seconds } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { ends, widthOf } from '../../text/width.ts';
import { count } from '../../text/words.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Page } from '../read/state.ts';

const barLength = 10;
const bar = (percent: number): string => '█'.repeat(Math.round((percent / 100) * barLength)).padEnd(barLength, '░');

const tallyText = ({ solved, labs, mastery }: Tally): string => `  ${`${solved} of ${labs} solved`.padStart(15)}  ${bar(mastery)}${`${mastery} %`.padStart(6)}`;

/** A name in as many lines as it needs, and how far one is in it. */
function tallyLines(name: string, tally: Tally, width: number, indent: string): string[] {
  const right = tallyText(tally);
  const [first = '', ...rest] = wrapSpans([{ text: name }], width - widthOf(right) - indent.length);
  return [ends(`${indent}${first}`, right, width), ...rest.map((line) => `${indent}  ${line}`)];
}

const dateOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** As wide as the widest of them, so that they stand below one another. */
function aligned(rows: readonly (readonly string[])[], width: number): string[] {
  const wide = (column: number): number => Math.max(0, ...rows.map((row) => (row[column] ?? '').length));
  return rows.map(([left = '', ...right]) => ends(left, `  ${right.map((text, i) => text.padStart(wide(i + 1))).join('')}`, width));
}

function streakLine({ days: now, longest, today }: ProgressView['streak']): string {
  if (now === 0) return longest === 0 ? 'Nothing done yet.' : `The longest streak was ${count(longest, 'day')}.`;
  return `${count(now, 'day')} in a row${today ? '' : ' up to yesterday'}; the longest was ${count(longest, 'day')}.`;
}

/** `titles` are those of labs and drills, by id. */
export function progressPage(view: ProgressView, titles: ReadonlyMap<string, string>, theme: Theme): Page {
  const titleOf = (id: string): string => titles.get(id) ?? id;
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', theme.title(title), '', ...lines]);
  return {
    title: 'Progress',
    lines: (width) => [
      '',
      ...tallyLines('All labs', view.total, width, ''),
      ...wrapSpans([{ text: `${streakLine(view.streak)} ${duration(view.total.time)} spent on tasks, ${count(view.total.hints, 'hint')}.` }], width),
      ...(view.next ? section('Next', wrapSpans([{ text: `${view.next.lab.title}. ${view.next.why}` }], width)) : []),
      ...section('Due again', view.due.map(titleOf)),
      ...view.domains.flatMap(({ title, weight, competencies, ...own }) => [
        '',
        ...tallyLines(`${title} (${weight} %)`, own, width, '').map(theme.strong),
        ...competencies.flatMap((one) => tallyLines(one.competency, one, width, '  ')),
      ]),
      ...section(
        'Exams',
        aligned(
          view.exams.map(({ at, title, score, pass, practice }) => [`${dateOf(at)}  ${title}${practice ? ', practice' : ''}`, `${score} of 100, ${score >= pass ? 'passed' : 'not passed'}`]),
          width,
        ),
      ),
      ...section(
        'Best times of labs',
        aligned(
          view.bests.flatMap(({ lab, fastest }) => (fastest === undefined ? [] : [[titleOf(lab), duration(fastest)]])),
          width,
        ),
      ),
      ...section(
        'Best times of drills',
        aligned(
          view.drills.flatMap(({ drill, best, par }) => (best === undefined ? [] : [[titleOf(drill), seconds(best), ` of ${`${par} s`.padStart(4)}`]])),
          width,
        ),
      ),
      ...section(
        'Last attempts',
        aligned(
          view.attempts.slice(0, 20).map(({ at, lab, points, time, hints }) => [`${dateOf(at)}  ${titleOf(lab)}`, hints > 0 ? count(hints, 'hint') : '', `  ${points} of 100`, `  ${duration(time)}`]),
          width,
        ),
      ),
    ],
  };
}
