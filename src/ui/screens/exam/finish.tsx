// The end of an exam: asked for, or come by itself. Grading takes a moment, and says which task it is at.
import type { ExamView } from '../../../session.ts';
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { ends } from '../../text/width.ts';
import { count } from '../../text/words.ts';
import { resultsScreen } from '../results/screen.tsx';

export function finishNow(app: App, why = ''): void {
  const grading = app.session.exam.finishing();
  let told = '';
  const next = (): void => {
    const step = grading.next();
    if (step.done) {
      app.show(resultsScreen(app, step.value));
      return;
    }
    told = `${why}Grading task ${step.value.n} of ${step.value.of} ...`;
    app.busy(told, next);
  };
  app.closeWork();
  app.show({ view: () => <GradingView app={app} told={told} />, press: () => {} });
  app.busy(why, next);
}

function GradingView({ app, told }: { app: App; told: string }) {
  app.cursor = undefined;
  const { columns, rows } = app.size;
  return <Rows height={rows} rows={[app.theme.bar(ends(' cka-lab: the end of the exam', '', columns)), '', ` ${told}`]} />;
}

export function askToFinish(app: App, { tasks }: ExamView): void {
  const open = tasks.filter(({ answered }) => !answered).length;
  const left = open === 0 ? '' : ` ${count(open, 'task')} ${open === 1 ? 'is' : 'are'} not marked as done.`;
  app.ask(`Finish and see the result?${left}`, () => finishNow(app));
}
