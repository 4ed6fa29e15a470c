// Labs: loaded, prepared, checked, scored.
export type { Finding } from './checks/kind.ts';
export { type Drill, type DrillGroup, drillGroups, labOfDrill } from './drills/drill.ts';
export { loadDrills } from './drills/load.ts';
export { countThere, fill } from './exams/fill.ts';
export { loadExam } from './exams/load.ts';
export type { ExamPlan, PlannedTask, RunningExam, RunningTask } from './exams/plan.ts';
export { drawExam, examMinutes } from './exams/random.ts';
export type { ExamRecord, TaskRecord } from './exams/record.ts';
export { grade, nothingReached } from './grade.ts';
export { type Domain, domains, given, type Lab, weightOf } from './lab.ts';
export { type Folder, loadLab, toldOfPreparation } from './load.ts';
export { LabError } from './placed.ts';
export { PreparationError, prepare } from './prepare.ts';
export {
  asProgress,
  type Attempt,
  type DrillRun,
  faultOfProgress,
  type KeptTerminal,
  type LabRecord,
  merged,
  noProgress,
  noteAttempt,
  noteDrill,
  type Opened,
  type Progress,
  recordOf,
} from './progress.ts';
export { remember } from './remember.ts';
export { labSchema } from './schema.ts';
export type { CheckResult, Score } from './score.ts';
export type { Snapshot } from './snapshot.ts';
export { type DrillStanding, drillStanding, dueLabs, isMiss, meanMastery, type Recommendation, recommend, type Standing, standings } from './study.ts';
export { isDomain, newLab } from './template.ts';
export { type Drawn, draw, everyDraw, withValues } from './values.ts';
export { wordsOf } from './words.ts';
export type { Answered, World } from './world.ts';
