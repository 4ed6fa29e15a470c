// cka-lab reset: the open lab from its beginning.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import type { AddCommand } from './index.ts';

export const reset: AddCommand = (program) => {
  program
    .command('reset')
    .description('begin the open lab again: cluster, files and time')
    .action(() => {
      const session = openSession();
      const { lab } = session.reset();
      session.taskShown();
      writeOut(`${lab.id} begins again: the cluster and the files are as they were.\n`);
    });
};
