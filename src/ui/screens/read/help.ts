// The page of the keys.
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import type { Page } from './state.ts';

const text = `
# Working on a lab

The terminal runs your own bash. \`kubectl\` and \`k\` in it are the lab's. Files that a task names without a
folder lie in the directory where the terminal begins.

| Key | |
|---|---|
| F1 | these keys |
| F2 | check: points for every check |
| F3 | the next hint, below the task |
| F4 | the solution |
| F5 | the lab from its beginning |
| F6, Ctrl-D, \`exit\` | back to the list of labs; the lab stays open |
| F10 | quit; the lab stays open |
| PgUp PgDn | scroll the task |
| Shift-↑ Shift-↓, Alt-PgUp Alt-PgDn | scroll the terminal |

Where there are no function keys, Alt and the digit do the same (Alt-2 for F2, Alt-0 for F10).

# The terminal

| Key | |
|---|---|
| ↑ ↓, Ctrl-P Ctrl-N | earlier lines |
| Ctrl-R | search in them |
| Ctrl-A Ctrl-E, Home End | begin and end of the line |
| Alt-B Alt-F, Ctrl-← Ctrl-→ | word by word |
| Ctrl-W Ctrl-U Ctrl-K, Ctrl-Y | cut the word, to the begin, to the end; put it back |
| Ctrl-_ | undo |
| Ctrl-C | interrupt, as \`kubectl get -w\` |
| Ctrl-L | clear |
`;

export const helpPage = (theme: Theme): Page => ({ title: 'Keys', lines: (width) => ['', ...renderMarkdown(text, width, theme)] });
