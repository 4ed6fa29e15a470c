// A machine's services: which of them run, and with which command line.
import type { Instant } from '../../sim/index.ts';
import type { HostState, Unit } from './state.ts';
import { commandLine, definitionOf, fragmentOf, unitFileState } from './unitFiles.ts';

/** By the name without its ending. */
export const keyOfUnit = (unit: string): string => unit.replace(/\.service$/, '');

export const isActive = (host: HostState, unit: string): boolean => host.units[keyOfUnit(unit)]?.active === 'active';

function unitOf(host: HostState, key: string, since: Instant): Unit {
  host.units[key] ??= { active: 'inactive', since };
  return host.units[key];
}

/** systemd reads the files of all units again. */
export function reloadUnits(host: HostState, at: Instant): void {
  host.reloadedAt = at;
  for (const [key, unit] of Object.entries(host.units)) if (fragmentOf(host, key) !== undefined) unit.definition = definitionOf(host, key);
}

/** Why a unit does not start: `masked`, no such unit, no program. */
export type StartFault = 'masked' | 'not-found' | 'no-program';

/** Starts a unit unless it runs. Its program gets what the definition said when systemd read it last. */
export function startUnit(host: HostState, unit: string, at: Instant): StartFault | undefined {
  const key = keyOfUnit(unit);
  const state = unitFileState(host, key);
  if (state === undefined) return 'not-found';
  if (state === 'masked') return 'masked';
  const known = unitOf(host, key, at);
  if (known.active === 'active') return undefined;
  known.definition ??= definitionOf(host, key);
  const { argv, missing } = commandLine(host, known.definition);
  if (argv.length === 0 || missing.length > 0) {
    Object.assign(known, { active: 'failed', since: at });
    return 'no-program';
  }
  host.processes[key] = argv;
  Object.assign(known, { active: 'active', since: at });
  return undefined;
}

export function stopUnit(host: HostState, unit: string, at: Instant): void {
  const key = keyOfUnit(unit);
  const known = host.units[key];
  if (!known || known.active === 'inactive') return;
  delete host.processes[key];
  Object.assign(known, { active: 'inactive', since: at });
}
