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

function taskRow(task: TaskReport, width: number) {
  const verdict = task.points === 100 ? '✓ all right ' : task.points === 0 ? '✗ nothing   ' : '~ in part   ';
  return {
    text: ends(
      `${String(task.n).padStart(2)}. ${task.title}`,
      ` ${verdict}${`${task.earned} of ${task.weight}`.padStart(11)}${duration(task.time).padStart(8)} of ${`${task.minutes} min`.padEnd(6)}`,
      width,
    ),
    item: task,
  };
}

function headOf({ score, pass, passed, change, domains, time, duration: all }: ExamReport, app: App): string[] {
  const { theme } = app;
  const width = panelWidth(app.size.columns);
  const trend = change === undefined ? '' : change === 0 ? ', as in the exam before' : `, ${Math.abs(change)} points ${change > 0 ? 'more' : 'less'} than in the exam before`;
  return [
    '',
    ...wrapSpans(
      [
        { text: passed ? '✓ PASSED ' : '✗ NOT PASSED ', style: passed ? theme.good : theme.bad },
        { text: ` ${score} of 100 points`, style: theme.strong },
        { text: ` (${pass} pass)${trend}. ${duration(time)} of ${duration(all)}.` },
      ],
      width,
    ),
    '',
    ...domains.map(({ name, earned, weight, percent }) => ends(`  ${name}`, `${earned} of ${weight}`.padStart(14) + `${percent} %`.padStart(7), width - 2)),
    '',
  ];
}

export function resultsScreen(app: App, report: ExamReport): AppScreen {
  const width = panelWidth(app.size.columns) - 2;
  const list = new List<TaskReport>(report.tasks.map((task) => taskRow(task, width)));

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

  const keys = ['Enter Checks and solution', 'F2 Figures', 'F5 Do this one again', 'Esc Exams'];
  return { view: () => <Panel app={app} title={`cka-lab: result of ${report.title}${report.practice ? ' (practice)' : ''}`} head={headOf(report, app)} list={list} keys={keys} />, press };
}
