// A pod of a runtime class costs what the class says, and goes where the class says.
import { deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

function classOf(request: AdmissionRequest): KubeObject | undefined {
  const { operation, resourceText, subresource, object, resource, name } = request;
  const wanted = object?.spec?.runtimeClassName;
  if (operation !== 'CREATE' || resourceText !== 'pods' || subresource || !wanted) return undefined;
  const found = reads(request).find('runtimeclasses.node.k8s.io', wanted);
  if (!found) throw forbidden(resource, name, `pod rejected: RuntimeClass ${JSON.stringify(wanted)} not found`);
  return found;
}

function setScheduling(request: AdmissionRequest, { nodeSelector, tolerations }: Json): void {
  const { spec } = request.object;
  const own: Record<string, string> = spec.nodeSelector ?? {};
  for (const [key, value] of Object.entries<string>(nodeSelector ?? {})) {
    if (own[key] === undefined || own[key] === value) continue;
    throw forbidden(request.resource, request.name, `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own[key]}`);
  }
  if (nodeSelector) spec.nodeSelector = { ...own, ...nodeSelector };
  const added = (tolerations ?? []).filter((t: Json) => !(spec.tolerations ?? []).some((mine: Json) => deepEqual(mine, t)));
  if (added.length > 0) spec.tolerations = [...(spec.tolerations ?? []), ...structuredClone(added)];
}

export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  mutate(request) {
    const found = classOf(request);
    if (!found) return;
    const { spec } = request.object;
    const overhead = found.overhead?.podFixed;
    if (overhead && spec.overhead && !deepEqual(spec.overhead, overhead)) throw forbidden(request.resource, request.name, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    if (overhead) spec.overhead = structuredClone(overhead);
    if (found.scheduling) setScheduling(request, found.scheduling);
  },
  validate(request) {
    const found = classOf(request);
    if (found && !found.overhead && request.object.spec.overhead) throw forbidden(request.resource, request.name, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
  },
};
