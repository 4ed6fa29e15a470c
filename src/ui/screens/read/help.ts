// The page of the keys.
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import type { Page } from './state.ts';

const text = `
# Working on a task

The terminal is on the base host of the cluster: \`kubectl\` and \`k\`, pipes and files, \`ssh node01\`, \`sudo -i\`.
Files that a task names without a folder lie in your home there. An editor (\`vim\`, \`nano\`, \`kubectl edit\`)
is the one of your own machine; where there is none, a small one opens here. \`less\` is yours, too.

| Key | |
|---|---|
| F1 | these keys |
| F6, Ctrl-D or \`exit\` in the first shell | back; everything stays as it is |
| F10 | quit; everything stays as it is |
| PgUp PgDn | scroll the task |
| Alt-↑ Alt-↓ | less or more room for the task |
| Shift-↑ Shift-↓, Alt-PgUp Alt-PgDn | scroll the terminal |

What else a function key does stands at the foot of the screen. Where there are no function keys, Alt and the digit do
the same (Alt-2 for F2, Alt-0 for F10).

# The terminal

| Key | |
|---|---|
| Tab | complete; Tab again lists what is possible |
| ↑ ↓, Ctrl-P Ctrl-N | earlier lines |
| Ctrl-R | search in them |
| Ctrl-A Ctrl-E, Home End | begin and end of the line |
| Alt-B Alt-F, Ctrl-← Ctrl-→ | word by word |
| Ctrl-W Ctrl-U Ctrl-K, Ctrl-Y | cut the word, to the begin, to the end; put it back |
| Alt-. | the last word of the line before |
| Ctrl-_ | undo |
| Ctrl-C | interrupt, as \`kubectl get -w\` |
| Ctrl-Z, \`bg\`, \`fg\` | stop it, let it go on behind or in front |
| Ctrl-L, \`clear\` | clear |
`;

export const helpPage = (theme: Theme): Page => ({ title: 'Keys', lines: (width) => ['', ...renderMarkdown(text, width, theme)] });
