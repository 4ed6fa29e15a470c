// cka-lab check: the score of the open lab. The exit status is 0 only with all points.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { personsLook } from '../text/look.ts';
import { scoreTable } from '../text/scoreTable.ts';
import type { AddCommand } from './index.ts';

export const check: AddCommand = (program) => {
  program
    .command('check')
    .description('grade the open lab; succeeds only with 100 points')
    .action(() => {
      const session = openSession();
      const score = session.check();
      writeOut(scoreTable(score, session.opened(), personsLook()));
      process.exitCode = score.passed ? 0 : 1;
    });
};
