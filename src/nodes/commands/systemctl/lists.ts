// The verbs that tell of units in a word, a line or as their files: is-active, list-units, cat, show.
import { dropInsOf, fileNameOf, fragmentOf, type HostState, keyOfUnit, mainPid, readFile, unitFileState, unitNames } from '../../host/index.ts';
import { write } from '../../shell/index.ts';
import { dayAndTime } from '../times.ts';
import type { Order, Verb } from './call.ts';
import { loadedDefinition } from './changes.ts';

function* tell(order: Order, lines: readonly string[]) {
  if (!order.options.has('quiet')) yield* write(order.call.out, lines.map((line) => `${line}\n`).join(''));
}

const isKnown = (host: HostState, unit: string): boolean => fragmentOf(host, unit) !== undefined || host.units[keyOfUnit(unit)] !== undefined;
const activeOf = (host: HostState, unit: string): string => host.units[keyOfUnit(unit)]?.active ?? 'inactive';

const isActive: Verb = function* (order) {
  const { host, units } = order;
  yield* tell(
    order,
    units.map((unit) => activeOf(host, unit)),
  );
  if (units.some((unit) => activeOf(host, unit) === 'active')) return 0;
  return units.some((unit) => isKnown(host, unit)) ? 3 : 4;
};

const isFailed: Verb = function* (order) {
  const states = order.units.map((unit) => activeOf(order.host, unit));
  yield* tell(order, states);
  return states.includes('failed') ? 0 : 1;
};

const isEnabled: Verb = function* (order) {
  const states = order.units.map((unit) => unitFileState(order.host, unit) ?? 'not-found');
  yield* tell(order, states);
  if (states.some((state) => state === 'enabled' || state === 'static')) return 0;
  return states.every((state) => state === 'not-found') ? 4 : 1;
};

const cat: Verb = function* (order) {
  const { host, call, units } = order;
  const parts: string[] = [];
  for (const unit of units) {
    const path = fragmentOf(host, unit);
    if (path === undefined) {
      call.err.push(`No files found for ${fileNameOf(unit)}.\n`);
      return 1;
    }
    if (unitFileState(host, unit) === 'masked') parts.push(`# Unit ${fileNameOf(unit)} is masked.\n`);
    else for (const each of [path, ...dropInsOf(host, unit)]) parts.push(`# ${each}\n${readFile(host, each) ?? ''}`);
  }
  yield* write(call.out, parts.join('\n'));
  return 0;
};

/** Columns as wide as their widest cell; the last one as it is. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join(' '));
}

const subOf: Readonly<Record<string, string>> = { active: 'running', activating: 'auto-restart', inactive: 'dead', failed: 'failed' };

const legend = `
Legend: LOAD   → Reflects whether the unit definition was properly loaded.
        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.
        SUB    → The low-level unit activation state, values depend on unit type.
`;

const fits = (name: string, patterns: readonly string[]): boolean =>
  patterns.length === 0 ||
  patterns.some(
    (pattern) =>
      new RegExp(
        `^${fileNameOf(pattern.replace(/\*$/, '*.service'))
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      ).test(name) || pattern === name,
  );

const listUnits: Verb = function* (order) {
  const { host, options } = order;
  const wanted = options.get('state')?.split(',');
  const shown = unitNames(host)
    .filter((name) => fits(name, order.units))
    .map((name) => ({ name, active: activeOf(host, name), load: unitFileState(host, name) === 'masked' ? 'masked' : 'loaded' }))
    .filter(({ active, load }) => (wanted ? [active, load, subOf[active]].some((state) => wanted.includes(state as string)) : options.has('all') || active !== 'inactive'));
  const rows = shown.map(({ name, active, load }) => [
    `${['failed', 'activating'].includes(active) ? '●' : ' '} ${name}`,
    load,
    active,
    subOf[active] ?? '',
    loadedDefinition(order, name).description,
  ]);
  const lines = columns([['  UNIT', 'LOAD', 'ACTIVE', 'SUB', 'DESCRIPTION'], ...rows]);
  const end = options.has('all') || wanted ? '.' : '. Pass --all to see loaded but inactive units, too.';
  const foot = `${legend}\n${shown.length} loaded units listed${end}\nTo show all installed unit files use 'systemctl list-unit-files'.`;
  yield* tell(order, options.has('no-legend') ? lines.slice(1).map((line) => line.slice(2)) : [...lines, ...foot.split('\n')]);
  return 0;
};

const listUnitFiles: Verb = function* (order) {
  const { host, options } = order;
  const wanted = options.get('state')?.split(',');
  const rows = unitNames(host)
    .filter((name) => fits(name, order.units))
    .map((name) => [name, unitFileState(host, name) as string])
    .filter(([, state]) => !wanted || wanted.includes(state as string))
    .map(([name, state]) => [name as string, state as string, state === 'static' ? '-' : 'enabled']);
  const lines = columns([['UNIT FILE', 'STATE', 'PRESET'], ...rows]);
  yield* tell(order, options.has('no-legend') ? lines.slice(1) : [...lines, '', `${rows.length} unit files listed.`]);
  return 0;
};

function properties(order: Order, unit: string): Record<string, string> {
  const { host } = order;
  const state = unitFileState(host, unit);
  const active = activeOf(host, unit);
  const since = host.units[keyOfUnit(unit)]?.since;
  return {
    Id: fileNameOf(unit),
    Names: fileNameOf(unit),
    Description: loadedDefinition(order, unit).description,
    LoadState: state === undefined ? 'not-found' : state === 'masked' ? 'masked' : 'loaded',
    ActiveState: active,
    SubState: subOf[active] ?? '',
    FragmentPath: fragmentOf(host, unit) ?? '',
    DropInPaths: dropInsOf(host, unit).join(' '),
    UnitFileState: state ?? '',
    MainPID: String(mainPid(host, unit) ?? 0),
    ActiveEnterTimestamp: active === 'active' && since !== undefined ? dayAndTime(since) : '',
  };
}

const show: Verb = function* (order) {
  const names = order.options.get('property')?.split(',');
  const blocks = order.units.map((unit) =>
    Object.entries(properties(order, unit))
      .filter(([name]) => !names || names.includes(name))
      .map(([name, value]) => (order.options.has('value') ? value : `${name}=${value}`)),
  );
  yield* tell(
    order,
    blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])),
  );
  return 0;
};

export const lists: Readonly<Record<string, Verb>> = { 'is-active': isActive, 'is-enabled': isEnabled, 'is-failed': isFailed, cat, show, 'list-units': listUnits, 'list-unit-files': listUnitFiles };
