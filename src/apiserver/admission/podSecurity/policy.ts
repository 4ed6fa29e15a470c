// Which levels a namespace's labels ask for, and what a pod breaks of a level.
import { type FieldError, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { baseline } from './baseline.ts';
import type { Check, PodLike, Violation } from './pods.ts';
import { restricted } from './restricted.ts';

const levels = ['privileged', 'baseline', 'restricted'] as const;
export type Level = (typeof levels)[number];

export interface LevelVersion {
  level: Level;
  /** `latest` or `v1.x` */
  version: string;
}

export interface Policy {
  enforce: LevelVersion;
  audit: LevelVersion;
  warn: LevelVersion;
}

const prefix = 'pod-security.kubernetes.io/';
const strictness = (level: Level): number => levels.indexOf(level);

export const levelText = ({ level, version }: LevelVersion): string => `${level}:${version}`;
export const isSame = (a: LevelVersion, b: LevelVersion): boolean => a.level === b.level && a.version === b.version;
/** Whether every pod that was good enough still is, for all we can tell without looking. */
export const isRelaxed = (now: LevelVersion, before: LevelVersion): boolean => now.version === before.version && strictness(now.level) <= strictness(before.level);

/** The policy of a namespace. What its labels say wrongly is read as the strictest to enforce, and as nothing to warn of. */
export function policyOf(labels: Record<string, string> | undefined): { policy: Policy; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (label: string, value: string, detail: string): number => errors.push(invalidValue(`metadata.labels[${label}]`, value, detail));
  const read = (mode: keyof Policy, fallback: LevelVersion): LevelVersion => {
    const [levelLabel, versionLabel] = [`${prefix}${mode}`, `${prefix}${mode}-version`];
    let { level, version } = fallback;
    const said = labels?.[levelLabel];
    if (said !== undefined) {
      const known = levels.find((l) => l === said);
      level = known ?? (mode === 'enforce' ? 'restricted' : 'privileged');
      if (!known) wrong(levelLabel, said, `must be one of ${levels.join(', ')}`);
    }
    const at = labels?.[versionLabel];
    if (at !== undefined) {
      const known = at === 'latest' || /^v1\.(0|[1-9][0-9]*)$/.test(at);
      version = known ? at : 'latest';
      if (!known) wrong(versionLabel, at, 'must be "latest" or "v1.x"');
    }
    return { level, version };
  };
  const nothing: LevelVersion = { level: 'privileged', version: 'latest' };
  const enforce = read('enforce', nothing);
  const audit = read('audit', nothing);
  // Where nothing is said of warnings, they are given for what is enforced.
  return { policy: { enforce, audit, warn: read('warn', enforce) }, errors };
}

const minorOf = (version: string): number => (version === 'latest' ? Number.POSITIVE_INFINITY : Number(version.slice('v1.'.length)));

function checksOf(level: Level, minor: number): Check[] {
  const made = ({ since = 0 }: Check): boolean => minor >= since;
  if (level === 'privileged') return [];
  if (level === 'baseline') return baseline.filter(made);
  const strict = restricted.filter(made);
  const overridden = new Set(strict.flatMap(({ overrides = [] }) => overrides));
  return [...baseline.filter((check) => made(check) && !overridden.has(check.id)), ...strict];
}

export function violationsOf({ level, version }: LevelVersion, pod: PodLike): Violation[] {
  const minor = minorOf(version);
  return checksOf(level, minor).flatMap((check) => check.find(pod, minor) ?? []);
}

export const detailsText = (violations: readonly Violation[]): string => violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
export const reasonsText = (violations: readonly Violation[]): string => violations.map(({ reason }) => reason).join(', ');
