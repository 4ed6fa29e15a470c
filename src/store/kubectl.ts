// One kubectl command of a person on this machine: opens the lab, runs it, saves.
import { homedir, userInfo } from 'node:os';
import { type Environment, run } from '../kubectl/index.ts';
import { drive } from './drive.ts';
import { kubeconfigOfTheLab, realFiles } from './files.ts';
import { labHome } from './home.ts';
import { connectThrough, type LabLease, openLab, type ProfileName } from './lab.ts';
import { withLease } from './lease.ts';
import { reportDamage } from './report.ts';
import { isTerminal, statusOfOutput, writeError, writeOut } from './terminal.ts';

const userName = (): string => process.env.USER ?? process.env.USERNAME ?? userInfo().username;

export function personsEnvironment(lease: LabLease): Environment {
  const home = process.env.HOME ?? homedir();
  const cwd = process.cwd();
  const terminal = isTerminal();
  return {
    stdout: writeOut,
    stderr: writeError,
    files: realFiles(cwd, kubeconfigOfTheLab(home, lease.folder)),
    env: process.env,
    cwd,
    home,
    user: userName(),
    terminal,
    ...(terminal ? { width: process.stdout.columns } : {}),
    connect: connectThrough(lease),
    keepsDiscovery: true,
    now: () => lease.cluster.now,
  };
}

export const openPersonsLab = (): LabLease => openLab(labHome(), process.env.CKA_LAB_PROFILE as ProfileName | undefined, Boolean(process.env.CKA_LAB_STRICT));

/** Runs what was typed after `kubectl`; answers the exit status. */
export function kubectl(argv: readonly string[]): number {
  const lease = openPersonsLab();
  const status = withLease(lease, () => {
    reportDamage(lease.damage);
    return drive(run(argv, personsEnvironment(lease)), lease, () => statusOfOutput() !== undefined);
  });
  return statusOfOutput() ?? status ?? 0;
}
