// Grades a lab: every check on the same copy of the cluster, those that let time pass on copies of their own.
import { ApiError } from '../apimachinery/status.ts';
import { readFile } from '../nodes/host/index.ts';
import { checkKind } from './checks/index.ts';
import type { CheckSpec, Finding, Scene } from './checks/kind.ts';
import type { Lab } from './lab.ts';
import { type CheckResult, type Score, scoreOf } from './score.ts';
import type { Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** `world` is a copy that nobody else uses; `personsFile` reads in the working directory. */
export function grade(lab: Lab, world: World, before: Snapshot, personsFile: (path: string) => string | undefined): Score {
  world.advance(world.now);
  const scene: Scene = { world, before, files: lab.files, readFile: readerOf(world, personsFile) };
  const found = lab.checks.map((spec) => ({ spec, findings: findingsOf(spec, scene) }));
  const reached = found.some(({ spec, findings }) => findings.length === 0 && !protects(spec));
  return scoreOf(found.map(({ spec, findings }) => resultOf(spec, findings, reached)));
}

/** Of a protection that holds while nothing else does. */
export const nothingReached: Finding = { expected: 'something of the task done', found: 'counts only together with another check that passes' };

const protects = (spec: CheckSpec): boolean => checkKind(spec.kind).protects?.(spec) ?? false;

function resultOf(spec: CheckSpec, findings: readonly Finding[], reached: boolean): CheckResult {
  const { id, kind, title, weight, why } = spec;
  const counts = reached || !protects(spec);
  const passed = findings.length === 0 && counts;
  return { id, kind, title, weight, ...(why === undefined ? {} : { why }), passed, points: passed ? weight : 0, findings: findings.length === 0 && !counts ? [nothingReached] : findings };
}

/** Of a kind that somebody was to define, or should not have removed. */
const unknownKind = ({ resource }: CheckSpec & { resource?: string }): Finding => ({ expected: resource ?? 'all kinds', found: 'the cluster knows no such kind' });

const noAnswer: Finding = { expected: 'a cluster that answers', found: 'the API server does not answer' };

function findingsOf(spec: CheckSpec, scene: Scene): readonly Finding[] {
  try {
    return checkKind(spec.kind).run(spec, scene);
  } catch (error) {
    if (error instanceof Error && error.message === 'connection refused') return [noAnswer];
    if (error instanceof ApiError) return [error.code === 404 ? unknownKind(spec) : { expected: 'a cluster that answers', found: error.message }];
    throw error;
  }
}

/** Reads files of the machines, and where none is named those of the person. */
export const readerOf =
  ({ base, hosts }: World, personsFile: (path: string) => string | undefined): Scene['readFile'] =>
  (path, name) => {
    if (name === undefined) return personsFile(path);
    const host = [base, ...hosts].find((machine) => machine.name === name);
    return host && readFile(host, path);
  };
