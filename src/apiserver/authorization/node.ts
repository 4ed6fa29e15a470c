// What a kubelet may do: with its own node, its own lease, the pods bound to it and what they refer to.
// Reads of what pods refer to are not narrowed to those references here: a kubelet in the simulation asks for nothing else.
import type { Attributes, Authorizer } from './index.ts';

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

export const nodeAuthorizer: Authorizer = (attributes) => {
  if (!isNode(attributes) || !attributes.isResource) return undefined;
  const { verb, resource, subresource } = attributes;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const reads = ['get', 'list', 'watch'].includes(verb) && readable.has(resource);
  const writes = writable[what]?.includes(verb) ?? false;
  return reads || writes ? { allowed: true, reason: '' } : undefined;
};
