// cka-lab task: the task of the open lab once more.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { personsLook } from '../text/look.ts';
import { taskText } from '../text/taskText.ts';
import type { AddCommand } from './index.ts';

export const task: AddCommand = (program) => {
  program
    .command('task')
    .description('show the task of the open lab again')
    .action(() => {
      const session = openSession();
      writeOut(taskText(session.opened(), personsLook()));
      session.taskShown();
    });
};
