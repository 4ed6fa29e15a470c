// The save file and what a command of a person on this machine needs: its files, its terminal, real time.
export { openDrillLab, openSession, personsDesk } from './desk.ts';
export { drive } from './drive.ts';
export { labHome } from './home.ts';
export { kubectl, openPersonsLab } from './kubectl.ts';
export { bornCluster, connect, type LabLease, newCluster, openLab, type ProfileName } from './lab.ts';
export { Lease, withLease } from './lease.ts';
export { reportDamage, reportFailure } from './report.ts';
export { writeError, writeOut } from './terminal.ts';
