// A kubelet writes its own node, the pods bound to it, and nothing else (--enable-admission-plugins=NodeRestriction).
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, isWrite, reads } from './types.ts';

const refuse = (request: AdmissionRequest, why: string): never => {
  throw forbidden(request.resource, request.name, why);
};

const q = (text: string): string => JSON.stringify(text);

/** Labels of Kubernetes' own domains that a kubelet may set on its node. */
const kubeletLabels = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.kubernetes.io/region',
  'failure-domain.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]);

const isIn = (domain: string, parent: string): boolean => domain === parent || domain.endsWith(`.${parent}`);

function mayLabel(key: string): boolean {
  const domain = key.includes('/') ? (key.split('/')[0] as string) : '';
  if (isIn(domain, 'node-restriction.kubernetes.io')) return false;
  if (!isIn(domain, 'kubernetes.io') && !isIn(domain, 'k8s.io')) return true;
  return kubeletLabels.has(key) || isIn(domain, 'kubelet.kubernetes.io') || isIn(domain, 'node.kubernetes.io');
}

function forbiddenLabels(now: Record<string, string> = {}, before: Record<string, string> = {}): string {
  const changed = Object.keys({ ...now, ...before }).filter((key) => now[key] !== before[key]);
  return changed
    .filter((key) => !mayLabel(key))
    .sort()
    .join(', ');
}

function checkNode(request: AdmissionRequest, node: string): void {
  const { object, old, name, operation } = request;
  if (name !== node) refuse(request, `node ${q(node)} is not allowed to modify node ${q(name)}`);
  if (operation === 'CREATE') {
    const labels = forbiddenLabels(object.metadata.labels);
    if (labels) refuse(request, `node ${q(node)} is not allowed to set the following labels: ${labels}`);
  }
  if (operation !== 'UPDATE') return;
  if (!deepEqual(object.spec.taints, old?.spec.taints)) refuse(request, `node ${q(node)} is not allowed to modify taints`);
  const labels = forbiddenLabels(object.metadata.labels, old?.metadata.labels);
  if (labels) refuse(request, `is not allowed to modify labels: ${labels}`);
  if (!deepEqual(object.metadata.ownerReferences ?? [], old?.metadata.ownerReferences ?? [])) refuse(request, `node ${q(node)} is not allowed to modify ownerReferences`);
}

function checkNewPod(request: AdmissionRequest, node: string): void {
  const { spec, metadata } = request.object;
  if (metadata.annotations?.['kubernetes.io/config.mirror'] === undefined) {
    refuse(request, `pod does not have "kubernetes.io/config.mirror" annotation, node ${q(node)} can only create mirror pods`);
  }
  if (spec.nodeName !== node) refuse(request, `node ${q(node)} can only create pods with spec.nodeName set to itself`);
  if (spec.serviceAccountName) refuse(request, `node ${q(node)} can not create pods that reference a service account`);
  const sources = (spec.volumes ?? []).map((volume: Json) => Object.keys(volume).find((field) => field !== 'name'));
  const referenced: Record<string, string> = { secret: 'secrets', configMap: 'configmaps', persistentVolumeClaim: 'persistentvolumeclaims' };
  for (const source of sources) if (referenced[source]) refuse(request, `node ${q(node)} can not create pods that reference ${referenced[source]}`);
}

function checkPod(request: AdmissionRequest, node: string): void {
  const { operation, subresource, old } = request;
  const isOwn = old?.spec.nodeName === node;
  if (subresource === 'eviction') {
    const pod = reads(request).find('pods', request.context.info.name ?? '', request.namespace);
    if (pod && pod.spec.nodeName !== node) refuse(request, `node ${node} can only evict pods with spec.nodeName set to itself`);
  } else if (subresource === 'status') {
    if (!isOwn) refuse(request, `node ${q(node)} can only update pod status for pods with spec.nodeName set to itself`);
    if (!deepEqual(request.object.metadata.labels ?? {}, old?.metadata.labels ?? {})) refuse(request, `node ${q(node)} cannot update labels through pod status`);
  } else if (operation === 'CREATE') checkNewPod(request, node);
  else if (operation === 'DELETE' && !isOwn) refuse(request, `node ${q(node)} can only delete pods with spec.nodeName set to itself`);
}

function checkLease(request: AdmissionRequest, node: string): void {
  if (request.namespace !== 'kube-node-lease') refuse(request, 'can only access leases in the "kube-node-lease" system namespace');
  if (request.name !== node) refuse(request, 'can only access node lease with the same name as the requesting node');
}

function checkStorageNode(request: AdmissionRequest, node: string): void {
  if (request.name !== node) refuse(request, 'can only access CSINode with the same name as the requesting node');
}

const checks: Readonly<Record<string, (request: AdmissionRequest, node: string) => void>> = {
  nodes: checkNode,
  pods: checkPod,
  'leases.coordination.k8s.io': checkLease,
  'csinodes.storage.k8s.io': checkStorageNode,
};

export const nodeRestriction: AdmissionPlugin = {
  name: 'NodeRestriction',
  offByDefault: true,
  validate(request) {
    const { name, groups } = request.context.user;
    if (!name.startsWith('system:node:') || !groups.includes('system:nodes') || (!isWrite(request) && request.operation !== 'DELETE')) return;
    checks[request.resourceText]?.(request, name.slice('system:node:'.length));
  },
};
