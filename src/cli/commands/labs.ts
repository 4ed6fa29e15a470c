// cka-lab labs: what there is to practise.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { labList } from '../text/labList.ts';
import { personsLook } from '../text/look.ts';
import type { AddCommand } from './index.ts';

export const labs: AddCommand = (program) => {
  program
    .command('labs')
    .description('list the labs, with what you reached in each')
    .action(() => writeOut(labList(openSession().labs(), personsLook())));
};
