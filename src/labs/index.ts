// Labs: loaded, prepared, checked, scored.
export type { Finding } from './checks/kind.ts';
export { grade } from './grade.ts';
export { type Domain, domains, given, type Lab } from './lab.ts';
export { type Folder, LabError, loadLab } from './load.ts';
export { PreparationError, prepare } from './prepare.ts';
export { type LabRecord, noProgress, type Opened, type Progress, recordOf } from './progress.ts';
export { remember } from './remember.ts';
export { labSchema } from './schema.ts';
export type { CheckResult, Score } from './score.ts';
export type { Snapshot } from './snapshot.ts';
export { countDraws, type Drawn, draw, withValues } from './values.ts';
export { wordsOf } from './words.ts';
export type { Answered, World } from './world.ts';
