// The shell of the app's terminal.
export type { Outlet } from './outlet.ts';
export { type Child, MachineShell } from './terminal.ts';
export { layPrograms } from './wrappers.ts';
