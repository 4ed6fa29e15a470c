// systemctl status: the block about each unit, and the end of its journal.
import { dropInsOf, fileNameOf, fragmentOf, hasChangedOnDisk, keyOfUnit, mainPid, pidOf, statusName, type Unit, unitFileState } from '../../host/index.ts';
import { write } from '../../shell/index.ts';
import { entriesOf, lineOf } from '../journal.ts';
import { agoText, dayAndTime, spanText } from '../times.ts';
import type { Order, Verb } from './call.ts';
import { loadedDefinition } from './changes.ts';

/** The names of fields end at this column. */
const margin = 11;
const field = (name: string, value: string): string => `${name.padStart(margin)}: ${value}`;
const below = (text: string): string => `${' '.repeat(margin + 2)}${text}`;

const dots = { active: '●', activating: '●', inactive: '○', failed: '×' } as const;

function loaded({ host }: Order, unit: string): string {
  const state = unitFileState(host, unit);
  if (state === 'masked') return `masked (Reason: Unit ${fileNameOf(unit)} is masked.)`;
  return `loaded (${fragmentOf(host, unit)}; ${state}${state === 'static' ? '' : '; preset: enabled'})`;
}

function dropIns({ host }: Order, unit: string): string[] {
  const byFolder = new Map<string, string[]>();
  for (const path of dropInsOf(host, unit)) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path.slice(folder.length + 1)]);
  }
  return [...byFolder.entries()].flatMap(([folder, names], i) => [i === 0 ? field('Drop-In', folder) : below(folder), below(`└─${names.join(', ')}`)]);
}

const words = { active: 'active (running)', activating: 'activating (auto-restart) (Result: exit-code)', inactive: 'inactive (dead)', failed: 'failed (Result: resources)' } as const;

/** What has been read once is told of with its time; what never ran has none. */
function active({ machine, host }: Order, { active: state, since, last }: Unit): string {
  const now = machine.now();
  const dated = state !== 'inactive' || last !== undefined || since > host.bootedAt;
  return `${words[state]}${dated ? ` since ${dayAndTime(since)}; ${agoText(now - since)}` : ''}`;
}

/** What programs take of the machine, as far as anybody looks at it: threads, megabytes, a share of a core. */
const usage: Readonly<Record<string, { tasks: number; memory: number; share: number }>> = {
  containerd: { tasks: 68, memory: 61.3, share: 0.009 },
  kubelet: { tasks: 12, memory: 38.6, share: 0.018 },
};
const little = { tasks: 1, memory: 2.7, share: 0.0001 };

const cpu = (unit: string, span: number): string => spanText(Math.max(20, Math.round(span * (usage[unit] ?? little).share)));

function running(order: Order, key: string, { since }: Unit): string[] {
  const { host, machine } = order;
  const pid = mainPid(host, key) as number;
  const argv = host.processes[key] ?? [];
  const { tasks, memory } = usage[key] ?? little;
  return [
    field('Main PID', `${pid} (${argv[0]?.split('/').at(-1)})`),
    field('Tasks', `${tasks} (limit: 4556)`),
    field('Memory', `${memory.toFixed(1)}M (peak: ${(memory * 1.04).toFixed(1)}M)`),
    field('CPU', cpu(key, machine.now() - since)),
    field('CGroup', `/system.slice/${fileNameOf(key)}`),
    below(`└─${pid} ${argv.join(' ')}`),
  ];
}

function over(order: Order, key: string, { last }: Unit): string[] {
  if (!last) return [];
  const { code = 0 } = last;
  const pid = pidOf(order.host, key, last.from);
  const end = `(code=exited, status=${code}/${statusName(code)})`;
  return [field('Process', `${pid} ExecStart=${loadedDefinition(order, key).exec} ${end}`), field('Main PID', `${pid} ${end}`), field('CPU', cpu(key, last.until - last.from))];
}

function block(order: Order, key: string): string[] {
  const { host } = order;
  const unit = host.units[key] ?? { active: 'inactive', since: host.bootedAt };
  const { description, documentation } = loadedDefinition(order, key);
  const title = unitFileState(host, key) === 'masked' ? fileNameOf(key) : `${fileNameOf(key)} - ${description}`;
  const lines = Number(order.options.get('lines') ?? 10);
  const journal = lines > 0 ? entriesOf(host, { units: [key], boot: host.facts.bootID }).slice(-lines) : [];
  return [
    `${dots[unit.active]} ${title}`,
    field('Loaded', loaded(order, key)),
    ...dropIns(order, key),
    field('Active', active(order, unit)),
    ...(unit.active === 'inactive' && unit.last ? [field('Duration', spanText(unit.last.until - unit.last.from))] : []),
    ...documentation.map((page, i) => (i === 0 ? field('Docs', page) : below(page))),
    ...(unit.active === 'active' ? running(order, key, unit) : over(order, key, unit)),
    ...(journal.length > 0 ? ['', ...journal.map((entry) => lineOf(host, entry))] : []),
  ];
}

/** Without a pager, processes and the journal are cut at the edge of a terminal unless --full is given; what a pager shows is whole here. */
const fitted = ({ call, machine, options }: Order, line: string): string =>
  call.out.terminal && options.has('no-pager') && !options.has('full') && line.length > machine.columns && /^( {13}└─\d|[A-Z])/.test(line) ? `${line.slice(0, machine.columns - 1)}…` : line;

export const status: Verb = function* (order) {
  const { host, call } = order;
  let worst = 0;
  const blocks: string[] = [];
  for (const unit of order.units) {
    const key = keyOfUnit(unit);
    if (fragmentOf(host, key) === undefined && !host.units[key]) {
      call.err.push(`Unit ${fileNameOf(unit)} could not be found.\n`);
      worst = 4;
      continue;
    }
    if (hasChangedOnDisk(host, key))
      call.err.push(`Warning: The unit file, source configuration file or drop-ins of ${fileNameOf(key)} changed on disk. Run 'systemctl daemon-reload' to reload units.\n`);
    blocks.push(
      block(order, key)
        .map((line) => `${fitted(order, line)}\n`)
        .join(''),
    );
    if (host.units[key]?.active !== 'active') worst = Math.max(worst, 3);
  }
  yield* write(call.out, blocks.join('\n'));
  return worst;
};
