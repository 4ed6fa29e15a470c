// Keys of a page that is read.
import type { App } from '../../app.ts';
import type { Key } from '../../screen/keyboard.ts';
import { functionKey } from '../work/screen.tsx';
import type { ReadState } from './state.ts';

export function pressInPage(app: App, read: ReadState, key: Key): void {
  const steps: Readonly<Record<string, number>> = { up: -1, down: 1, pageup: -read.pageSize, pagedown: read.pageSize, home: -1e6, end: 1e6 };
  const step = key.name === 'text' && key.text === ' ' ? read.pageSize : steps[key.name];
  const act = read.page.acts?.[functionKey(key.name)];
  if (step !== undefined) read.scroll(step);
  else if (act) act();
  else if (['escape', 'enter', 'ctrl-c'].includes(key.name) || key.text === 'q') app.closePage();
}
