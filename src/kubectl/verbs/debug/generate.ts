// What kubectl debug sends: a pod with one more ephemeral container, a changed copy of a pod, or a pod on a node.
import { deepCopy, type Json, type KubeObject } from '../../../apimachinery/object.ts';
import { strategicMergePatch } from '../../../apimachinery/strategicMerge.ts';
import { lookup } from '../../../apis/schema.ts';
import { suffix } from '../../../sim/index.ts';
import { type Call, CommandError } from '../../call.ts';
import { containerNamed } from '../../pods.ts';
import type { DebugOptions } from './options.ts';
import type { Style } from './profiles.ts';

export interface Generated {
  pod: KubeObject;
  /** The debug container; nothing when only images were set. */
  container: Json | undefined;
}

const containerType = { $ref: 'io.k8s.api.core.v1.Container' };

/** Five characters that differ from object to object and from time to time. */
const suffixFor = ({ environment }: Call, { metadata }: KubeObject, attempt = 0): string => suffix(5, 'debug', metadata.uid ?? metadata.name, environment.now(), attempt);

function containerName(call: Call, pod: KubeObject): string {
  const asked = call.flags.string('container');
  if (asked) return asked;
  for (let attempt = 0; ; attempt++) {
    const name = `debugger-${suffixFor(call, pod, attempt)}`;
    if (containerNamed(pod, name)) continue;
    if (!call.flags.bool('quiet')) call.print(`Defaulting debug container name to ${name}.`);
    return name;
  }
}

/** Lays the profile and --custom over the container. Answers it as it is then. */
function finish(call: Call, { profile, custom }: DebugOptions, pod: KubeObject, container: Json, style: Style): Json {
  profile(pod, container, style, call);
  if (!custom) return container;
  const patched = strategicMergePatch(container, { ...custom, name: container.name }, lookup(containerType));
  for (const field of Object.keys(container)) delete container[field];
  return Object.assign(container, patched);
}

/** `args` as the container's command, or as its arguments. */
const commandOf = ({ flags }: Call, args: readonly string[]): Json => (args.length === 0 ? {} : { [flags.bool('arguments-only') ? 'args' : 'command']: args });

function newContainer(call: Call, name: string, { env, args }: DebugOptions): Json {
  const { flags } = call;
  const policy = flags.string('image-pull-policy');
  return {
    name,
    image: flags.string('image'),
    ...commandOf(call, args),
    ...(env.length > 0 ? { env } : {}),
    ...(policy ? { imagePullPolicy: policy } : {}),
    ...(flags.bool('stdin') ? { stdin: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
    resources: {},
    terminationMessagePolicy: 'File',
  };
}

export function withEphemeralContainer(call: Call, options: DebugOptions, pod: KubeObject): Generated {
  const target = call.flags.string('target');
  const container = { ...newContainer(call, containerName(call, pod), options), ...(target ? { targetContainerName: target } : {}) };
  const copy = deepCopy(pod);
  copy.spec.ephemeralContainers = [...(copy.spec.ephemeralContainers ?? []), container];
  return { pod: copy, container: finish(call, options, copy, container, 'ephemeral') };
}

export function nodePod(call: Call, options: DebugOptions, node: KubeObject): Generated {
  const name = `node-debugger-${node.metadata.name}-${suffixFor(call, node)}`;
  const container = newContainer(call, call.flags.string('container') || 'debugger', options);
  if (!call.flags.bool('quiet')) call.print(`Creating debugging pod ${name} with container ${container.name} on node ${node.metadata.name}.`);
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } },
    spec: { containers: [container], nodeName: node.metadata.name, restartPolicy: 'Never', tolerations: [{ operator: 'Exists' }] },
  };
  return { pod, container: finish(call, options, pod, container, 'node') };
}

/** What a pod is made of, under another name. */
function copyOf({ flags }: Call, { metadata, spec }: KubeObject): KubeObject {
  const { namespace, annotations, labels } = metadata;
  const copy = deepCopy(spec);
  delete copy.ephemeralContainers;
  if (flags.changed('share-processes')) copy.shareProcessNamespace = flags.bool('share-processes');
  if (!flags.bool('same-node')) delete copy.nodeName;
  const kept = { ...(namespace ? { namespace } : {}), ...(annotations ? { annotations } : {}), ...(labels ? { labels } : {}) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: flags.string('copy-to'), ...kept }, spec: copy };
}

function setFields(call: Call, container: Json, { args, env }: DebugOptions): void {
  const { flags } = call;
  const [image, policy] = [flags.string('image'), flags.string('image-pull-policy')];
  if (args.length > 0 && !flags.bool('arguments-only')) delete container.args;
  Object.assign(container, commandOf(call, args), env.length > 0 ? { env } : {}, image ? { image } : {}, policy ? { imagePullPolicy: policy } : {});
  for (const flag of ['stdin', 'tty']) {
    if (flags.bool(flag)) container[flag] = true;
    else delete container[flag];
  }
}

export function changedCopy(call: Call, options: DebugOptions, original: KubeObject): Generated {
  const { flags } = call;
  const pod = copyOf(call, original);
  for (const container of pod.spec.containers) container.image = options.images[container.name] || options.images['*'] || container.image;
  let container = containerNamed(pod, flags.string('container'))?.spec;
  if (!container) {
    if (!flags.string('image') && Object.keys(options.images).length > 0) return { pod, container: undefined };
    if (!flags.string('image')) throw new CommandError('you must specify image when creating new container');
    container = { name: containerName(call, pod), resources: {}, terminationMessagePolicy: 'File' };
    pod.spec.containers.push(container);
  }
  setFields(call, container, options);
  return { pod, container: finish(call, options, pod, container, 'copy') };
}
