// Clock, agenda, chance, waits. No word of Kubernetes in here.
export { Agenda, type Entry, type Instant } from './agenda.ts';
export { bytes, type ChanceKey, fnv32, pick, suffix, uuid } from './chance.ts';
export { type Driver, type Look, type Process, type Retry, type SimState, Simulation } from './simulation.ts';
export { interruptKey } from './wait.ts';
export type { Answer, ChangeWait, Edited, EditorWait, InputWait, InstantWait, LineWait, Listening, ListenWait, Program, ProgramWait, Ran, ServeWait, Wait } from './wait.ts';
