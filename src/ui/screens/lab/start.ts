// Opens a lab from its beginning; asks first where another one would be lost.
import type { Lab } from '../../../session.ts';
import type { App } from '../../app.ts';

export function startLab(app: App, { id, title }: Pick<Lab, 'id' | 'title'>): void {
  const { session } = app;
  const open = session.current();
  const begin = (): void =>
    app.busy(`Preparing ${title} ...`, () => {
      app.closeWork();
      session.start(id);
      app.work('lab', id);
    });
  if (session.exam.isRunning) app.tell('An exam is in progress: labs have to wait.');
  else if (!open || open.solved) begin();
  else if (open.lab.id === id) app.ask(`"${open.lab.title}" is open; what you did in it is lost. Begin it again?`, begin);
  else app.ask(`"${open.lab.title}" is open; what you did in it is lost. Open the other?`, begin);
}
