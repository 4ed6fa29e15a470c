// cka-lab next: the lab to do now, and why.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { personsLook } from '../text/look.ts';
import type { AddCommand } from './index.ts';

export const next: AddCommand = (program) => {
  program
    .command('next')
    .description('recommend a lab, by your weak domains and by what is due again')
    .action(() => {
      const { theme } = personsLook();
      const { lab, why } = openSession().progress.next();
      writeOut(`${theme.strong(lab.id)}  ${lab.title}\n${why}\n\`cka-lab start ${lab.id}\` opens it.\n`);
    });
};
