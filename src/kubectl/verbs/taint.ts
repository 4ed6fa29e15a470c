// kubectl taint: puts taints on nodes and takes them off.
import { isQualifiedName, isValidLabelValue } from '../../apimachinery/names.ts';
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { createTwoWayMergePatch } from '../../apimachinery/strategicDiff.ts';
import { lookupKind } from '../../apis/schema.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../call.ts';
import { aggregate, NoResourceMatch } from '../errors.ts';
import { dryRunOf } from '../printers/index.ts';
import { buildResources, type Info } from '../resources/index.ts';
import { fieldValidation, patchInfo } from './write.ts';
import { typedPrinter } from '../typed.ts';

interface Taint {
  key: string;
  value: string;
  effect: string;
}

interface Changes {
  add: Taint[];
  remove: Taint[];
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const invalidSpec = (text: string, why: readonly string[] = []): CommandError => new CommandError(`invalid taint spec: ${text}${why.length > 0 ? `, ${why.join('; ')}` : ''}`);

/** `key=value:effect`, `key:effect` or `key` */
function parseTaint(text: string): Taint {
  const [before = '', effect = '', ...more] = text.split(':');
  const hasEffect = text.includes(':');
  if (more.length > 0) throw invalidSpec(text);
  if (hasEffect && !effects.includes(effect)) throw new CommandError(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value = '', ...rest] = hasEffect ? before.split('=') : [before];
  if (rest.length > 0) throw invalidSpec(text);
  for (const wrong of [isValidLabelValue(value), isQualifiedName(key)]) if (wrong.length > 0) throw invalidSpec(text, wrong);
  return { key, value, effect };
}

function parseChanges(specs: readonly string[]): Changes {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      remove.push({ ...parseTaint(spec.slice(0, -1)), value: '' });
      continue;
    }
    const taint = parseTaint(spec);
    if (!taint.effect) throw invalidSpec(spec);
    if (add.some((each) => isSame(each, taint))) throw new CommandError(`duplicated taints with the same key and effect: {${taint.key} ${taint.value} ${taint.effect} <nil>}`);
    add.push(taint);
  }
  return { add, remove };
}

const isSame = (a: Pick<Taint, 'key' | 'effect'>, b: Pick<Taint, 'key' | 'effect'>): boolean => a.key === b.key && a.effect === b.effect;

interface Asked {
  resources: string[];
  changes: Changes;
}

/** The type and the names come first, taints after them. */
function readArguments(call: Call): Asked {
  const resources: string[] = [];
  const specs: string[] = [];
  for (const arg of call.args) {
    if (/[=:]/.test(arg) || arg.endsWith('-')) specs.push(arg);
    else if (specs.length > 0) throw new CommandError(`all resources must be specified before taint changes: ${arg}`);
    else resources.push(arg);
  }
  if (resources.length === 0) throw new CommandError('one or more resources must be specified as <resource> <name>');
  if (specs.length === 0) throw new CommandError('at least one taint update is required');
  try {
    return { resources, changes: parseChanges(specs) };
  } catch (error) {
    throw usageError(call, (error as Error).message);
  }
}

function check(call: Call, { resources, changes }: Asked): void {
  const { flags } = call;
  const type = (resources[0] as string).toLowerCase();
  const mapping = call.factory.mapper().find(type);
  if (!mapping) throw new NoResourceMatch({ resource: type });
  if (mapping.group || mapping.resource !== 'nodes') throw new CommandError(`invalid resource type ${type}, only node types are supported`);
  const both = changes.add.flatMap((taint) => changes.remove.filter((other) => other.key === taint.key && (!other.effect || other.effect === taint.effect)));
  if (both.length > 0) throw new CommandError(`can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`);
  if (flags.bool('all') && flags.string('selector')) throw new CommandError("setting 'all' parameter with a non empty selector is prohibited");
  if (!flags.bool('all') && !flags.string('selector') && resources.length < 2) throw new CommandError("at least one resource name must be specified since 'all' parameter is not set");
}

/** `key`, `key:effect` */
const taintText = ({ key, effect }: Taint): string => (effect ? `${key}:${effect}` : key);

/** New taints stand before old ones. */
function reorganized(old: readonly Json[], { add, remove }: Changes, overwrite: boolean): { taints: Json[]; done: string } {
  let taints: Json[] = [...add.map(({ key, value, effect }) => ({ effect, key, ...(value ? { value } : {}) })), ...old.filter((taint) => !add.some((each) => isSame(each, taint)))];
  const added = taints.length !== old.length;
  const missing: Error[] = [];
  let removed = false;
  for (const taint of remove) {
    const left = taints.filter((each) => !(taint.effect ? isSame(each, taint) : each.key === taint.key));
    removed = left.length !== taints.length;
    if (!removed) missing.push(new CommandError(`taint ${JSON.stringify(taintText(taint))} not found`));
    taints = left;
  }
  const failed = aggregate(missing);
  if (failed) throw failed;
  return { taints, done: (added && removed) || overwrite ? 'modified' : added ? 'tainted' : 'untainted' };
}

function taintOne(call: Call, info: Info, changes: Changes): void {
  const node: KubeObject = info.object;
  const old: Json[] = node.spec.taints ?? [];
  const overwrite = call.flags.bool('overwrite');
  const present = changes.add.filter((taint) => old.some((each) => isSame(each, taint)));
  if (!overwrite && present.length > 0) throw new CommandError(`node ${info.name} already has ${present.map(({ key }) => key).join(',')} taint(s) with same effect(s) and --overwrite is false`);
  const { taints, done } = reorganized(old, changes, overwrite);
  const after = deepCopy(node);
  if (taints.length > 0) after.spec.taints = taints;
  else delete after.spec.taints;
  const printer = typedPrinter(call, done);
  const patch = createTwoWayMergePatch(node, after, lookupKind(node.apiVersion, node.kind));
  printer.print(dryRunOf(call) === 'client' ? after : patchInfo(call, info, 'strategic', patch), call.environment.stdout);
}

export const taint: Verb = {
  command: 'taint',
  *run(call): Program<number> {
    const { flags } = call;
    dryRunOf(call);
    fieldValidation(flags.string('validate'));
    const asked = readArguments(call);
    check(call, asked);
    const selector = flags.string('selector');
    const all = flags.bool('all');
    const names = asked.resources.slice(1).map((name) => (name.includes('/') ? name : `nodes/${name}`));
    const result = yield* buildResources(call, { args: all || selector ? ['nodes'] : names, labelSelector: selector, selectAll: all, continueOnError: true, flatten: true, latest: true });
    yield* result.visit((info) => taintOne(call, info, asked.changes));
    return 0;
  },
};
