// kubectl diff: what apply would change, as a unified diff of the objects before and after. Exit status 1 when there is a difference.
import { createTwoFilesPatch } from 'diff';
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { toYaml } from '../../../apimachinery/yaml.ts';
import type { Ran } from '../../../sim/index.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import type { Mapping } from '../../factory.ts';
import { sortedKeys } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, requireFiles } from '../../resources/index.ts';
import { mergedOnServer } from '../apply/merged.ts';
import { prunable, prunableMappings, type Visited } from '../apply/prune.ts';
import { pathOfInfo } from '../write.ts';

interface Pair {
  name: string;
  /** Nothing: it is not there yet. */
  before: Json | undefined;
  /** Nothing: it would be pruned. */
  after: Json | undefined;
}

const fileName = ({ group, version, kind }: Mapping, namespace: string, name: string): string => `${group ? `${group}.` : ''}${version}.${kind}.${namespace}.${name}`;

/** Values of secrets are masked: equal ones alike, others so that they differ. */
function masked(pair: Pair): Pair {
  const hide = (object: Json, other: Json, mark: string): Json => {
    if (!object?.data) return object;
    const data = Object.fromEntries(Object.keys(object.data).map((key) => [key, other?.data?.[key] === undefined || other.data[key] === object.data[key] ? '***' : `*** (${mark})`]));
    return { ...object, data };
  };
  return { ...pair, before: hide(pair.before, pair.after, 'before'), after: hide(pair.after, pair.before, 'after') };
}

function textOf(object: Json | undefined, showManaged: boolean): string {
  if (object === undefined) return '';
  const { managedFields, ...metadata } = object.metadata;
  return toYaml(sortedKeys({ ...object, metadata: showManaged ? { ...metadata, ...(managedFields ? { managedFields } : {}) } : metadata }));
}

/** What a pair's files hold, in the directories of what is there and of what would be. */
function textsOf(call: Call, pair: Pair): { live: string; merged: string } {
  // What would be pruned is shown whole.
  const show = call.flags.bool('show-managed-fields') || pair.after === undefined;
  const either = pair.after ?? pair.before;
  const secret = either.kind === 'Secret' && either.apiVersion === 'v1' && !call.flags.bool('show-secrets');
  const { before, after } = secret ? masked(pair) : pair;
  return { live: textOf(before, show), merged: textOf(after, show) };
}

/** KUBECTL_EXTERNAL_DIFF: a program, and flags without anything that a shell would understand. */
function* compareWith(typed: string, call: Call, pairs: readonly Pair[]): Program<number> {
  const [command = '', ...flags] = typed.split(' ');
  const texts = pairs.map((pair) => ({ name: pair.name, ...textsOf(call, pair) }));
  const directories = [
    { prefix: 'LIVE-', files: Object.fromEntries(texts.map(({ name, live }) => [name, live])) },
    { prefix: 'MERGED-', files: Object.fromEntries(texts.map(({ name, merged }) => [name, merged])) },
  ];
  const { status, error } = (yield { for: 'program', command, args: flags.filter((flag) => /^[a-zA-Z0-9=-]+$/.test(flag)), directories }) as Ran;
  if (error !== undefined || status > 1) throw new CommandError(`failed to run ${JSON.stringify(command)}: ${error ?? `exit status ${status}`}`);
  return status;
}

function patchOf(call: Call, pair: Pair): string {
  const { live, merged } = textsOf(call, pair);
  if (live === merged) return '';
  const names = [`${directory(call, 'LIVE')}/${pair.name}`, `${directory(call, 'MERGED')}/${pair.name}`] as const;
  const [lived, made] = [fileTime(call, live), fileTime(call, merged)];
  const patch = createTwoFilesPatch(names[0], names[1], live, merged, lived, made, { context: 3 });
  return `diff -u -N ${names[0]} ${names[1]}\n${patch.slice(patch.indexOf('--- '))}`;
}

/** Each diff has directories of its own. */
const directory = ({ environment }: Call, name: string): string => `/tmp/${name}-${((environment.now() * (name.length + 1)) % 4_000_000_000) + 100_000_000}`;

/** What is not there counts as a file of the oldest time. */
function fileTime({ environment }: Call, text: string): string {
  const iso = new Date(text === '' ? 0 : environment.now()).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 +0000`;
}

function pairOf(call: Call, info: Info): Pair {
  const { code, body } = call.factory.response('GET', pathOfInfo(info));
  const before = code === 404 ? undefined : body;
  return { name: fileName(info.mapping, info.namespace, info.name), before, after: mergedOnServer(call, info, before) };
}

function check(call: Call): void {
  const { args, flags } = call;
  if (args.length > 0) throw usageError(call, `Unexpected args: [${args.join(' ')}]`);
  requireFiles(fileOptionsOf(call));
  if (flags.bool('force-conflicts') && !flags.bool('server-side')) throw new CommandError('--force-conflicts only works with --server-side');
}

/** What --prune would take away. */
const pruned = (call: Call, visited: Visited): Pair[] =>
  prunable(call, visited).map(({ mapping, object }) => ({ name: fileName(mapping, object.metadata.namespace ?? '', object.metadata.name), before: object, after: undefined }));

export const diff: Verb = {
  command: 'diff',
  failureStatus: 2,
  *run(call): Program<number> {
    check(call);
    const isPruning = call.flags.bool('prune');
    if (isPruning) prunableMappings(call);
    const result = yield* buildResources(call, { files: fileOptionsOf(call), labelSelector: call.flags.string('selector'), flatten: true });
    const pairs: Pair[] = [];
    const [uids, namespaces] = [new Set<string>(), new Set<string>()];
    yield* result.visit((info) => {
      const pair = pairOf(call, info);
      pairs.push(pair);
      if (pair.before?.metadata.uid) uids.add(pair.before.metadata.uid);
      if (info.namespace) namespaces.add(info.namespace);
      if (pair.before?.metadata.deletionTimestamp) call.printError(`Warning: Detected changes to resource ${info.name} which is currently being deleted.`);
    });
    if (isPruning) pairs.push(...pruned(call, { uids, namespaces }));
    const program = call.environment.env.KUBECTL_EXTERNAL_DIFF;
    if (program) return yield* compareWith(program, call, pairs);
    // Two directories are compared, and so the files come by their names.
    const text = pairs
      .sort((a, b) => byCodePoint(a.name, b.name))
      .map((pair) => patchOf(call, pair))
      .join('');
    call.environment.stdout(text);
    return text === '' ? 0 : 1;
  },
};
