// kubectl delete: by files, names, selectors, or all.
import { ApiError } from '../../../apimachinery/status.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { addSource, type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { booleanText, dryRunOf } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, type Result } from '../../resources/index.ts';
import { checkRawFile, checkRawPath, sendRaw } from '../raw.ts';
import { pathOfInfo } from '../write.ts';
import { type Deleted, waitUntilGone } from './wait.ts';

const policies: Readonly<Record<string, string>> = { background: 'Background', orphan: 'Orphan', foreground: 'Foreground' };

/** --cascade as a propagation policy. */
export function cascadePolicy(value: string): string {
  const boolean = booleanText(value);
  const policy = boolean === undefined ? policies[value] : boolean ? 'Background' : 'Orphan';
  if (!policy) throw new CommandError(`invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`);
  return policy;
}

/** Checks --cascade; a value from the time when there were two is told its name of today. */
export function cascadeAdvice(call: Call): void {
  const value = call.flags.string('cascade');
  const policy = cascadePolicy(value);
  if (booleanText(value) !== undefined) call.printError(`warning: --cascade=${value} is deprecated (boolean value) and can be replaced with --cascade=${policy.toLowerCase()}.`);
}

interface Options {
  policy: string;
  /** In seconds; -1 leaves it to the object. */
  grace: number;
  wait: boolean;
}

function optionsOf(call: Call): Options {
  const { flags } = call;
  const policy = cascadePolicy(flags.string('cascade'));
  let grace = flags.int('grace-period');
  let wait = flags.bool('wait');
  if (flags.bool('now')) {
    if (grace !== -1) throw new CommandError('--now and --grace-period cannot be specified together');
    grace = 1;
  }
  if (flags.bool('force') && grace > 0) throw new CommandError('--force and --grace-period greater than 0 cannot be specified together');
  if (flags.bool('force')) {
    call.printError('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.');
    grace = 0;
  } else if (grace === 0) {
    // Without --force zero is too easily typed: one second, and wait for the end.
    grace = 1;
    wait = true;
  }
  return { policy, grace, wait };
}

function check(call: Call): void {
  const { flags } = call;
  const output = flags.string('output');
  if (output !== '' && output !== 'name') throw new CommandError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  if (flags.bool('all') && flags.string('selector')) throw new CommandError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.string('field-selector')) throw new CommandError('cannot set --all and --field-selector at the same time');
}

function checkRaw({ flags }: Call): void {
  if (flags.bool('interactive')) throw new CommandError('--interactive can not be used with --raw');
  checkRawFile(flags, false);
  if (flags.string('output') !== '') throw new CommandError('--raw and --output are mutually exclusive');
  checkRawPath(flags.string('raw'));
}

function* build(call: Call): Program<Result> {
  const { flags } = call;
  return yield* buildResources(call, {
    files: fileOptionsOf(call),
    args: call.args,
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    selectAll: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    continueOnError: true,
    flatten: true,
    requireObject: false,
  });
}

function deleteOne(call: Call, info: Info, { policy, grace }: Options): Json {
  const body: Json = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: policy };
  if (grace >= 0) body.gracePeriodSeconds = grace;
  try {
    return call.factory.request('DELETE', pathOfInfo(info), { body, query: dryRunOf(call) === 'server' ? { dryRun: 'All' } : {} });
  } catch (error) {
    throw addSource('deleting', info.source, error);
  }
}

const endings = { none: '', client: ' (dry run)', server: ' (server dry run)' } as const;

/** `deployment.apps` */
const kindText = ({ mapping: { group, kind } }: Info): string => (group ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase());

/** `deployment.apps "web" deleted from default namespace` */
function say(call: Call, info: Info, grace: number): void {
  const name = kindText(info);
  if (call.flags.string('output') === 'name') {
    call.print(`${name}/${info.name}`);
    return;
  }
  const where = info.mapping.namespaced ? ` from ${info.namespace} namespace` : '';
  call.print(`${name} ${JSON.stringify(info.name)} ${grace === 0 ? 'force deleted' : 'deleted'}${where}${endings[dryRunOf(call)]}`);
}

/** The uid that a deletion's answer tells: of a Status in its details, of an object in its metadata. */
const uidOf = (answer: Json): string | undefined => (answer?.kind === 'Status' ? answer.details?.uid : answer?.metadata?.uid);

function* confirm(call: Call, infos: readonly Info[]): Program<boolean> {
  call.print(`You are about to delete the following ${infos.length} resource(s):`);
  for (const info of infos) call.print(`${kindText(info)}/${info.name}`);
  call.environment.stdout('Do you want to continue? (y/N): ');
  const answer = yield { for: 'line' };
  return typeof answer === 'string' && answer.trim().toLowerCase() === 'y';
}

/** Deletes what was found; answers what to wait for. */
function* deleteAll(call: Call, result: Result, options: Options): Program<{ found: number; deleted: Deleted[] }> {
  const deleted: Deleted[] = [];
  const ignoreMissing = call.flags.bool('ignore-not-found') || ((call.flags.bool('all') || call.flags.string('selector') !== '') && !call.flags.changed('ignore-not-found'));
  let found = 0;
  yield* result.visit((info) => {
    found++;
    if (dryRunOf(call) === 'client') {
      say(call, info, options.grace);
      return;
    }
    try {
      const answer = deleteOne(call, info, options);
      deleted.push({ info, uid: uidOf(answer) });
      say(call, info, options.grace);
    } catch (error) {
      if (!(ignoreMissing && error instanceof ApiError && error.reason === 'NotFound')) throw error;
    }
  });
  return { found, deleted };
}

function* run(call: Call): Program<number> {
  cascadeAdvice(call);
  check(call);
  const { flags } = call;
  const raw = flags.string('raw');
  const options = optionsOf(call);
  if (raw) {
    checkRaw(call);
    return yield* sendRaw(call, 'DELETE', raw, flags.list('filename')[0]);
  }
  const result = yield* build(call);
  if (flags.bool('interactive')) {
    const { infos } = result.gather();
    if (infos.length > 0 && !(yield* confirm(call, infos))) {
      call.print('deletion is cancelled');
      return 0;
    }
  }
  const { found, deleted } = yield* deleteAll(call, result, options);
  if (found === 0) {
    call.print('No resources found');
    return 0;
  }
  if (options.wait && dryRunOf(call) === 'none') yield* waitUntilGone(call, deleted, flags.duration('timeout'));
  return 0;
}

export const deleteVerb: Verb = { command: 'delete', run };
