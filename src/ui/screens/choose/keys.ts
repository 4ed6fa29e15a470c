// Keys of the list of labs.
import type { App } from '../../app.ts';
import type { Key } from '../../screen/keyboard.ts';

export function pressInList(app: App, key: Key): void {
  const { choose, size } = app;
  const page = Math.max(1, size.rows - 6);
  const steps: Readonly<Record<string, number>> = { up: -1, down: 1, pageup: -page, pagedown: page, home: -1000, end: 1000, 'ctrl-p': -1, 'ctrl-n': 1 };
  const step = steps[key.name];
  if (step !== undefined) choose.move(step);
  else if (key.name === 'text') choose.narrow(choose.filter + key.text);
  else if (key.name === 'backspace') choose.narrow(choose.filter.slice(0, -1));
  else if (key.name === 'ctrl-u' || (key.name === 'escape' && choose.filter !== '')) choose.narrow('');
  else if (key.name === 'enter' && choose.current) app.openLab(choose.current);
  else if (key.name === 'f7' || key.name === 'alt-7') app.leaveLab();
  else if (['escape', 'ctrl-c', 'ctrl-d', 'f10'].includes(key.name)) app.quit();
}
