// What type each flag has. The facts show defaults only; where a default does not tell, the small tables here do.
import type { CommandFact, FlagFact } from './commands.ts';
import { globalFlags } from './commands.ts';

/** pflag's types, by how a value is read: a slice splits at commas, an array does not, a map holds key=value. */
export type FlagType = 'string' | 'bool' | 'int' | 'int32' | 'duration' | 'slice' | 'array' | 'map' | 'pairs';

export interface FlagDefinition {
  name: string;
  short: string;
  type: FlagType;
  /** As typed, without quotes; the list's text for lists. */
  default: string;
  /** What the flag alone means, when it may stand without a value. */
  alone: string;
  /** Printed when it is used. */
  deprecated?: string;
  /** --help leaves it out. */
  hidden?: boolean;
}

/** Lists that take each value whole (StringArray); the others split at commas (StringSlice). A command before the name decides first. */
const arrays = new Set([
  ...['from-literal', 'resource-name', 'user', 'group', 'serviceaccount', 'rule', 'annotation', 'audience', 'annotations', 'prune-allowlist', 'for', 'mount', 'exec-env'],
  ...['as-group', 'as-user-extra', 'appendarg', 'prependarg', 'option', 'allowlist-entry', 'run env', 'set env env', 'kustomize env', 'helm-api-versions'],
]);
const maps = new Set(['debug env', 'debug set-image']);
const int32s = new Set(['port', 'replicas', 'max', 'min', 'value', 'v', 'cpu-percent']);
const int32Commands = new Set(['create deployment', 'create priorityclass', 'autoscale']);
const alone: Readonly<Record<string, string>> = { 'dry-run': 'unchanged', cascade: 'background', validate: 'strict' };

const recording = [
  'create',
  'expose',
  'run',
  'set image',
  'set resources',
  'set selector',
  'set serviceaccount',
  'edit',
  'scale',
  'autoscale',
  'apply',
  'apply edit-last-applied',
  'patch',
  'label',
  'annotate',
];
const hiddenFlags: readonly (FlagDefinition & { commands: readonly string[] })[] = [
  { name: 'record', short: '', type: 'bool', default: 'false', alone: 'true', hidden: true, deprecated: '--record will be removed in the future', commands: recording },
  {
    name: 'cpu-percent',
    short: '',
    type: 'int32',
    default: '-1',
    alone: '',
    hidden: true,
    deprecated: "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    commands: ['autoscale'],
  },
  // Only KUBECTL_APPLYSET makes it known.
  { name: 'applyset', short: '', type: 'string', default: '', alone: '', hidden: true, commands: ['apply'] },
];

function listType(command: string, name: string): FlagType {
  if (maps.has(`${command} ${name}`)) return 'map';
  return arrays.has(name) || arrays.has(`${command} ${name}`) ? 'array' : 'slice';
}

function typeOf(command: string, flag: FlagFact): FlagType {
  const text = flag.default;
  if (text.startsWith("'")) return 'string';
  if (text.startsWith('[')) return listType(command, flag.name);
  if (text === 'true' || text === 'false') return 'bool';
  if (text === '') return flag.name === 'aggregation-rule' ? 'pairs' : 'string';
  if (/^-?\d+$/.test(text)) return flag.name === 'v' || (int32s.has(flag.name) && int32Commands.has(command)) ? 'int32' : 'int';
  return 'duration';
}

function define(command: string, flag: FlagFact): FlagDefinition {
  const type = typeOf(command, flag);
  const unquoted = flag.default.startsWith("'") ? flag.default.slice(1, -1) : flag.default;
  return { name: flag.name, short: flag.short ?? '', type, default: unquoted, alone: type === 'bool' ? 'true' : (alone[flag.name] ?? '') };
}

const help: FlagDefinition = { name: 'help', short: 'h', type: 'bool', default: 'false', alone: 'true', hidden: true };

let globals: readonly FlagDefinition[] | undefined;
const globalDefinitions = (): readonly FlagDefinition[] => {
  globals ??= globalFlags.map((flag) => define('', flag));
  return globals;
};

/** The flags that a command understands: its own, then kubectl's that it does not hide. */
export class FlagSet {
  readonly byName = new Map<string, FlagDefinition>();
  readonly byShort = new Map<string, FlagDefinition>();
  readonly own: readonly FlagDefinition[];

  constructor(command: CommandFact) {
    this.own = [...command.flags.map((flag) => define(command.command, flag)), ...hiddenFlags.filter((flag) => flag.commands.includes(command.command))];
    for (const flag of [...this.own, ...globalDefinitions(), help]) this.add(flag);
  }

  private add(flag: FlagDefinition): void {
    if (this.byName.has(flag.name)) return;
    this.byName.set(flag.name, flag);
    if (flag.short && !this.byShort.has(flag.short)) this.byShort.set(flag.short, flag);
  }

  /** Underscores may be typed for dashes. */
  named(name: string): FlagDefinition | undefined {
    return this.byName.get(name.replaceAll('_', '-'));
  }
}
