// Binding: the scheduler's word that a pod goes to a node.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { conflict, notFound } from '../../apimachinery/status.ts';
import { admissionRequest, mutate, validate } from '../admission/index.ts';
import type { ResourceContext } from '../context.ts';
import { trackUpdate } from '../managedFields.ts';
import type { RegistryHooks } from './index.ts';

/** Sets the pod's node, and the condition that says so. */
export function bind(context: ResourceContext, podName: string, binding: Json): void {
  const { server, info, now } = context;
  const pods = server.resourceNamed('pods');
  const pod = pods && server.storage.get(pods, info.namespace, podName);
  const gr = { group: '', resource: 'pods' };
  if (!pods || !pod) throw notFound(gr, podName);
  if (pod.metadata.deletionTimestamp) throw conflict({ group: '', resource: 'pods/binding' }, podName, `pod ${podName} is being deleted, cannot be assigned to a host`);
  if (pod.spec.nodeName) throw conflict({ group: '', resource: 'pods/binding' }, podName, `pod ${podName} is already assigned to node ${JSON.stringify(pod.spec.nodeName)}`);
  const draft: Json = structuredClone(pod);
  const asked = { ...context, resource: pods, info: { ...info, resource: 'pods', subresource: 'binding', name: podName } };
  mutate(admissionRequest(asked, 'CREATE', binding, undefined));
  const { target, metadata: { annotations, labels } = {} as Json } = binding;
  draft.spec.nodeName = target.name;
  if (labels) draft.metadata.labels = { ...draft.metadata.labels, ...labels };
  if (annotations) draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
  const others = (draft.status?.conditions ?? []).filter((c: Json) => c.type !== 'PodScheduled');
  draft.status = {
    ...draft.status,
    conditions: [...others, { type: 'PodScheduled', status: 'True', observedGeneration: draft.metadata.generation, lastProbeTime: null, lastTransitionTime: formatTime(now) }],
  };
  validate(admissionRequest(asked, 'CREATE', binding, undefined));
  trackUpdate({ ...context, resource: pods }, draft, pod as KubeObject);
  if (!context.dryRun) server.storage.replace(pods, draft, pod);
}

export const bindings: RegistryHooks = {
  answer(context, binding) {
    bind(context, binding.metadata.name, binding);
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  },
};
