// Evicts pods, all at the same time: each is asked for again until its budget lets it go, and waited for until it is gone.
import { formatGoDuration } from '../../../apimachinery/duration.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { ApiError, isNotFound, isReason } from '../../../apimachinery/status.ts';
import type { Call, Program } from '../../call.ts';
import { dryRunOf } from '../../printers/index.ts';
import { isLongGone } from './filters.ts';
import { say } from './nodes.ts';

const retryDelay = 5000;
const poll = 1000;

/** One pod on its way. */
interface Leaving {
  pod: KubeObject;
  step: 'evict' | 'wait' | 'done';
  /** When to look at it again. */
  at: number;
  error?: Error;
}

interface Drain {
  call: Call;
  /** --timeout in milliseconds; infinite when it was 0. */
  timeout: number;
  end: number;
}

const isTerminating = (error: unknown): boolean => isReason(error, 'Forbidden') && ((error as ApiError).status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating');

export const podPath = ({ metadata }: KubeObject, subresource = ''): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}${subresource}`;

/** What --grace-period and --dry-run mean for a deletion. */
export function deleteOptions({ flags }: Call): Json {
  const grace = flags.int('grace-period');
  return { ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}), ...(dryRunOf({ flags }) === 'server' ? { dryRun: ['All'] } : {}) };
}

function fail(leaving: Leaving, error: Error): void {
  leaving.step = 'done';
  leaving.error = error;
}

function sendEviction({ call }: Drain, pod: KubeObject): void {
  const { name, namespace } = pod.metadata;
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace }, deleteOptions: deleteOptions(call) };
  call.factory.request('POST', podPath(pod, '/eviction'), { body, query: dryRunOf(call) === 'server' ? { dryRun: 'All' } : {} });
}

/** The pod as it is now; as it was, when it cannot be had. */
function fresh({ call }: Drain, pod: KubeObject): KubeObject {
  const { code, body } = call.factory.response('GET', podPath(pod));
  return code < 400 ? body : pod;
}

/** The server refused: for now, or for good. */
function handleRefusal(drain: Drain, leaving: Leaving, error: unknown): void {
  const { call } = drain;
  const { name, namespace, deletionTimestamp } = leaving.pod.metadata;
  const { message } = error as Error;
  const again = `(will retry after ${formatGoDuration(retryDelay)}): ${message}`;
  if (isNotFound(error)) leaving.step = 'done';
  else if (isReason(error, 'TooManyRequests')) call.printError(`error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)} ${again}`);
  else if (isTerminating(error) && deletionTimestamp) leaving.step = 'wait';
  else if (isTerminating(error)) call.printError(`error when evicting pod ${JSON.stringify(name)} from terminating namespace ${JSON.stringify(namespace)} ${again}`);
  else if (error instanceof ApiError) fail(leaving, new Error(`error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: ${message}`));
  else throw error;
  if (leaving.step === 'evict') leaving.at = call.environment.now() + retryDelay;
}

function evict(drain: Drain, leaving: Leaving): void {
  const { call, end, timeout } = drain;
  if (leaving.at > 0) leaving.pod = fresh(drain, leaving.pod);
  const { name, namespace } = leaving.pod.metadata;
  const isDryRun = dryRunOf(call) === 'server';
  call.print(`evicting pod ${namespace}/${name}${isDryRun ? ' (server dry run)' : ''}`);
  if (call.environment.now() >= end) {
    fail(leaving, new Error(`error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: global timeout reached: ${formatGoDuration(timeout)}`));
    return;
  }
  try {
    sendEviction(drain, leaving.pod);
    leaving.step = isDryRun ? 'done' : 'wait';
  } catch (error) {
    handleRefusal(drain, leaving, error);
  }
}

/** Whether the pod is gone, or has been going for too long to be waited for. */
export function isGone(call: Call, pod: KubeObject, done: string, failed: string): boolean {
  const { code, body } = call.factory.response('GET', podPath(pod));
  if (code === 404 || (code < 400 && body.metadata.uid !== pod.metadata.uid)) {
    say(call, pod, done);
    return true;
  }
  if (code >= 400) {
    say(call, pod, failed);
    throw new ApiError(body);
  }
  if (!isLongGone(body, call)) return false;
  call.environment.stdout(`pod ${JSON.stringify(pod.metadata.name)} has DeletionTimestamp older than ${call.flags.int('skip-wait-for-delete-timeout')} seconds, skipping\n`);
  return true;
}

function waitFor({ call, end }: Drain, leaving: Leaving): void {
  const { name, namespace } = leaving.pod.metadata;
  const explain = (why: string): Error => new Error(`error when waiting for pod ${JSON.stringify(name)} in namespace ${JSON.stringify(namespace)} to terminate: ${why}`);
  try {
    if (isGone(call, leaving.pod, 'evicted', 'eviction failed')) leaving.step = 'done';
    else if (call.environment.now() >= end) fail(leaving, explain('context deadline exceeded'));
    else leaving.at = Math.min(call.environment.now() + poll, end);
  } catch (error) {
    fail(leaving, explain((error as Error).message));
  }
}

/** Answers what went wrong. */
export function* evictAll(call: Call, pods: readonly KubeObject[], timeout: number): Program<Error[]> {
  const drain: Drain = { call, timeout, end: call.environment.now() + timeout };
  const all: Leaving[] = pods.map((pod) => ({ pod, step: 'evict', at: 0 }));
  for (;;) {
    for (const leaving of all) {
      if (leaving.step === 'evict' && leaving.at <= call.environment.now()) evict(drain, leaving);
      if (leaving.step === 'wait' && leaving.at <= call.environment.now()) waitFor(drain, leaving);
    }
    const pending = all.filter(({ step }) => step !== 'done');
    if (pending.length === 0) return all.flatMap(({ error }) => (error ? [error] : []));
    yield { for: 'instant', at: Math.min(...pending.map(({ at }) => at)) };
  }
}
