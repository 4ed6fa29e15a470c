// reboot, and shutdown -r: the machine goes down at once.
import type { Call, Command, ShellProgram } from '../shell/index.ts';
import type { HostMachine } from './land.ts';

/** Asks the system to go down and come up; only root may. Answers the exit status. */
// biome-ignore lint/correctness/useYield: a status as a program
export function* restart({ shell, err }: Call): ShellProgram<number> {
  const machine = shell.machine as HostMachine;
  if (machine.user !== 'root') {
    err.push('Call to Reboot failed: Interactive authentication required.\n');
    return 1;
  }
  machine.land.reboot(machine.hostname);
  return 0;
}

export const reboot: Command = (call) => restart(call);

export const shutdown: Command = function* (call) {
  if (call.args.some((arg) => arg === '-r' || arg === '--reboot')) return yield* restart(call);
  call.err.push('shutdown: only -r is possible here: nobody could switch the machine on again\n');
  return 1;
};
