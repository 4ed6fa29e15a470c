// cka-lab hint: the next hint of the open lab.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { personsLook } from '../text/look.ts';
import type { AddCommand } from './index.ts';

export const hint: AddCommand = (program) => {
  program
    .command('hint')
    .description('show the next hint for the open lab')
    .action(() => {
      const { text, number, of } = openSession().hint();
      const { theme, width } = personsLook();
      writeOut(`${theme.title(`Hint ${number} of ${of}`)}\n${renderMarkdown(text, width, theme).join('\n')}\n`);
    });
};
