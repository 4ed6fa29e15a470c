// What a kubelet may do: with its own node, its own lease, the pods bound to it and what they refer to.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Attributes, Authorizer, Objects } from './index.ts';

const nodePrefix = 'system:node:';

/** Resources that kubelets may read (plugin/pkg/auth/authorizer/node and the rules of system:node). */
const readable = new Set([
  'services',
  'nodes',
  'pods',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'persistentvolumes',
  'endpoints',
  'csidrivers',
  'csinodes',
  'volumeattachments',
  'runtimeclasses',
  'leases',
  'serviceaccounts',
  'resourceslices',
  'resourceclaims',
  'certificatesigningrequests',
]);

const writable: Readonly<Record<string, readonly string[]>> = {
  nodes: ['create', 'update', 'patch'],
  'nodes/status': ['update', 'patch'],
  pods: ['create', 'delete'],
  'pods/status': ['update', 'patch'],
  'pods/eviction': ['create'],
  events: ['create', 'update', 'patch'],
  leases: ['create', 'update', 'patch', 'delete'],
  csinodes: ['create', 'update', 'patch', 'delete'],
  'serviceaccounts/token': ['create'],
  certificatesigningrequests: ['create'],
  tokenreviews: ['create'],
  subjectaccessreviews: ['create'],
  localsubjectaccessreviews: ['create'],
};

const isNode = ({ user }: Attributes): boolean => user.name.startsWith(nodePrefix) && user.groups.includes('system:nodes');

const volumesOf = (pod: KubeObject): Json[] => (pod.spec.volumes ?? []).flatMap((volume: Json) => [volume, ...(volume.projected?.sources ?? [])]);
const containersOf = ({ spec }: KubeObject): Json[] => [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])];

/** The names that containers' environments take from objects of one kind. */
const inEnvironment = (pod: KubeObject, keyRef: string, ref: string): (string | undefined)[] =>
  containersOf(pod).flatMap((c) => [...(c.env ?? []).map((e: Json) => e.valueFrom?.[keyRef]?.name), ...(c.envFrom ?? []).map((e: Json) => e[ref]?.name)]);

const claimsOf = (pod: KubeObject): (string | undefined)[] =>
  volumesOf(pod).map((volume) => volume.persistentVolumeClaim?.claimName ?? (volume.ephemeral ? `${pod.metadata.name}-${volume.name}` : undefined));

/** What a pod refers to, by the resource of it: the names that its kubelet may read. */
const referredBy: Readonly<Record<string, (pod: KubeObject, objects: Objects) => (string | undefined)[]>> = {
  secrets: (pod) => [
    ...volumesOf(pod).flatMap((v) => [v.secret?.secretName ?? v.secret?.name, ...Object.values<Json>(v).map((source) => source?.secretRef?.name ?? source?.nodePublishSecretRef?.name)]),
    ...inEnvironment(pod, 'secretKeyRef', 'secretRef'),
    ...(pod.spec.imagePullSecrets ?? []).map((ref: Json) => ref.name),
  ],
  configmaps: (pod) => [...volumesOf(pod).map((v) => v.configMap?.name), ...inEnvironment(pod, 'configMapKeyRef', 'configMapRef')],
  persistentvolumeclaims: (pod) => claimsOf(pod),
  persistentvolumes: (pod, objects) => objects('persistentvolumeclaims', pod.metadata.namespace).flatMap((claim) => (claimsOf(pod).includes(claim.metadata.name) ? [claim.spec.volumeName] : [])),
};

/** Why the kubelet may not read an object that no pod of its node refers to; nothing when one does. */
function unrelated({ user, resource, namespace, name, subresource }: Attributes, objects: Objects): string | undefined {
  const names = referredBy[resource];
  if (!names) return undefined;
  if (subresource) return 'cannot read subresource';
  if (!name) return 'No Object name found';
  const node = user.name.slice(nodePrefix.length);
  const pods = objects('pods', namespace).filter((pod) => pod.spec.nodeName === node);
  return pods.some((pod) => names(pod, objects).includes(name)) ? undefined : `no relationship found between node '${node}' and this object`;
}

export const nodeAuthorizer: Authorizer = (attributes, _rules, objects) => {
  if (!isNode(attributes) || !attributes.isResource) return undefined;
  const { verb, resource, subresource } = attributes;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const reads = ['get', 'list', 'watch'].includes(verb) && readable.has(resource);
  const reason = reads ? unrelated(attributes, objects) : undefined;
  if (reason) return { allowed: false, reason };
  const writes = writable[what]?.includes(verb) ?? false;
  return reads || writes ? { allowed: true, reason: '' } : undefined;
};
