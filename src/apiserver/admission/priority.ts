// A pod's priority is the number of its class, or of the class that is everybody's.
import type { KubeObject } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

function classOf(request: AdmissionRequest): KubeObject | undefined {
  const name = request.object.spec.priorityClassName;
  if (!name) {
    return reads(request)
      .list('priorityclasses.scheduling.k8s.io')
      .filter((c) => c.globalDefault)
      .sort((a, b) => a.value - b.value)[0];
  }
  const found = reads(request).find('priorityclasses.scheduling.k8s.io', name);
  if (!found) throw forbidden(request.resource, request.name, `no PriorityClass with name ${name} was found`);
  return found;
}

/** There is one default class at most. */
function checkClass(request: AdmissionRequest): void {
  if (!request.object.globalDefault) return;
  const other = reads(request)
    .list('priorityclasses.scheduling.k8s.io')
    .find((c) => c.globalDefault && c.metadata.name !== request.name);
  if (other) throw forbidden(request.resource, request.name, `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`);
}

export const priority: AdmissionPlugin = {
  name: 'Priority',
  validate(request) {
    if (request.resourceText === 'priorityclasses.scheduling.k8s.io' && (request.operation === 'CREATE' || request.operation === 'UPDATE')) checkClass(request);
  },
  mutate(request) {
    if (request.resourceText !== 'pods' || request.subresource) return;
    const { spec } = request.object;
    if (request.operation === 'UPDATE') {
      // What admission set once stays when a client leaves it out.
      for (const field of ['priority', 'preemptionPolicy', 'priorityClassName']) spec[field] ??= request.old?.spec[field];
      return;
    }
    if (request.operation !== 'CREATE') return;
    const found = classOf(request);
    const value = found?.value ?? 0;
    if (spec.priority !== undefined && spec.priority !== value)
      throw forbidden(
        request.resource,
        request.name,
        `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`,
      );
    if (found) spec.priorityClassName = found.metadata.name;
    spec.priority = value;
    const policy = found?.preemptionPolicy ?? 'PreemptLowerPriority';
    if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy)
      throw forbidden(
        request.resource,
        request.name,
        `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`,
      );
    spec.preemptionPolicy = policy;
  },
};
