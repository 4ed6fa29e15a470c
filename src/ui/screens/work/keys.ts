// Keys of the working view: few are the app's, the others go to the terminal.
import type { App } from '../../app.ts';
import type { Key } from '../../screen/keyboard.ts';
import type { WorkState } from './state.ts';

export function pressInWork(app: App, work: WorkState, key: Key): void {
  if (key.name === 'pageup') work.scrollTaskPage(-1);
  else if (key.name === 'pagedown') work.scrollTaskPage(1);
  else if (!app.pressForLab(key)) work.terminal.press(key);
}
