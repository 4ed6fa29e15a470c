// The shell of the app's terminal.
export { type Child, MachineShell, type Outlet } from './terminal.ts';
export { layPrograms } from './wrappers.ts';
