// What label and annotate share: from TYPE NAME KEY=VALUE... to a patch of one map in metadata, printed object by object.
import { createMergePatch } from '../../../apimachinery/jsonMerge.ts';
import { deepCopy, type Json } from '../../../apimachinery/object.ts';
import type { Call, Program } from '../../call.ts';
import { aggregate, CommandError } from '../../errors.ts';
import { pathOf } from '../../factory.ts';
import { type DryRun, dryRunOf, operationPrinter } from '../../printers/index.ts';
import { withCause } from '../changeCause.ts';
import { buildResources, type FileOptions, fileOptionsOf, hasFiles, type Info, type Result } from '../../resources/index.ts';

/** How the two verbs differ. */
export interface MapVerb {
  /** The file that sentences name as an example. */
  exampleFile: string;
  /** `label`, `annotation` */
  word: string;
  field: 'labels' | 'annotations';
  parse(pairs: readonly string[]): Changes;
  /** What stands in the way of setting these without --overwrite. */
  overwritten(current: Readonly<Record<string, string>>, changes: Changes): Error[];
  /** `labeled`, `unlabeled`, ... */
  outcome(before: Json, after: Json, overwrite: boolean): string;
  /** Says which keys to remove are not there. */
  reportsMissing: boolean;
}

export interface Changes {
  set: Readonly<Record<string, string>>;
  remove: readonly string[];
}

interface Options {
  resources: readonly string[];
  changes: Changes;
  files: FileOptions;
  dryRun: DryRun;
  local: boolean;
  list: boolean;
  overwrite: boolean;
  resourceVersion: string;
}

/** Resources come first, pairs after them. */
function splitArguments(args: readonly string[], word: string): { resources: string[]; pairs: string[] } {
  const resources: string[] = [];
  const pairs: string[] = [];
  for (const arg of args) {
    const isPair = arg.indexOf('=') > 0 || (arg.endsWith('-') && arg !== '-');
    if (isPair) pairs.push(arg);
    else if (pairs.length > 0) throw new CommandError(`all resources must be specified before ${word} changes: ${arg}`);
    else resources.push(arg);
  }
  return { resources, pairs };
}

function checkResources(options: Options, file: string): void {
  const noFiles = !hasFiles(options.files);
  if (options.local) {
    if (options.dryRun === 'server') throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
    if (options.resources.length > 0) throw new CommandError(`can only use local files by -f ${file}.yaml or --filename=${file}.json when --local=true is set`);
    if (noFiles) throw new CommandError(`one or more files must be specified as -f ${file}.yaml or --filename=${file}.json`);
  } else if (options.resources.length === 0 && noFiles) throw new CommandError('one or more resources must be specified as <resource> <name> or <resource>/<name>');
}

function check(call: Call, verb: MapVerb, options: Options): void {
  const { flags } = call;
  if (flags.bool('all') && flags.string('selector')) throw new CommandError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.string('field-selector')) throw new CommandError('cannot set --all and --field-selector at the same time');
  checkResources(options, verb.exampleFile);
  const { set, remove } = options.changes;
  if (Object.keys(set).length === 0 && remove.length === 0 && !options.list) throw new CommandError(`at least one ${verb.word} update is required`);
}

function optionsOf(call: Call, verb: MapVerb): Options {
  const { flags } = call;
  const dryRun = dryRunOf(call);
  const { resources, pairs } = splitArguments(call.args, verb.word);
  const changes = verb.parse(pairs);
  if (flags.bool('list') && flags.string('output')) throw new CommandError('--list and --output may not be specified together');
  const options: Options = {
    resources,
    changes,
    files: fileOptionsOf(call),
    dryRun,
    local: flags.bool('local'),
    list: flags.bool('list'),
    overwrite: flags.bool('overwrite'),
    resourceVersion: flags.string('resource-version'),
  };
  check(call, verb, options);
  return options;
}

/** The object with its map changed. */
function changed(object: Json, verb: MapVerb, options: Options): Json {
  const current = object.metadata?.[verb.field] ?? {};
  const refused = options.overwrite ? undefined : aggregate(verb.overwritten(current, options.changes));
  if (refused) throw refused;
  const after = deepCopy(object);
  after.metadata ??= {};
  const map: Record<string, string> = { ...current, ...options.changes.set };
  for (const key of options.changes.remove) delete map[key];
  after.metadata[verb.field] = map;
  if (options.resourceVersion) after.metadata.resourceVersion = options.resourceVersion;
  return after;
}

/** The version asked for must go with the patch, so the object is taken to have none. */
function withoutVersion(object: Json): Json {
  const copy = deepCopy(object);
  delete copy.metadata?.resourceVersion;
  return copy;
}

function send(call: Call, info: Info, before: Json, after: Json, dryRun: DryRun): Json {
  const query: Record<string, string> = { fieldManager: call.flags.string('field-manager') };
  if (dryRun === 'server') query.dryRun = 'All';
  const path = pathOf(info.mapping, info.namespace || undefined, info.name);
  return call.factory.request('PATCH', path, { query, body: createMergePatch(before, after), headers: { contentType: 'application/merge-patch+json' } });
}

function printMap(call: Call, verb: MapVerb, object: Json, one: boolean): void {
  if (!one) {
    const [group, kind] = [object.apiVersion?.includes('/') ? object.apiVersion.split('/')[0] : '', object.kind];
    call.printError(`Listing ${verb.field} for ${kind}.${group}/${object.metadata?.name}:`);
  }
  for (const [key, value] of Object.entries(object.metadata?.[verb.field] ?? {})) call.print(`${one ? '' : ' '}${key}=${value}`);
}

function changeOne(call: Call, verb: MapVerb, options: Options, info: Info, one: boolean): void {
  const before = options.resourceVersion ? withoutVersion(info.object) : info.object;
  const here = options.dryRun === 'client' || options.local || options.list;
  if (!here && verb.reportsMissing) {
    const current = before.metadata?.[verb.field] ?? {};
    for (const key of options.changes.remove) if (!(key in current)) call.print(`${verb.word} ${JSON.stringify(key)} not found.`);
  }
  const after = changed(withCause(call, before), verb, options);
  const outcome = verb.outcome(before, after, options.overwrite);
  const answer = here ? after : send(call, info, before, after, options.dryRun);
  if (options.list) printMap(call, verb, answer, one);
  else operationPrinter(call, outcome).print(answer, (text) => call.environment.stdout(text));
}

function* build(call: Call, options: Options): Program<Result> {
  const { flags } = call;
  const common = { continueOnError: true, flatten: true, files: options.files };
  if (options.local) return yield* buildResources(call, { ...common, local: true });
  return yield* buildResources(call, {
    ...common,
    args: options.resources,
    allowEmptySelector: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    latest: true,
  });
}

export function* changeMap(call: Call, verb: MapVerb): Program<number> {
  const options = optionsOf(call, verb);
  const result = yield* build(call, options);
  if (!result.singleItemImplied && options.resourceVersion) throw new CommandError('--resource-version may only be used with a single resource');
  yield* result.visit((info) => changeOne(call, verb, options, info, result.singleItemImplied));
  return 0;
}
