// The shell of the app's terminal.
export { type Outlet, PersonsShell } from './shell.ts';
export { layPrograms } from './wrappers.ts';
