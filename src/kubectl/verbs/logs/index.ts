// kubectl logs: what containers have written.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { isNotFound } from '../../../apimachinery/status.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { byLogging, isPod, podsOf } from '../../pods.ts';
import { buildResources, type Info } from '../../resources/index.ts';
import { follow, read } from './consume.ts';
import { checkOptions, optionsOf } from './options.ts';
import { type Asked, type Stream, streamsOf } from './streams.ts';

const usage = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

function checkArguments(call: Call): void {
  const { args, flags } = call;
  const selector = flags.string('selector');
  if (args.length > 2 || (args.length === 0 && !selector)) throw usageError(call, usage);
  if (args.length === 1 && selector) throw usageError(call, 'only a selector (-l) or a POD name is allowed');
}

/** One object by name, or the list that a selector finds. */
function* findObject(call: Call): Program<Info> {
  const { args, flags } = call;
  const name = args[0] ?? '';
  const named = name.includes('/') ? name : `pods/${name}`;
  const selector = flags.string('selector');
  const result = yield* buildResources(call, { args: selector ? ['pods'] : [named], labelSelector: selector, singleResourceType: true });
  try {
    return result.infos()[0] as Info;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new CommandError(`error from server (NotFound): ${(error as Error).message} in namespace ${JSON.stringify(call.factory.namespace().namespace)}`);
  }
}

/** The pods whose logs are meant; several only where several were asked for. */
function* findPods(call: Call, info: Info): Program<KubeObject[]> {
  if (info.object.items) return info.object.items;
  if (isPod(info)) return [info.object];
  const pods = yield* podsOf(call, info, byLogging, call.flags.duration('pod-running-timeout'), 'cannot get the logs from');
  const [first] = pods as [KubeObject, ...KubeObject[]];
  if (call.flags.bool('all-pods')) return pods;
  if (pods.length > 1) call.printError(`Found ${pods.length} pods, using pod/${first.metadata.name}`);
  return [first];
}

function* run(call: Call): Program<number> {
  checkArguments(call);
  const { flags, args } = call;
  const query = optionsOf(call);
  const info = yield* findObject(call);
  if (info.object.items?.length === 0) call.printError(`No resources found in ${call.factory.namespace().namespace} namespace.`);
  const container = args[1] ?? flags.string('container');
  checkOptions(call, container);
  const asked: Asked = { container, all: flags.bool('all-containers'), quiet: flags.bool('all-pods') };
  const streams: Stream[] = (yield* findPods(call, info)).flatMap((pod) => streamsOf(call, pod, asked));
  const limit = flags.int('max-log-requests');
  if (!flags.bool('follow')) {
    for (const stream of streams) read(call, stream, query);
    return 0;
  }
  if (streams.length > 1 && streams.length > limit) {
    throw new CommandError(`you are attempting to follow ${streams.length} log streams, but maximum allowed concurrency is ${limit}, use --max-log-requests to increase the limit`);
  }
  yield* follow(call, streams, query, flags.duration('pod-running-timeout'));
  return 0;
}

export const logs: Verb = { command: 'logs', run };
