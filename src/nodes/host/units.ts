// A machine's services: which of them run, and with which command line.
import type { Instant } from '../../sim/index.ts';
import type { HostState, Unit } from './state.ts';
import { note, pidOf } from './journal.ts';
import { commandLine, definitionOf, fileNameOf, keyOfUnit, unitFileState } from './unitFiles.ts';

export const isActive = (host: HostState, unit: string): boolean => host.units[keyOfUnit(unit)]?.active === 'active';

function unitOf(host: HostState, key: string, since: Instant): Unit {
  host.units[key] ??= { active: 'inactive', since };
  return host.units[key];
}

/** systemd reads the files of all units again. */
export function reloadUnits(host: HostState, at: Instant): void {
  host.reloadedAt = at;
  // Of a unit that is masked, what was known stays.
  for (const [key, unit] of Object.entries(host.units)) if (!['masked', undefined].includes(unitFileState(host, key))) unit.definition = definitionOf(host, key);
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
  Object.assign(known, { active: 'active', since: at, fresh: true });
  if (known.definition.type === 'notify') say(host, at, key, `Starting ${titleOf(host, key)}...`);
  say(host, at, key, `Started ${titleOf(host, key)}.`);
  return undefined;
}

export function stopUnit(host: HostState, unit: string, at: Instant): void {
  const key = keyOfUnit(unit);
  const known = host.units[key];
  if (!known || known.active === 'inactive') return;
  const ran = known.active === 'active';
  delete host.processes[key];
  delete known.restarts;
  Object.assign(known, { active: 'inactive', since: at, ...(ran ? { last: { from: known.since, until: at } } : {}) });
  if (!ran) return;
  for (const text of [`Stopping ${titleOf(host, key)}...`, `${fileNameOf(key)}: Deactivated successfully.`, `Stopped ${titleOf(host, key)}.`]) say(host, at, key, text);
}

/** How long systemd waits before it starts the kubelet again. */
const restartAfter = 10_000;

/** A unit's program has ended with a failure; answers when it is started again. */
export function endUnit(host: HostState, unit: string, at: Instant, { code, says }: { code: number; says: readonly string[] }): Instant {
  const key = keyOfUnit(unit);
  const known = unitOf(host, key, at);
  const name = fileNameOf(key);
  for (const text of [...says, `${name}: Main process exited, code=exited, status=${code}/${statusName(code)}`, `${name}: Failed with result 'exit-code'.`]) say(host, at, key, text);
  delete host.processes[key];
  Object.assign(known, { active: 'activating', last: { from: known.since, until: at, code }, since: at });
  return at + restartAfter;
}

export const statusName = (code: number): string => ({ 0: 'SUCCESS', 203: 'EXEC' })[code] ?? 'FAILURE';

/** Starts a unit once more that ended; somebody may have stopped it meanwhile. */
export function restartEnded(host: HostState, unit: string, at: Instant): void {
  const known = host.units[keyOfUnit(unit)];
  if (known?.active !== 'activating' || at < known.since + restartAfter) return;
  known.restarts = (known.restarts ?? 0) + 1;
  say(host, at, keyOfUnit(unit), `${fileNameOf(unit)}: Scheduled restart job, restart counter is at ${known.restarts}.`);
  known.active = 'inactive';
  startUnit(host, unit, at);
}

const say = (host: HostState, at: Instant, unit: string, text: string): void => note(host, at, { unit, from: 'systemd', pid: 1, text });

/** `kubelet.service - kubelet: The Kubernetes Node Agent` */
const titleOf = (host: HostState, unit: string): string => `${fileNameOf(unit)} - ${(host.units[unit]?.definition ?? definitionOf(host, unit)).description}`;

/** The process of a unit that runs. */
export function mainPid(host: HostState, unit: string): number | undefined {
  const key = keyOfUnit(unit);
  return isActive(host, key) ? pidOf(host, key, host.units[key]?.since ?? 0) : undefined;
}
