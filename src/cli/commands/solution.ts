// cka-lab solution: how the open lab is solved, and why so.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { personsLook } from '../text/look.ts';
import type { AddCommand } from './index.ts';

export const solution: AddCommand = (program) => {
  program
    .command('solution')
    .description('show a solution of the open lab, and why it is one')
    .action(() => {
      const { script, explanation } = openSession().solution();
      const { theme, width } = personsLook();
      writeOut(`${script.trimEnd()}\n\n${renderMarkdown(explanation, width, theme).join('\n')}\n`);
    });
};
