// cka-lab shell: the person's own shell, with the lab's kubectl in it.
import { labHome } from '../../store/home.ts';
import { openSession } from '../../store/desk.ts';
import { personsShell } from '../../store/shell/persons.ts';
import type { AddCommand } from './index.ts';

export const shell: AddCommand = (program) => {
  program
    .command('shell')
    .description('open your shell with kubectl and k of the lab')
    .action(() => {
      const open = openSession().current();
      process.exitCode = personsShell(labHome(), open && { lab: open.lab.id, directory: open.directory });
    });
};
