// One kubectl command of a person on this machine: opens the lab, runs it, saves.
import { homedir, userInfo } from 'node:os';
import { type Environment, run } from '../kubectl/index.ts';
import type { ListenWait, Program, ServeWait } from '../sim/index.ts';
import { drive } from './drive.ts';
import { kubeconfigOfTheLab, realFiles } from './files.ts';
import { labHome } from './home.ts';
import { connectThrough, type LabLease, openLab, type ProfileName } from './lab.ts';
import { reportDamage } from './report.ts';
import { isTerminal, statusOfOutput, writeError, writeOut } from './terminal.ts';

const userName = (): string => process.env.USER ?? process.env.USERNAME ?? userInfo().username;

/** What comes out of a pipe may be what another kubectl says, which needs the lab for it. */
const withoutLab =
  (lease: LabLease) =>
  <Result>(read: () => Result): Result => {
    lease.suspend();
    try {
      return read();
    } finally {
      lease.resume();
    }
  };

export function personsEnvironment(lease: LabLease): Environment {
  const home = process.env.HOME ?? homedir();
  const cwd = process.cwd();
  const terminal = isTerminal();
  return {
    stdout: writeOut,
    stderr: writeError,
    files: realFiles(cwd, kubeconfigOfTheLab(home, lease.folder), withoutLab(lease)),
    env: process.env,
    cwd,
    home,
    user: userName(),
    ...(process.argv[1] ? { program: process.argv[1] } : {}),
    terminal,
    ...(terminal ? { width: process.stdout.columns } : {}),
    connect: connectThrough(lease),
    keepsDiscovery: true,
    now: () => lease.cluster.now,
  };
}

export const openPersonsLab = (): LabLease => openLab(labHome(), process.env.CKA_LAB_PROFILE as ProfileName | undefined, Boolean(process.env.CKA_LAB_STRICT));

/** Runs what was typed after `kubectl`; answers the exit status, later when the command listens on a port. */
export function kubectl(argv: readonly string[]): number | Promise<number> {
  const lease = openPersonsLab();
  const statusOf = (status: number | undefined): number => statusOfOutput() ?? status ?? 0;
  lease.resume();
  try {
    reportDamage(lease.damage);
    const program = run(argv, personsEnvironment(lease));
    const status = drive(program, lease, () => statusOfOutput() !== undefined);
    if (typeof status === 'object') return listen(program, status.listens, lease).then(statusOf);
    lease.suspend();
    return statusOf(status);
  } catch (error) {
    lease.abandon();
    throw error;
  }
}

async function listen(program: Program<number>, wait: ListenWait | ServeWait, lease: LabLease): Promise<number> {
  const { driveListening } = await import('./listen.ts');
  try {
    const status = await driveListening(program, wait, lease);
    lease.suspend();
    return status;
  } catch (error) {
    lease.abandon();
    throw error;
  }
}
