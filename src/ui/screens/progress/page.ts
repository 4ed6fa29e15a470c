// What has been reached: by domain and competency, bests, the streak, and what is due.
import type { ProgressView, Tally } from '../../../session.ts';
import { duration, seconds } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Page } from '../read/state.ts';

const barLength = 10;
const bar = (percent: number): string => '█'.repeat(Math.round((percent / 100) * barLength)).padEnd(barLength, '░');

const tallyText = ({ solved, labs, mastery }: Tally): string => `${`${solved} of ${labs} solved`.padStart(16)}  ${bar(mastery)}${`${mastery} %`.padStart(6)}`;

const dateOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

function streakLine({ days: now, longest, today }: ProgressView['streak']): string {
  if (now === 0) return longest === 0 ? 'Nothing done yet.' : `The longest streak was ${days(longest)}.`;
  return `${days(now)} in a row${today ? '' : ' up to yesterday'}; the longest was ${days(longest)}.`;
}

/** `titles` are those of labs and drills, by id. */
export function progressPage(view: ProgressView, titles: ReadonlyMap<string, string>, theme: Theme): Page {
  const titleOf = (id: string): string => titles.get(id) ?? id;
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', theme.title(title), '', ...lines]);
  return {
    title: 'Progress',
    lines: (width) => [
      '',
      ends(theme.strong('All labs'), tallyText(view.total), width),
      ...wrapSpans([{ text: `${streakLine(view.streak)} ${duration(view.total.time)} spent on tasks, ${view.total.hints} hints.` }], width),
      ...(view.next ? section('Next', wrapSpans([{ text: `${view.next.lab.title}. ${view.next.why}` }], width)) : []),
      ...section('Due again', view.due.map(titleOf)),
      ...view.domains.flatMap(({ title, weight, competencies, ...own }) => [
        '',
        ends(theme.strong(`${title} (${weight} %)`), tallyText(own), width),
        ...competencies.map((one) => ends(`  ${one.competency}`, tallyText(one), width)),
      ]),
      ...section(
        'Exams',
        view.exams.map(({ at, title, score, pass, practice }) => ends(`${dateOf(at)}  ${title}${practice ? ', practice' : ''}`, `${score} of 100, ${score >= pass ? 'passed' : 'not passed'}`, width)),
      ),
      ...section(
        'Best times of labs',
        view.bests.filter(({ fastest }) => fastest !== undefined).map(({ lab, fastest }) => ends(titleOf(lab), duration(fastest as number), width)),
      ),
      ...section(
        'Best times of drills',
        view.drills.filter(({ best }) => best !== undefined).map(({ drill, best, par }) => ends(titleOf(drill), `${seconds(best as number)} of ${par} s`, width)),
      ),
      ...section(
        'Last attempts',
        view.attempts
          .slice(0, 20)
          .map(({ at, lab, points, time, hints }) => ends(`${dateOf(at)}  ${titleOf(lab)}`, `${points} of 100  ${duration(time)}${hints > 0 ? `, ${hints} hints` : ''}`, width)),
      ),
    ],
  };
}
