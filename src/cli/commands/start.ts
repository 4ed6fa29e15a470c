// cka-lab start LAB: opens a lab and shows its task.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { personsLook } from '../text/look.ts';
import { taskText } from '../text/taskText.ts';
import type { AddCommand } from './index.ts';

/** How to go on, for whoever is not in a lab's shell already. */
const next = 'kubectl works on this lab from now on: `cka-lab shell` opens a shell with kubectl and k in this directory.\n`cka-lab check` grades, `cka-lab hint` helps.\n';

export const start: AddCommand = (program) => {
  program
    .command('start')
    .description('open a lab: a fresh cluster, prepared for its task')
    .argument('<lab>', 'its name, as `cka-lab labs` shows it')
    .action((id: string) => {
      const session = openSession();
      const before = session.current();
      writeOut(taskText(session.start(id), personsLook()));
      if (before && !before.solved) writeOut(`${before.lab.id} was open; what you did in it is gone.\n`);
      if (!process.env.CKA_LAB_SHELL) writeOut(next);
      session.taskShown();
    });
};
