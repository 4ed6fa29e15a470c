// The end of an exam: asked for, or come by itself.
import type { App } from '../../app.ts';
import { resultsScreen } from '../results/screen.tsx';

export function finishNow(app: App, why = ''): void {
  app.busy(`${why}Grading all tasks ...`, () => {
    app.closeWork();
    app.show(resultsScreen(app, app.session.exam.finish()));
  });
}

export function askToFinish(app: App, unanswered: number): void {
  const left = unanswered === 0 ? '' : unanswered === 1 ? ' 1 task is not done.' : ` ${unanswered} tasks are not done.`;
  app.ask(`Finish and see the result?${left}`, () => finishNow(app));
}
