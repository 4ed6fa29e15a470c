// journalctl: the journal of the machine, or the end of it, and what comes.
import { type HostState, type JournalEntry, keyOfUnit } from '../host/index.ts';
import { type Call, type Command, type ShellProgram, write } from '../shell/index.ts';
import { entriesOf, isoLineOf, lineOf, type Wanted } from './journal.ts';
import type { HostMachine } from './land.ts';
import { instantOf } from './times.ts';

const short: Readonly<Record<string, string>> = {
  a: 'all',
  b: 'boot',
  e: 'pager-end',
  f: 'follow',
  g: 'grep',
  k: 'dmesg',
  l: 'full',
  n: 'lines',
  o: 'output',
  p: 'priority',
  q: 'quiet',
  r: 'reverse',
  S: 'since',
  t: 'identifier',
  u: 'unit',
  U: 'until',
  x: 'catalog',
};
const valued = new Set(['grep', 'output', 'priority', 'since', 'until', 'unit', 'identifier']);
/** A number may follow these, or not. */
const numbered = new Set(['lines', 'boot']);
const known = new Set([...Object.values(short), 'no-pager', 'no-full', 'no-hostname', 'no-tail', 'utc', 'system', 'list-boots']);

interface Asked {
  options: Map<string, string>;
  units: string[];
  fault?: string;
}

/** Options in any order and together: `-xeu kubelet`, `-n20`, `--since "5 min ago"`. */
function parsed(args: readonly string[]): Asked {
  const asked: Asked = { options: new Map(), units: [] };
  const rest = [...args];
  const take = (name: string, attached: string | undefined): string => {
    if (attached !== undefined) return attached;
    if (valued.has(name)) return rest.shift() ?? '';
    return numbered.has(name) && /^(-?\d+|all)$/.test(rest[0] ?? '') ? (rest.shift() as string) : '';
  };
  const set = (name: string, value: string): void => {
    if (name === 'unit') asked.units.push(keyOfUnit(value));
    else asked.options.set(name, value);
  };
  for (let arg = rest.shift(); arg !== undefined && !asked.fault; arg = rest.shift()) {
    const [, long, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (long !== undefined) {
      if (known.has(long)) set(long, take(long, value));
      else asked.fault = `journalctl: unrecognized option '${arg}'`;
      continue;
    }
    if (!/^-./.test(arg)) {
      asked.fault = `Failed to add match '${arg}': Invalid argument`;
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const name = short[arg[at] as string];
      if (name === undefined) {
        asked.fault = `journalctl: invalid option -- '${arg[at]}'`;
        break;
      }
      const takes = valued.has(name) || numbered.has(name);
      set(name, takes ? take(name, arg.slice(at + 1) || undefined) : '');
      if (takes) break;
    }
  }
  return asked;
}

const priorities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** The boots that the journal knows, the oldest first. */
const bootsOf = ({ journal = [] }: HostState): string[] => [...new Set(journal.map(({ boot }) => boot))];

function bootWanted(host: HostState, options: ReadonlyMap<string, string>): string | undefined {
  if (!options.has('boot')) return options.has('dmesg') ? host.facts.bootID : undefined;
  return bootsOf(host).at(-1 + Number(options.get('boot') || 0)) ?? 'none';
}

function wantedBy(host: HostState, { options, units }: Asked, now: number): Wanted | string {
  const times: Record<string, number | undefined> = {};
  for (const name of ['since', 'until']) {
    const text = options.get(name);
    if (text === undefined) continue;
    times[name] = instantOf(text, now);
    if (times[name] === undefined) return `Failed to parse timestamp: ${text}`;
  }
  const level = options.get('priority');
  const priority = level === undefined ? undefined : /^\d$/.test(level) ? Number(level) : priorities.indexOf(level.replace(/^error$/, 'err').replace(/^warn$/, 'warning'));
  if (priority === -1) return `Unknown log level ${level}`;
  const grep = options.get('grep');
  return {
    units,
    boot: bootWanted(host, options),
    kernel: options.has('dmesg'),
    since: times.since,
    until: times.until,
    priority,
    grep: grep === undefined ? undefined : new RegExp(grep, /[A-Z]/.test(grep) ? '' : 'i'),
  };
}

/** How many from the end: all when nothing is said, ten when one follows. */
function countWanted(options: ReadonlyMap<string, string>): number {
  const given = options.get('lines');
  if (given === undefined) return options.has('follow') ? 10 : options.has('pager-end') ? 1000 : Number.POSITIVE_INFINITY;
  return given === 'all' ? Number.POSITIVE_INFINITY : given === '' ? 10 : Number(given);
}

function textOf(host: HostState, entry: JournalEntry, output: string | undefined): string {
  if (output === 'cat') return entry.text;
  return output === 'short-iso' ? isoLineOf(host, entry) : lineOf(host, entry);
}

/** A line marks where the machine was started again. */
function linesOf(host: HostState, entries: readonly JournalEntry[], output: string | undefined): string[] {
  return entries.flatMap((entry, i) => {
    const before = entries[i - 1];
    const marked = before && before.boot !== entry.boot ? [`-- Boot ${entry.boot.replaceAll('-', '')} --`] : [];
    return [...marked, textOf(host, entry, output)];
  });
}

function* follow(call: Call, wanted: Wanted, output: string | undefined): ShellProgram<number> {
  const machine = call.shell.machine as HostMachine;
  let last = machine.host.journal?.at(-1);
  for (;;) {
    yield { for: 'change' };
    const journal = machine.host.journal ?? [];
    const from = last === undefined ? 0 : journal.findIndex((entry) => entry === last || JSON.stringify(entry) === JSON.stringify(last)) + 1;
    last = journal.at(-1);
    const fresh = entriesOf({ ...machine.host, journal: journal.slice(from) }, wanted);
    if (fresh.length > 0)
      yield* write(
        call.out,
        linesOf(machine.host, fresh, output)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
}

export const journalctl: Command = function* (call) {
  const machine = call.shell.machine as HostMachine;
  const { host } = machine;
  const asked = parsed(call.args);
  const wanted = asked.fault ?? wantedBy(host, asked, machine.now());
  if (typeof wanted === 'string') {
    call.err.push(`${wanted}\n`);
    return 1;
  }
  const { options } = asked;
  const output = options.get('output');
  const count = countWanted(options);
  const found = count === 0 ? [] : entriesOf(host, wanted).slice(-count);
  const lines = linesOf(host, options.has('reverse') ? found.toReversed() : found, output);
  if (lines.length === 0 && !options.has('follow') && !options.has('quiet')) lines.push('-- No entries --');
  yield* write(call.out, lines.map((line) => `${line}\n`).join(''));
  return options.has('follow') ? yield* follow(call, wanted, output) : 0;
};
