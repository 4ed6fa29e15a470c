// The end of an exam: asked for, or come by itself. Grading takes a moment, and says which task it is at.
import type { ExamView } from '../../../session.ts';
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { ends } from '../../text/width.ts';
import { count } from '../../text/words.ts';
import { resultsScreen } from '../results/screen.tsx';

/** Keys do nothing meanwhile: at zero they are still meant for the terminal. */
export function finishNow(app: App, why = ''): void {
  const grading = app.session.exam.finishing();
  let told = why;
  const step = (): void => {
    const { done, value } = grading.next();
    if (done) {
      app.show(resultsScreen(app, value));
      return;
    }
    told = `${why}Grading task ${value.n} of ${value.of} ...`;
    later();
  };
  const later = (): void =>
    app.busy(told, () => {
      try {
        step();
      } catch (error) {
        // Somebody may have ended it by `cka-lab exam finish` meanwhile.
        app.go('exams');
        throw error;
      }
    });
  app.closeWork();
  app.show({ view: () => <GradingView app={app} told={told} />, press: () => {} });
  later();
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
