// cka-lab alone: opens the app. Ink is loaded here and by no other command.
import { Option } from 'commander';
import { openPersonsLab, personsDesk, writeError, writeOut } from '../../store/index.ts';
import { PersonsShell } from '../../store/shell/index.ts';
import { Session } from '../../session.ts';
import type { AddCommand } from './index.ts';

/** The session and the terminal's kubectl hold one lease: the cluster is read once. */
function machine() {
  const lease = openPersonsLab();
  return { session: new Session(personsDesk(undefined, lease)), openShell: (directory: string) => new PersonsShell(lease, directory), now: () => Date.now() };
}

export const app: AddCommand = (program) => {
  program.addOption(new Option('--first-screen', 'print the first screen and end').hideHelp()).action(async ({ firstScreen }: { firstScreen?: boolean }) => {
    const { firstFrame, hasTerminal, runApp } = await import('../../ui/index.tsx');
    if (firstScreen) {
      writeOut(`${firstFrame(machine())}\n`);
      process.exit();
    }
    if (!hasTerminal()) {
      writeError('cka-lab: the app needs a terminal. Without one, every step has a command of its own: see `cka-lab --help`.\n');
      process.exitCode = 1;
      return;
    }
    await runApp(machine());
  });
};
