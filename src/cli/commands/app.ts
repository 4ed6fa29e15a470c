// cka-lab alone: opens the app. Ink is loaded here and by no other command.
import { rmSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { didYouMean } from '../../apimachinery/distance.ts';
import { type LabLease, openPersonsLab, personsDesk, writeError, writeOut } from '../../store/index.ts';
import { openDrillLab } from '../../store/desk.ts';
import { MachineShell } from '../../store/shell/index.ts';
import { newTerminal, Session } from '../../session.ts';
import type { Machine } from '../../ui/machine.ts';
import type { AddCommand } from './index.ts';

/** The session and the terminals hold the same leases: a cluster is read once. */
function machine(): Machine {
  const lease = openPersonsLab();
  let drills: LabLease | undefined;
  const drillLease = (): LabLease => {
    if (drills) return drills;
    const opened = openDrillLab();
    process.once('exit', () => rmSync(opened.folder, { recursive: true, force: true }));
    drills = opened;
    return opened;
  };
  const session = new Session(personsDesk(undefined, lease, drillLease));
  return {
    session,
    openShell: () => new MachineShell(lease, session.terminal() ?? newTerminal(), (state) => session.keepTerminal(state)),
    openDrillShell: () => new MachineShell(drillLease(), newTerminal(), () => {}),
    now: () => Date.now(),
  };
}

/** Only a word that is no command comes here. */
function refuseWords(program: Command): void {
  const [word] = program.args;
  if (word === undefined) return;
  const hint = didYouMean(
    word,
    program.commands.map((command) => command.name()),
  );
  program.error(`error: unknown command '${word}'${hint && `\n(${hint.trim()})`}`);
}

export const app: AddCommand = (program) => {
  program.allowExcessArguments();
  program.addOption(new Option('--first-screen', 'print the first screen and end').hideHelp()).action(async ({ firstScreen }: { firstScreen?: boolean }) => {
    refuseWords(program);
    const { firstFrame, hasTerminal, runApp } = await import('../../ui/index.tsx');
    if (firstScreen) {
      writeOut(`${firstFrame(machine())}\n`);
      process.exit();
    }
    if (!hasTerminal()) {
      writeError('cka-lab: the app needs a terminal. Without one, every step has a command of its own:\n\n');
      program.outputHelp({ error: true });
      process.exitCode = 1;
      return;
    }
    await runApp(machine());
  });
};
