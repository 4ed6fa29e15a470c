// What a lab is once it is loaded: texts, how its cluster is prepared, and what must be true in the end.
import type { CheckSpec } from './checks/kind.ts';

export const domains = {
  'cluster-architecture': 'Cluster Architecture, Installation & Configuration',
  'workloads-scheduling': 'Workloads & Scheduling',
  'services-networking': 'Services & Networking',
  storage: 'Storage',
  troubleshooting: 'Troubleshooting',
} as const;

export type Domain = keyof typeof domains;

/** Percent of the exam. */
export const weightOf: Readonly<Record<Domain, number>> = { troubleshooting: 30, 'cluster-architecture': 25, 'services-networking': 20, 'workloads-scheduling': 15, storage: 10 };

export interface Lab {
  id: string;
  title: string;
  domain: Domain;
  /** The skill of the curriculum, in its words. */
  competency: string;
  difficulty: 1 | 2 | 3;
  /** How long a prepared candidate takes. */
  minutes: number;
  profile: 'standard' | 'plain';
  /** Markdown. */
  task: string;
  /** The namespace that the task is about. */
  namespace?: string;
  /** Where the work is done: the person's own machine unless another host is named. */
  host?: string;
  /** From a nudge to nearly the answer. */
  hints: readonly string[];
  /** Lines that bring a new cluster into the state in which the person finds it. */
  prepare: readonly string[];
  /** Files of the lab's folder that the person finds in the working directory. */
  given: readonly string[];
  checks: readonly CheckSpec[];
  /** Markdown: why the solution is one, told afterwards. */
  explanation: string;
  /** Everything in files/, by name. */
  files: Readonly<Record<string, string>>;
  /** The text of solution.sh. */
  solution: string;
  /** The texts of wrong/*.sh, by name. */
  wrong: Readonly<Record<string, string>>;
  /** The texts of also/*.sh, by name: other ways that are right. */
  also: Readonly<Record<string, string>>;
  /** What differs between attempts, by name: `__NAME__` in the lab's texts stands for one of the list. */
  values?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** The files that the person finds in the working directory. */
export const given = (lab: Lab): Record<string, string> => Object.fromEntries(lab.given.map((name) => [name, lab.files[name] as string]));
