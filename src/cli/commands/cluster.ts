// cka-lab cluster new: puts a new cluster in the place of the old one.
import { Option } from 'commander';
import { profileNames } from '../../profiles/names.ts';
import { openSession } from '../../store/desk.ts';
import { openPersonsLab } from '../../store/kubectl.ts';
import { newCluster, type ProfileName } from '../../store/lab.ts';
import { writeOut } from '../../store/terminal.ts';
import type { AddCommand } from './index.ts';

export const cluster: AddCommand = (program) => {
  program
    .command('cluster')
    .description('the cluster as a whole')
    .command('new')
    .description('start again with a new cluster')
    .addOption(new Option('--profile <name>', 'which kind of cluster').choices(profileNames).env('CKA_LAB_PROFILE').default('standard'))
    .action(({ profile }: { profile: ProfileName }) => {
      openSession().refuseWhenBusy();
      newCluster(openPersonsLab(), profile);
      writeOut(`A new cluster of profile ${profile} is ready.\n`);
    });
};
