// The sandbox: a terminal on the person's own cluster, without a task.
import type { App, AppScreen } from '../../app.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import { helpPage } from '../read/help.ts';
import { workScreen } from '../work/screen.tsx';
import { type Assignment, WorkState } from '../work/state.ts';
import { terminalFor } from '../work/terminalFor.ts';

const text = 'Your own cluster: nothing is asked here and nothing is graded. It stays as you leave it. `ssh node01` goes to a node, `cka-lab cluster new` in your own shell makes a new cluster.';

export function sandboxScreen(app: App): AppScreen {
  const home = (): void => app.go('home');
  const assignment: Assignment = {
    title: 'cka-lab: sandbox',
    lines: (width, theme) => renderMarkdown(text, width, theme),
    clock: () => '',
    keys: () => ['F6 Home', 'F1 Keys', 'F10 Quit'],
    acts: { f1: () => app.read(helpPage(app.theme)), f6: home, f10: () => app.quit() },
  };
  const terminal = terminalFor(app, () => {
    app.closeWork();
    home();
  });
  return workScreen(app, new WorkState(assignment, terminal), { ticks: false, close: () => terminal.close() });
}
