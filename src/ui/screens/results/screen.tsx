// The result of an exam: the score, by domain, and its tasks to be looked at one by one.
import type { ExamReport, TaskReport } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { List } from '../../frame/list.ts';
import { Panel, panelWidth } from '../../frame/panel.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { duration } from '../../text/duration.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { startLab } from '../lab/start.ts';
import { functionKey } from '../work/screen.tsx';
import { figuresPage, taskPage } from './pages.ts';

/** What stands at the right end of a row: the points, and the time beside its target. */
const right = (mark: string, points: string, time: string): string => ` ${mark} ${points.padEnd(12)}${time.padStart(16)}`;

function taskRow({ n, title, points, earned, weight, opened, time, minutes }: TaskReport, width: number): string {
  const mark = points === 100 ? '✓' : points === 0 ? '✗' : '~';
  return ends(`${String(n).padStart(2)}. ${title}`, right(mark, `${earned} of ${weight}`, opened ? `${duration(time)} / ${`${minutes} min`.padStart(6)}` : 'never opened'), width);
}

function trendOf(change: number | undefined): string {
  if (change === undefined) return '';
  return change === 0 ? ', as many as in the exam before' : `, ${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than in the exam before`;
}

function headOf({ score, pass, passed, change, domains, time, duration: all }: ExamReport, { theme, size }: App): string[] {
  const width = panelWidth(size.columns);
  return [
    '',
    ...wrapSpans(
      [
        { text: passed ? '✓ PASSED ' : '✗ NOT PASSED ', style: passed ? theme.good : theme.bad },
        { text: ` ${score} of 100 points`, style: theme.strong },
        { text: ` (${pass} are needed)${trendOf(change)}. Time: ${duration(time)} of ${duration(all)}.` },
      ],
      width,
    ),
    '',
    ...domains.map(({ name, earned, weight, percent }) => ends(name, `${earned} of ${weight}`.padStart(14) + `${percent} %`.padStart(7), width)),
    '',
    theme.quiet(ends('', right(' ', 'points', 'time /  target'), width)),
  ];
}

export function resultsScreen(app: App, report: ExamReport): AppScreen {
  const width = panelWidth(app.size.columns) - 2;
  const list = new List<TaskReport>(report.tasks.map((task) => ({ text: taskRow(task, width), item: task })));

  /** The same lab, as a lab. */
  const again = ({ lab, title }: TaskReport): void => startLab(app, { id: lab, title });

  const press = (key: Key): void => {
    const task = list.current;
    const name = functionKey(key.name);
    if (list.press(key)) return;
    if (name === 'enter' && task) app.read(taskPage(task, app.theme, { f5: () => again(task) }));
    else if (name === 'f2') app.read(figuresPage(report, app.theme));
    else if (name === 'f5' && task) again(task);
    else if (['escape', 'ctrl-c', 'f6'].includes(name)) app.go('exams');
    else if (name === 'f10') app.quit();
  };

  const keys = ['Enter Checks, solution', 'F2 Figures', 'F5 Do it again now', 'Esc Exams', 'F10 Quit'];
  return { view: () => <Panel app={app} title={`cka-lab: result of ${report.title}${report.practice ? ' (practice)' : ''}`} head={headOf(report, app)} list={list} keys={keys} />, press };
}
