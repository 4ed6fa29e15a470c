// Points: every check by itself, protections only beside something reached.
import type { Finding } from './checks/kind.ts';

export interface CheckResult {
  id: string;
  kind: string;
  title: string;
  /** Why it matters. */
  why?: string;
  weight: number;
  points: number;
  passed: boolean;
  /** What keeps it from passing; empty when it passed. */
  findings: readonly Finding[];
}

export interface Score {
  /** Of 100. */
  points: number;
  passed: boolean;
  results: readonly CheckResult[];
}

export function scoreOf(results: readonly CheckResult[]): Score {
  const points = results.reduce((sum, result) => sum + result.points, 0);
  return { points, passed: points === 100, results };
}
