// kubectl cordon, uncordon, drain: takes nodes out of use, and puts them back.
import { parseSelector } from '../../../apimachinery/labels.ts';
import type { KubeObject } from '../../../apimachinery/object.ts';
import { isNotFound } from '../../../apimachinery/status.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { deleteOptions, evictAll, isGone, podPath } from './evict.ts';
import { podsToDelete } from './filters.ts';
import { cordon as setSchedulable, findNodes, say } from './nodes.ts';

const poll = 1000;

const cordoning = (command: string, desired: boolean): Verb => ({
  command,
  *run(call): Program<number> {
    setSchedulable(call, yield* findNodes(call), desired);
    return 0;
  },
});

export const cordon = cordoning('cordon', true);
export const uncordon = cordoning('uncordon', false);

/** --disable-eviction: budgets are not asked. */
function* deleteAll(call: Call, pods: readonly KubeObject[], timeout: number): Program<void> {
  const isDryRun = dryRunOf(call) === 'server';
  for (const pod of pods) {
    try {
      call.factory.request('DELETE', podPath(pod), { body: { kind: 'DeleteOptions', apiVersion: 'v1', ...deleteOptions(call) }, query: isDryRun ? { dryRun: 'All' } : {} });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  if (isDryRun) return;
  const end = call.environment.now() + timeout;
  for (let left = [...pods]; ; ) {
    left = left.filter((pod) => !isGone(call, pod, 'deleted', 'deletion failed'));
    if (left.length === 0) return;
    if (call.environment.now() >= end) throw new CommandError('context deadline exceeded');
    yield { for: 'instant', at: Math.min(end, call.environment.now() + poll) };
  }
}

function* removeAll(call: Call, pods: readonly KubeObject[]): Program<void> {
  const timeout = call.flags.duration('timeout') || Number.POSITIVE_INFINITY;
  if (call.flags.bool('disable-eviction')) {
    yield* deleteAll(call, pods, timeout);
    return;
  }
  const errors = yield* evictAll(call, pods, timeout);
  if (errors.length > 0) throw new AggregateError(errors);
}

/** Several errors in brackets, each text once (utilerrors.Aggregate). */
function textOf(error: Error): string {
  const texts = error instanceof AggregateError ? [...new Set((error.errors as Error[]).map(({ message }) => message))] : [error.message];
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(', ')}]`;
}

function tellPending(call: Call, node: string, error: Error): void {
  const { pods, errors } = podsToDelete(call, node);
  if (pods.length > 0) {
    call.printError(`There are pending pods in node ${JSON.stringify(node)} when an error occurred: ${textOf(error)}`);
    for (const { metadata } of pods) call.printError(`pod/${metadata.name}`);
  }
  if (errors.length > 0) call.environment.stderr(`Following errors occurred while getting the list of pods to delete:\n${textOf(new AggregateError(errors))}`);
}

function* drainOne(call: Call, { name }: Info): Program<void> {
  const { pods, warning, errors } = podsToDelete(call, name);
  if (errors.length > 0) throw new AggregateError(errors);
  if (warning) call.printError(`Warning: ${warning}`);
  if (dryRunOf(call) === 'client') {
    for (const { metadata } of pods) call.print(`evicting pod ${metadata.namespace}/${metadata.name} (dry run)`);
    return;
  }
  try {
    yield* removeAll(call, pods);
  } catch (error) {
    tellPending(call, name, error as Error);
    throw error;
  }
}

function checkPodSelector({ flags }: Call): void {
  try {
    parseSelector(flags.string('pod-selector'));
  } catch {
    throw new CommandError('--pod-selector=<pod_selector> must be a valid label selector');
  }
}

export const drain: Verb = {
  command: 'drain',
  *run(call): Program<number> {
    checkPodSelector(call);
    const infos = yield* findNodes(call);
    setSchedulable(call, infos, true);
    const failures: Error[] = [];
    const remaining: string[] = [];
    for (const info of infos) {
      try {
        yield* drainOne(call, info);
        say(call, info.object, 'drained');
      } catch (error) {
        call.printError(`error: unable to drain node ${JSON.stringify(info.name)} due to error: ${textOf(error as Error)}, continuing command...`);
        failures.push(error as Error);
        remaining.push(info.name);
      }
    }
    if (remaining.length > 0) call.printError(['There are pending nodes to be drained:', ...remaining.map((name) => ` ${name}`)].join('\n'));
    if (failures.length > 0) throw new AggregateError(failures);
    return 0;
  },
};
