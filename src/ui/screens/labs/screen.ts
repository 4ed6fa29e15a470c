// The list of labs: its keys, and opening what is chosen.
import { createElement } from 'react';
import type { LabSummary } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import type { Key } from '../../screen/keyboard.ts';
import { startLab } from '../lab/start.ts';
import { functionKey } from '../work/screen.tsx';
import { ChooseState } from './state.ts';
import { ChooseView } from './view.tsx';

export function labsScreen(app: App): AppScreen {
  const choose = new ChooseState(() => app.session.labs());
  choose.chooseLab(choose.all.find(({ state }) => state === 'open')?.lab.id);
  return { view: () => createElement(ChooseView, { app, choose }), press: (key) => press(app, choose, key), shown: () => choose.refresh() };
}

function press(app: App, choose: ChooseState, key: Key): void {
  const page = Math.max(1, app.size.rows - 6);
  const steps: Readonly<Record<string, number>> = { up: -1, down: 1, pageup: -page, pagedown: page, home: -1000, end: 1000, 'ctrl-p': -1, 'ctrl-n': 1 };
  const step = steps[key.name];
  const name = functionKey(key.name);
  if (step !== undefined) choose.move(step);
  else if (key.name === 'text') choose.narrow(choose.filter + key.text);
  else if (key.name === 'backspace') choose.narrow(choose.filter.slice(0, -1));
  else if (key.name === 'ctrl-u' || (key.name === 'escape' && choose.filter !== '')) choose.narrow('');
  else if (key.name === 'enter' && choose.current) openLab(app, choose.current);
  else if (name === 'f7') leaveLab(app, choose);
  else if (['escape', 'ctrl-c', 'ctrl-d', 'f6'].includes(name)) app.go('home');
  else if (name === 'f10') app.quit();
}

/** Goes on with the lab that is open, or opens another. */
function openLab(app: App, { lab, state }: LabSummary): void {
  if (state === 'open') app.busy('', () => app.work('lab', lab.id));
  else startLab(app, lab);
}

/** Leaves the lab that is open, for the person's own cluster. */
function leaveLab(app: App, choose: ChooseState): void {
  const open = choose.all.find(({ state }) => state === 'open');
  if (!open) return;
  app.ask(`Leave "${open.lab.title}"? What you did in it is lost.`, () =>
    app.busy('', () => {
      app.closeWork();
      app.session.stop();
      choose.refresh();
    }),
  );
}
