// cka-lab stop: leaves the open lab.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import type { AddCommand } from './index.ts';

export const stop: AddCommand = (program) => {
  program
    .command('stop')
    .description('leave the open lab; your own cluster comes back')
    .action(() => writeOut(`${openSession().stop().id} is closed; kubectl works on your own cluster again.\n`));
};
