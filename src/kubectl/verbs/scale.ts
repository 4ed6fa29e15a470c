// kubectl scale: sets the number of replicas through the scale subresource.
import type { Json } from '../../apimachinery/object.ts';
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { aggregate } from '../errors.ts';
import { dryRunOf, operationPrinter } from '../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../resources/index.ts';
import { causePatch } from './changeCause.ts';
import { patchInfo, pathOfInfo, writeQuery } from './write.ts';

const poll = 1000;

/** What must hold of the object before it is scaled. */
function checkPreconditions(call: Call, current: Json): void {
  const expected = call.flags.int('current-replicas');
  const version = call.flags.string('resource-version');
  const replicas = current.spec?.replicas ?? 0;
  if (expected !== -1 && replicas !== expected) throw new CommandError(`Expected replicas to be ${expected}, was ${replicas}`);
  if (version && current.metadata.resourceVersion !== version) throw new CommandError(`Expected resource version to be ${version}, was ${current.metadata.resourceVersion}`);
}

function scaleOne(call: Call, info: Info, replicas: number): void {
  const { flags, factory } = call;
  const guarded = flags.int('current-replicas') !== -1 || flags.string('resource-version') !== '';
  const query = writeQuery(call);
  if (!guarded) {
    patchInfo(call, info, 'merge', { spec: { replicas } }, { subresource: 'scale', query });
    return;
  }
  const scale = factory.request('GET', pathOfInfo(info, 'scale'));
  checkPreconditions(call, scale);
  factory.request('PUT', pathOfInfo(info, 'scale'), { body: { ...scale, spec: { ...scale.spec, replicas } }, query });
}

/** --timeout: until the object has the replicas that were asked for. */
function* waitFor(call: Call, info: Info, replicas: number, timeout: number): Program<void> {
  const end = call.environment.now() + timeout;
  while (true) {
    const { spec, status } = call.factory.request('GET', pathOfInfo(info));
    if (spec?.replicas !== replicas || (status?.replicas ?? 0) === replicas) return;
    if (call.environment.now() >= end) throw new CommandError(`timed out waiting for ${JSON.stringify(info.name)} to be synced`);
    yield { for: 'instant', at: Math.min(end, call.environment.now() + poll) };
  }
}

export const scale: Verb = {
  command: 'scale',
  *run(call): Program<number> {
    const { flags } = call;
    const replicas = flags.int('replicas');
    if (replicas < 0) throw new CommandError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
    const printer = operationPrinter(call, 'scaled');
    const dryRun = dryRunOf(call);
    const result = yield* buildResources(call, {
      files: fileOptionsOf(call),
      args: call.args,
      allowEmptySelector: flags.bool('all'),
      labelSelector: flags.string('selector'),
      continueOnError: true,
      flatten: true,
    });
    const { infos, errors } = result.gather();
    if (flags.string('resource-version') !== '' && infos.length > 1) throw new CommandError('cannot use --resource-version with multiple resources');
    const failed = aggregate(errors);
    if (infos.length === 0) throw failed ?? new CommandError('no objects passed to scale');
    for (const info of infos) {
      if (dryRun !== 'client') scaleOne(call, info, replicas);
      const cause = causePatch(call);
      if (cause && dryRun !== 'client') patchInfo(call, info, 'merge', cause);
      if (dryRun === 'none' && flags.duration('timeout') > 0) yield* waitFor(call, info, replicas, flags.duration('timeout'));
      printer.print({ ...info.object, spec: { ...info.object.spec, replicas } }, call.environment.stdout);
    }
    // What was not there is told once the others are scaled.
    if (failed) throw failed;
    return 0;
  },
};
