// kubectl set env: environment variables of containers; --list shows them.
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import { isEnvVarName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { variableSources } from '../../../apis/settable.ts';
import { type Call, CommandError, type Program, readInput, type Verb } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { listVariables } from './envList.ts';
import { allWithSelector, changePodSpec, deliver, findObjects, isLocal, localWithServer, noResources, selectedContainers } from './shared.ts';

interface Variables {
  set: Json[];
  remove: string[];
}

const isVariable = (arg: string): boolean => /^.+=/s.test(arg) || arg.endsWith('-');

function splitArguments(args: readonly string[]): { resources: string[]; specs: string[] } {
  const first = args.findIndex(isVariable);
  const [resources, specs] = first < 0 ? [[...args], []] : [args.slice(0, first), args.slice(first)];
  if (!specs.every(isVariable)) throw new CommandError(`all resources must be specified before environment changes: ${args.join(' ')}`);
  return { resources, specs };
}

/** Lines `KEY=value`; what follows # is a remark. */
function readLines(text: string): Json[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split('#')[0] as string)
    .filter((line) => line.includes('='))
    .map((line) => ({ name: line.slice(0, line.indexOf('=')), value: line.slice(line.indexOf('=') + 1) }));
}

function parsePair(spec: string): Json {
  const name = spec.slice(0, spec.indexOf('='));
  const wrong = isEnvVarName(name);
  if (wrong.length > 0) throw new CommandError(`${JSON.stringify(name)} is not a valid key name: ${wrong.join(';')}`);
  return { name, value: spec.slice(spec.indexOf('=') + 1) };
}

function* parseSpecs(specs: readonly string[]): Program<Variables> {
  const set: Json[] = [];
  const remove: string[] = [];
  const named = new Set<string>();
  for (const spec of specs) {
    if (spec === '-') set.push(...readLines(yield* readInput()));
    else if (spec.includes('=')) {
      set.push(parsePair(spec));
      named.add(set.at(-1).name);
    } else if (spec.endsWith('-')) remove.push(spec.slice(0, -1));
    else throw new CommandError(`unknown environment variable: ${spec}`);
  }
  if (remove.some((name) => named.has(name))) throw new CommandError('can not both modify and remove the same environment variable in the same command');
  return { set, remove };
}

/** A key of a ConfigMap or Secret as a variable's name. */
function variableName(call: Call, key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
  if (name !== key) call.printError(`Warning: key ${key} transferred to ${name}`);
  return name;
}

function* fromObjects(call: Call, from: string): Program<Json[]> {
  const keys = call.flags.list('keys');
  const out: Json[] = [];
  for (const { mapping, name, object } of yield* findObjects(call, isLocal(call) ? [] : [from])) {
    const field = variableSources[resourceText(mapping)];
    if (!field) throw new CommandError('unsupported resource specified in --from');
    for (const key of Object.keys(object.data ?? {}).sort(byCodePoint)) {
      if (keys.length === 0 || keys.includes(key)) out.push({ name: variableName(call, key), valueFrom: { [field]: { key, name } } });
    }
  }
  return out;
}

/** New values stand where the old ones stood; new names come last. */
function updated(existing: readonly Json[], { set, remove }: Variables): Json[] {
  const covered = new Set(remove);
  const out: Json[] = [];
  const take = (variable: Json): void => {
    if (covered.has(variable.name)) return;
    const newer = set.find(({ name }) => name === variable.name);
    if (newer) covered.add(variable.name);
    out.push(newer ?? variable);
  };
  existing.forEach(take);
  set.forEach(take);
  return out;
}

function refuseOverwriting(existing: readonly Json[], set: readonly Json[]): void {
  for (const { name, value = '' } of set) {
    const current = existing.find((variable) => variable.name === name);
    if (current && (current.value ?? '') !== value) throw new CommandError(`'${name}' already has a value (${current.value ?? ''}), and --overwrite is false`);
  }
}

function changeVariables(call: Call, info: Info, draft: Json, variables: Variables): void {
  const pattern = call.flags.string('containers');
  changePodSpec(info, draft, (spec) => {
    const containers = selectedContainers(spec, pattern);
    if (containers.length === 0) call.printError(`Warning: ${info.mapping.kind}/${info.name} does not have any containers matching ${JSON.stringify(pattern)}`);
    let failed = false;
    for (const container of containers) {
      if (!call.flags.bool('overwrite')) refuseOverwriting(container.env ?? [], variables.set);
      const env = updated(container.env ?? [], variables).map(({ value, ...rest }) => (value ? { ...rest, value } : rest));
      if (env.length > 0) container.env = env;
      else delete container.env;
      if (call.flags.bool('list')) failed = !listVariables(call, info, container) || failed;
    }
    if (failed) throw new CommandError('failed to retrieve valueFrom references');
  });
}

function check(call: Call, resources: readonly string[]): void {
  const { flags } = call;
  if (isLocal(call) && dryRunOf(call) === 'server') throw localWithServer();
  if (flags.list('filename').length === 0 && resources.length === 0) throw noResources();
  if (flags.bool('list') && flags.string('output')) throw new CommandError('--list and --output may not be specified together');
  if (flags.list('keys').length > 0 && flags.string('from') === '') throw new CommandError('when specifying --keys, a configmap or secret must be provided with --from');
}

export const env: Verb = {
  command: 'set env',
  *run(call): Program<number> {
    const { flags } = call;
    if (flags.bool('all') && flags.string('selector')) throw allWithSelector();
    const { resources, specs } = splitArguments(call.args);
    dryRunOf(call);
    operationPrinter(call, '');
    check(call, resources);
    const variables = yield* parseSpecs([...flags.list('env'), ...specs]);
    if (flags.string('from')) variables.set.push(...(yield* fromObjects(call, flags.string('from'))));
    variables.set = variables.set.map((variable) => ({ ...variable, name: flags.string('prefix') + variable.name }));
    const infos = yield* findObjects(call, resources, false);
    const change = (draft: Json, info: Info): void => changeVariables(call, info, draft, variables);
    const afterPatch = (): void => {
      if (variables.set.length === 0 && specs.length === 0) throw new CommandError('at least one environment variable must be provided');
    };
    if (!flags.bool('list')) return deliver(call, infos, { done: 'env updated', failure: 'failed to patch env update to pod template: ', change, afterPatch });
    for (const info of infos) listOne(change, info);
    return 0;
  },
};

/** What --list meets is told beside the list; it is no failure of the command. */
function listOne(change: (draft: Json, info: Info) => void, info: Info): void {
  try {
    change(structuredClone(info.object), info);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
}
