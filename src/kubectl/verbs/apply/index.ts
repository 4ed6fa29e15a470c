// kubectl apply: brings the cluster to what files say, by patches that remember what was applied last, or on the server.
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { addSource, withMessage } from '../../errors.ts';
import { dryRunOf, objectPrinter, operationPrinter } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, requireFiles } from '../../resources/index.ts';
import { cascadeAdvice } from '../delete/index.ts';
import { lastAppliedAnnotation, withConfiguration } from '../lastApplied.ts';
import { withCause } from '../changeCause.ts';
import { createInfo, fieldValidation, pathOfInfo } from '../write.ts';
import { ApplySet } from './applySet.ts';
import { describeInfo, patchToMatch } from './patcher.ts';
import { prunableMappings, prune } from './prune.ts';
import { applyServerSide } from './serverSide.ts';

/** Alpha, and so unknown until a variable says otherwise. */
function applySetOf(call: Call): ApplySet | undefined {
  const { flags, environment } = call;
  if (!flags.changed('applyset')) return undefined;
  if (environment.env.KUBECTL_APPLYSET !== 'true') throw new CommandError("unknown flag: --applyset\nSee 'kubectl apply --help' for usage.");
  return flags.string('applyset') === '' ? undefined : new ApplySet(call, flags.string('applyset'));
}

/** Answers the set that keeps what is applied, when there is one. */
function check(call: Call): ApplySet | undefined {
  const { flags, args } = call;
  if (args.length > 0) throw usageError(call, `Unexpected args: [${args.join(' ')}]`);
  fieldValidation(flags.string('validate'));
  const serverSide = flags.bool('server-side');
  const dryRun = dryRunOf(call);
  if (flags.bool('force-conflicts') && !serverSide) throw new CommandError('--force-conflicts only works with --server-side');
  if (dryRun === 'client' && serverSide) throw new CommandError("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  if (flags.bool('force') && serverSide) throw new CommandError('--force cannot be used with --server-side');
  if (dryRun === 'server' && flags.bool('force')) throw new CommandError('--dry-run=server cannot be used with --force');
  cascadeAdvice(call);
  requireFiles(fileOptionsOf(call));
  const applySet = applySetOf(call);
  if (flags.bool('all') && flags.string('selector')) throw new CommandError('cannot set --all and --selector at the same time');
  if (applySet && !flags.bool('prune')) throw new CommandError('--applyset requires --prune');
  applySet?.validate();
  if (flags.bool('prune')) checkPrune(call, applySet !== undefined);
  if (flags.string('subresource') !== '' && !serverSide) throw new CommandError('--subresource can only be specified for --server-side');
  return applySet;
}

function checkPrune(call: Call, isSet: boolean): void {
  const { flags } = call;
  prunableMappings(call);
  if (flags.bool('force')) throw new CommandError('--force cannot be used with --prune');
  if (isSet) {
    for (const other of ['all', 'selector', 'prune-allowlist']) if (flags.changed(other)) throw new CommandError(`--${other} is incompatible with --applyset`);
    return;
  }
  if (!flags.bool('all') && flags.string('selector') === '') {
    throw new CommandError(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
    );
  }
  if (flags.bool('server-side')) throw new CommandError("--prune is in alpha and doesn't currently work on objects created by server-side apply");
}

/** What is there, when it is. */
function live(call: Call, info: Info): Json | undefined {
  const unread = (error: Error): Error =>
    withMessage(error, `error when retrieving current configuration of:\n${describeInfo(info)}\nfrom server for: ${JSON.stringify(info.source)}: ${error.message}`);
  if (!info.name) throw unread(new CommandError('resource name may not be empty'));
  const { code, body } = call.factory.response('GET', pathOfInfo(info));
  if (code === 404) return undefined;
  if (code >= 400) throw unread(new ApiError(body));
  return body;
}

interface Done {
  object: Json;
  operation: string;
}

function* applyOne(call: Call, given: Info): Program<Done> {
  const info = { ...given, object: withCause(call, given.object) };
  const { metadata } = info.object;
  if (!info.name && metadata?.generateName) throw new CommandError(`from ${metadata.generateName}: cannot use generate name with apply`);
  if (call.flags.bool('server-side')) return { object: applyServerSide(call, info), operation: 'serverside-applied' };
  const current = live(call, info);
  if (!current) return { object: create(call, info), operation: 'created' };
  if (current.metadata.annotations?.[lastAppliedAnnotation] === undefined && dryRunOf(call) !== 'client') {
    call.printError(
      `Warning: resource ${info.mapping.resource}/${info.name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
    );
  }
  const { object, unchanged } = yield* patchToMatch(call, info, current);
  if (!unchanged && object.metadata.deletionTimestamp) call.printError(`Warning: Detected changes to resource ${info.name} which is currently being deleted.`);
  return { object, operation: unchanged ? 'unchanged' : 'configured' };
}

function create(call: Call, info: Info): Json {
  const body = withConfiguration(info.object);
  if (dryRunOf(call) === 'client') return body;
  try {
    return createInfo(call, info, body);
  } catch (error) {
    throw addSource('creating', info.source, error);
  }
}

/** -o json and its like print everything at the end: one object, or a List. */
function printAll(call: Call, objects: readonly Json[]): void {
  const [only] = objects;
  const printed = objects.length === 1 ? only : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
  objectPrinter(call).print(printed, call.environment.stdout);
}

export const apply: Verb = {
  command: 'apply',
  *run(call): Program<number> {
    const applySet = check(call);
    const { flags } = call;
    const output = flags.string('output');
    const atEnd = output !== '' && output !== 'name';
    operationPrinter(call, 'created');
    const result = yield* buildResources(call, { files: fileOptionsOf(call), labelSelector: flags.string('selector'), continueOnError: true, flatten: true });
    const objects: Json[] = [];
    const namespaces = new Set<string>();
    if (applySet) {
      const infos = result.infos();
      for (const info of infos) applySet.labelled(info.object);
      applySet.begin(infos);
    }
    try {
      yield* result.visit(function* (info): Program<void> {
        const { object, operation } = yield* applyOne(call, applySet ? { ...info, object: applySet.labelled(info.object) } : info);
        objects.push(object);
        if (info.namespace) namespaces.add(info.namespace);
        if (!atEnd) operationPrinter(call, operation).print(object, call.environment.stdout);
      });
      if (objects.length === 0) throw new CommandError('no objects passed to apply');
    } finally {
      if (atEnd && objects.length > 0) printAll(call, objects);
    }
    if (applySet) applySet.prune(new Set(objects.map((object) => object.metadata.uid)));
    else if (flags.bool('prune')) prune(call, { uids: new Set(objects.map((object) => object.metadata.uid)), namespaces });
    return 0;
  },
};
