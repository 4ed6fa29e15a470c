// The verbs that change something: what runs, and what starts with the machine.
import {
  definitionOf,
  fileNameOf,
  fragmentOf,
  hasChangedOnDisk,
  keyOfUnit,
  linkOf,
  maskOf,
  reloadUnits,
  removeFile,
  type StartFault,
  startUnit,
  stopUnit,
  unitFileState,
  wantedBy,
} from '../../host/index.ts';
import { isRoot, type Order, refusal, say, type Verb } from './call.ts';

const details = (unit: string): string => `See "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.`;

/** A machine's components see what has changed. */
const settle = ({ machine }: Order): void => machine.land.touch(machine.hostname);

function warnOfChange({ host, call }: Order, unit: string): void {
  if (hasChangedOnDisk(host, unit))
    call.err.push(`Warning: The unit file, source configuration file or drop-ins of ${fileNameOf(unit)} changed on disk. Run 'systemctl daemon-reload' to reload units.\n`);
}

const faults: Readonly<Record<StartFault, { text(verb: string, unit: string): string; status: number }>> = {
  masked: { text: (verb, unit) => `Failed to ${verb} ${unit}: Unit ${unit} is masked.`, status: 1 },
  'not-found': { text: (verb, unit) => `Failed to ${verb} ${unit}: Unit ${unit} not found.`, status: 5 },
  'no-program': { text: (_, unit) => `Job for ${unit} failed because of unavailable resources or another system error.\n${details(unit)}`, status: 1 },
};

const isLoaded = ({ host }: Order, unit: string): boolean => host.units[keyOfUnit(unit)] !== undefined || fragmentOf(host, unit) !== undefined;

function startOne(order: Order, unit: string, verb: string): number {
  warnOfChange(order, unit);
  const fault = startUnit(order.host, unit, order.machine.now());
  if (!fault) return 0;
  say(order, faults[fault].text(verb, fileNameOf(unit)));
  return faults[fault].status;
}

function stopOne(order: Order, unit: string): number {
  if (!isLoaded(order, unit)) {
    say(order, `Failed to stop ${fileNameOf(unit)}: Unit ${fileNameOf(unit)} not loaded.`);
    return 5;
  }
  warnOfChange(order, unit);
  stopUnit(order.host, unit, order.machine.now());
  return 0;
}

function restartOne(order: Order, unit: string): number {
  const state = unitFileState(order.host, unit);
  if (state !== undefined && state !== 'masked') stopUnit(order.host, unit, order.machine.now());
  return startOne(order, unit, order.verb);
}

/** For each unit by itself; the last failure counts. */
const each = (work: (order: Order, unit: string) => number): Verb =>
  // biome-ignore lint/correctness/useYield: a status as a program
  function* (order) {
    let status = 0;
    for (const unit of order.units) {
      if (!isRoot(order)) {
        say(order, `Failed to ${order.verb} ${fileNameOf(unit)}: ${refusal}\nSee system logs and 'systemctl status ${fileNameOf(unit)}' for details.`);
        status = 1;
      } else status = work(order, unit) || status;
    }
    settle(order);
    return status;
  };

function link(order: Order, path: string, target: string): void {
  const known = order.host.files[path];
  if (known?.link === target) return;
  order.host.files[path] = { text: '', mode: 0o777, owner: 'root', link: target, at: order.machine.now() };
  say(order, `Created symlink ${path} → ${target}.`);
}

function unlink(order: Order, path: string): void {
  if (!order.host.files[path]) return;
  removeFile(order.host, path);
  say(order, `Removed "${path}".`);
}

function enableOne(order: Order, unit: string): boolean {
  const from = fragmentOf(order.host, unit) as string;
  const targets = wantedBy(order.host, unit);
  for (const target of targets) link(order, linkOf(unit, target), from);
  if (targets.length > 0) return true;
  const words = [
    'The unit files have no installation config (WantedBy=, RequiredBy=, UpheldBy=,',
    'Also=, or Alias= settings in the [Install] section, and DefaultInstance= for',
    'template units). This means they are not meant to be enabled or disabled using systemctl.',
  ];
  say(order, words.join('\n'));
  return true;
}

/** Removes every link by which something wants it. */
function disableOne(order: Order, unit: string): boolean {
  for (const path of Object.keys(order.host.files)) if (path.startsWith('/etc/systemd/system/') && path.endsWith(`.wants/${fileNameOf(unit)}`)) unlink(order, path);
  return true;
}

function maskOne(order: Order, unit: string): boolean {
  if (fragmentOf(order.host, unit) === undefined) say(order, `Unit ${fileNameOf(unit)} does not exist, proceeding anyway.`);
  const known = order.host.files[maskOf(unit)];
  if (known && known.link !== '/dev/null') {
    say(order, `Failed to mask unit: File '${maskOf(unit)}' already exists.`);
    return false;
  }
  link(order, maskOf(unit), '/dev/null');
  return true;
}

/** Why the files of a unit cannot be changed like that. */
function faultOfFiles({ host, verb }: Order, unit: string): string | undefined {
  const state = unitFileState(host, unit);
  if (state === undefined) return `Failed to ${verb} unit: Unit file ${fileNameOf(unit)} does not exist.`;
  return state === 'masked' && verb !== 'disable' ? `Failed to ${verb} unit: Unit file ${fragmentOf(host, unit)} is masked.` : undefined;
}

/** systemd reads all files again afterwards; --now starts or stops as well. */
const inFiles = (work: (order: Order, unit: string) => boolean, now?: (order: Order, unit: string) => number, checks = true): Verb =>
  function* (order) {
    const fault = isRoot(order) ? order.units.map((unit) => (checks ? faultOfFiles(order, unit) : undefined)).find((found) => found !== undefined) : `Failed to ${order.verb} unit: ${refusal}`;
    if (fault !== undefined) {
      say(order, fault);
      return 1;
    }
    if (order.units.some((unit) => !work(order, unit))) return 1;
    reloadUnits(order.host, order.machine.now());
    const status = now && order.options.has('now') ? order.units.reduce((last, unit) => now(order, unit) || last, 0) : 0;
    settle(order);
    return status;
  };

// biome-ignore lint/correctness/useYield: a status as a program
const daemonReload: Verb = function* (order) {
  if (!isRoot(order)) {
    say(order, `Failed to reload daemon: ${refusal}`);
    return 1;
  }
  reloadUnits(order.host, order.machine.now());
  return 0;
};

const notReloadable = (order: Order, unit: string): number => {
  const name = fileNameOf(unit);
  say(order, isLoaded(order, unit) ? `Failed to reload ${name}: Job type reload is not applicable for unit ${name}.` : `Failed to reload ${name}: Unit ${name} not found.`);
  return isLoaded(order, unit) ? 1 : 5;
};

const restart = each(restartOne);

export const changes: Readonly<Record<string, Verb>> = {
  start: each((order, unit) => startOne(order, unit, 'start')),
  stop: each(stopOne),
  restart,
  'reload-or-restart': restart,
  'try-restart': each((order, unit) => (order.host.units[keyOfUnit(unit)]?.active === 'active' ? restartOne(order, unit) : 0)),
  reload: each(notReloadable),
  'reset-failed': each(({ host, machine }, unit) => {
    const known = host.units[keyOfUnit(unit)];
    if (known?.active === 'failed') Object.assign(known, { active: 'inactive', since: machine.now() });
    return 0;
  }),
  enable: inFiles(enableOne, (order, unit) => startOne(order, unit, 'start')),
  disable: inFiles(disableOne, stopOne),
  reenable: inFiles(enableOne, (order, unit) => startOne(order, unit, 'start')),
  mask: inFiles(maskOne, stopOne, false),
  unmask: inFiles(
    (order, unit) => {
      if (order.host.files[maskOf(unit)]?.link === '/dev/null') unlink(order, maskOf(unit));
      return true;
    },
    undefined,
    false,
  ),
  'daemon-reload': daemonReload,
  'daemon-reexec': daemonReload,
};

/** What systemd knows of a unit: as it was read last, or as the files are. */
export const loadedDefinition = ({ host }: Order, unit: string) => host.units[keyOfUnit(unit)]?.definition ?? definitionOf(host, unit);
