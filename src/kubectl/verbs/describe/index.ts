// describe: what there is to know of some resources, in words.
import type { DescribeContext, Describer } from '../../../apis/describe/contract.ts';
import { describeObject } from '../../../apis/describe/object.ts';
import { describerFor } from '../../../apis/describers.ts';
import { isNotFound } from '../../../apimachinery/status.ts';
import type { Call, Program, Verb } from '../../call.ts';
import { aggregate, CommandError } from '../../errors.ts';
import { type Mapping, pathOf, resourceText } from '../../discovery/mapping.ts';
import { buildResources, fileOptionsOf, hasFiles, type Info, type ResourceOptions } from '../../resources/index.ts';

const noType = 'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n';

function optionsOf({ args, flags }: Call): ResourceOptions {
  return {
    args,
    files: fileOptionsOf({ flags }),
    labelSelector: flags.string('selector'),
    allNamespaces: flags.bool('all-namespaces'),
    chunkSize: flags.int('chunk-size'),
    allowEmptySelector: true,
    continueOnError: true,
    flatten: true,
  };
}

/** What was found is read again: a description is of what the server has, in the version that its describer knows. */
function describe(call: Call, { mapping, namespace, name }: Info, context: DescribeContext): string {
  const describer: Describer = describerFor(resourceText(mapping));
  const read: Mapping = describer.version ? { ...mapping, version: describer.version } : mapping;
  const object = call.factory.request('GET', pathOf(read, namespace, name));
  return describeObject(describer, object, context);
}

/** The name is the start of other names: all of these, each followed by an empty line. */
function* describeMatching(call: Call, context: DescribeContext, original: Error): Program<void> {
  const [type = '', prefix = ''] = call.args;
  const options: ResourceOptions = { args: [type], chunkSize: call.flags.int('chunk-size'), allowEmptySelector: true, singleResourceType: true, flatten: true };
  const result = yield* buildResources(call, options);
  const matching = result.infos().filter(({ name }) => name.startsWith(prefix));
  if (matching.length === 0) throw original;
  for (const info of matching) call.environment.stdout(`${describe(call, info, context)}\n`);
}

function describeAll(call: Call, infos: readonly Info[], context: DescribeContext): Error[] {
  const failures = new Map<string, Error>();
  let before = '';
  for (const info of infos) {
    try {
      if (!info.name) throw new CommandError('resource name may not be empty');
      call.environment.stdout(before + describe(call, info, context));
      before = '\n\n';
    } catch (error) {
      const { message } = error as Error;
      if (!failures.has(message)) failures.set(message, error as Error);
    }
  }
  return [...failures.values()];
}

function* run(call: Call): Program<number> {
  const { args, flags } = call;
  if (args.length === 0 && !hasFiles(fileOptionsOf(call))) throw new CommandError(noType);
  const result = yield* buildResources(call, optionsOf(call));
  const { infos, errors } = result.gather();
  const failed = aggregate(errors);
  const showEvents = flags.changed('show-events') || (!failed && infos.length <= 1) ? flags.bool('show-events') : false;
  const context: DescribeContext = { reader: call.factory.client(), now: call.environment.now(), showEvents };
  if (failed && isNotFound(failed) && args.length === 2) {
    yield* describeMatching(call, context, failed);
    return 0;
  }
  // What could not be had stays a list of its own, as upstream: no `error: ` before each.
  const failures = [...(failed ? [new AggregateError(errors)] : []), ...describeAll(call, infos, context)];
  if (infos.length === 0 && failures.length === 0) {
    call.printError(flags.bool('all-namespaces') ? 'No resources found' : `No resources found in ${call.factory.namespace().namespace} namespace.`);
  }
  const failure = aggregate(failures);
  if (failure) throw failure;
  return 0;
}

export const describeVerb: Verb = { command: 'describe', run };
