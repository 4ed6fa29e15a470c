// What quotas and limit ranges say, for themselves and for their namespace.
import type { Json } from '../../apimachinery/object.ts';
import { amountText } from '../support/quantities.ts';
import type { Description } from './description.ts';
import { sortedKeys } from './metadata.ts';

const scopeHelp: Readonly<Record<string, string>> = {
  Terminating: 'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating: 'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort: 'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort: 'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

/** The scopes of a quota, each known one explained. */
export function writeScopes(out: Description, { spec }: Json, level: number, bullet: string): void {
  const scopes: string[] = [...(spec?.scopes ?? [])].sort();
  if (scopes.length === 0) return;
  out.field('Scopes', scopes.join(', '), level);
  for (const scope of scopes) if (scopeHelp[scope]) out.row(level, `${bullet} ${scopeHelp[scope]}`);
}

const limitTitles = ['Type', 'Resource', 'Min', 'Max', 'Default Request', 'Default Limit', 'Max Limit/Request Ratio'];
const limitParts = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'];

/** One line for each resource that a limit speaks of; `before` stands before the first column. */
export function writeLimits(out: Description, ranges: readonly Json[], before = ''): void {
  out.row(0, before + limitTitles[0], ...limitTitles.slice(1));
  out.row(0, ...limitTitles.map((title, i) => (i === 0 ? before : '') + '-'.repeat(title.length)));
  for (const limit of ranges.flatMap(({ spec }) => spec?.limits ?? [])) {
    for (const name of sortedKeys(Object.assign({}, ...limitParts.map((part) => limit[part])))) {
      out.row(0, before + limit.type, name, ...limitParts.map((part) => (limit[part]?.[name] === undefined ? '-' : amountText(limit[part][name]))));
    }
  }
}
