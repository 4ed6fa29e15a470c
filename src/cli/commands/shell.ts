// cka-lab shell: the person's own shell, with the lab's kubectl in it.
import type { Session } from '../../session.ts';
import { labHome } from '../../store/home.ts';
import { openSession } from '../../store/desk.ts';
import { personsShell } from '../../store/shell/persons.ts';
import type { AddCommand } from './index.ts';

/** Where the work is: the open task of the exam, or the open lab. */
function placeOf(session: Session): { lab: string; directory: string } | undefined {
  const exam = session.exam.view();
  const task = exam?.tasks.find(({ n }) => n === exam.current);
  if (task) return { lab: `task ${task.n}`, directory: task.directory };
  const open = session.current();
  return open && { lab: open.lab.id, directory: open.directory };
}

export const shell: AddCommand = (program) => {
  program
    .command('shell')
    .description('open your shell with kubectl and k of the lab')
    .action(() => {
      process.exitCode = personsShell(labHome(), placeOf(openSession()));
    });
};
