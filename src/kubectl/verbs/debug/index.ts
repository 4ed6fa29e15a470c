// kubectl debug: a container for looking around, in a pod, in a copy of it, or on a node.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import { createTwoWayMergePatch } from '../../../apimachinery/strategicDiff.ts';
import { lookupKind } from '../../../apis/schema.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { buildResources, fileOptionsOf, type Info } from '../../resources/index.ts';
import { waitAndAttach } from './attach.ts';
import { changedCopy, type Generated, nodePod, withEphemeralContainer } from './generate.ts';
import { checkOptions, type DebugOptions, optionsOf } from './options.ts';

/** The pod as the server has it, and the container to attach to. */
interface Made {
  pod: KubeObject;
  container: string;
}

const podsPath = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods`;

const rootless = `Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".`;

/** Capabilities are of no use to who is not root. */
function warnOfUser(call: Call, { pod, container }: Generated): void {
  const security = container?.securityContext;
  const grants = security?.privileged || security?.capabilities?.add?.length > 0;
  if (pod.spec.securityContext?.runAsUser && security && security.runAsUser !== 0 && grants) call.printError(rootless);
}

function addToPod(call: Call, options: DebugOptions, pod: KubeObject): Made {
  const generated = withEphemeralContainer(call, options, pod);
  warnOfUser(call, generated);
  const body = createTwoWayMergePatch(pod, generated.pod, lookupKind('v1', pod.kind));
  const path = `${podsPath(pod.metadata.namespace as string)}/${pod.metadata.name}/ephemeralcontainers`;
  try {
    return { pod: call.factory.request('PATCH', path, { body, headers: { contentType: 'application/strategic-merge-patch+json' } }), container: generated.container.name };
  } catch (error) {
    const isDisabled = error instanceof ApiError && error.reason === 'NotFound' && !error.status.details?.name;
    throw isDisabled ? new CommandError(`ephemeral containers are disabled for this cluster (error from server: ${JSON.stringify(error.message)})`) : error;
  }
}

function copyPod(call: Call, options: DebugOptions, pod: KubeObject): Made {
  const generated = changedCopy(call, options, pod);
  warnOfUser(call, generated);
  const path = podsPath(pod.metadata.namespace as string);
  const made = call.factory.request('POST', path, { body: generated.pod });
  if (call.flags.bool('replace')) call.factory.request('DELETE', `${path}/${pod.metadata.name}`, { body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 } });
  return { pod: made, container: generated.container?.name ?? '' };
}

function onNode(call: Call, options: DebugOptions, node: KubeObject): Made {
  const { pod, container } = nodePod(call, options, node);
  return { pod: call.factory.request('POST', podsPath(call.factory.namespace().namespace), { body: pod }), container: (container as Json).name };
}

type Way = (call: Call, options: DebugOptions, object: KubeObject) => Made;

/** What can be debugged, and how. */
const ways: Readonly<Record<string, Way>> = {
  pods: (call, options, pod) => (call.flags.string('copy-to') ? copyPod(call, options, pod) : addToPod(call, options, pod)),
  nodes: onNode,
};

function debugOne(call: Call, options: DebugOptions, { mapping, object }: Info): Made {
  const way = ways[resourceText(mapping)];
  if (!way) throw new CommandError(`${JSON.stringify(`${mapping.group}/${mapping.version}, Kind=${mapping.kind}`)} not supported by debug`);
  return way(call, options, { ...object, apiVersion: object.apiVersion ?? 'v1', kind: object.kind ?? mapping.kind });
}

export const debug: Verb = {
  command: 'debug',
  *run(call): Program<number> {
    const options = optionsOf(call);
    checkOptions(call, options);
    const args = options.targets.map((name) => (name.includes('/') ? name : `pods/${name}`));
    const result = yield* buildResources(call, { files: fileOptionsOf(call), args });
    yield* result.visit(function* (info): Program<void> {
      const { pod, container } = debugOne(call, options, info);
      if (options.attach && container) yield* waitAndAttach(call, pod, container);
    });
    return 0;
  },
};
