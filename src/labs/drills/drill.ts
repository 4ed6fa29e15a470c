// What a drill is: one small thing to be done fast, graded after every line.
import type { CheckSpec } from '../checks/kind.ts';
import type { Lab } from '../lab.ts';

export const drillGroups = {
  pods: 'Pods',
  deployments: 'Deployments',
  rollouts: 'Rollouts',
  services: 'Services',
  config: 'ConfigMaps and Secrets',
  rbac: 'Access',
  scheduling: 'Scheduling and nodes',
  jobs: 'Jobs',
  queries: 'Questions',
  context: 'Contexts, certificates, patches',
} as const;

export type DrillGroup = keyof typeof drillGroups;

export interface Drill {
  id: string;
  group: DrillGroup;
  /** How long somebody with practice takes. */
  par: number;
  /** Markdown, one or two sentences. */
  goal: string;
  profile: 'standard' | 'plain';
  /** Lines that bring a new cluster into the state in which the person finds it. */
  prepare: readonly string[];
  /** Files by name: for `prepare`, and those of `given` for the person's home. */
  files: Readonly<Record<string, string>>;
  given: readonly string[];
  checks: readonly CheckSpec[];
  /** Lines that reach the goal. */
  solution: readonly string[];
  /** Other ways that reach it. */
  also: readonly (readonly string[])[];
  /** Lines that do not. */
  wrong: readonly (readonly string[])[];
  /** What differs between runs, by name: `__NAME__` stands for one of the list. */
  values?: Readonly<Record<string, readonly (string | number)[]>>;
}

const script = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const scripts = (ways: readonly (readonly string[])[]): Record<string, string> => Object.fromEntries(ways.map((lines, i) => [String(i + 1), script(lines)]));

/** A drill is prepared and graded as a lab is. */
export const labOfDrill = (drill: Drill): Lab => ({
  id: drill.id,
  title: drill.id,
  domain: 'workloads-scheduling',
  competency: drillGroups[drill.group],
  difficulty: 1,
  minutes: 1,
  profile: drill.profile,
  task: drill.goal,
  hints: [],
  prepare: drill.prepare,
  given: drill.given,
  checks: drill.checks,
  explanation: '',
  files: drill.files,
  solution: script(drill.solution),
  also: scripts(drill.also),
  wrong: scripts(drill.wrong),
  ...(drill.values ? { values: drill.values } : {}),
});
