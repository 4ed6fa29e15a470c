// A definition that is being deleted stays until the last object of its kind is gone.
import { formatTime, type Json } from '../../apimachinery/object.ts';
import type { RegistryHooks } from './index.ts';

export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

export const customResourceDefinitions: RegistryHooks = {
  deletionFinalizers: [cleanupFinalizer],
  deleting(definition, now) {
    const others = (definition.status?.conditions ?? []).filter((c: Json) => c.type !== 'Terminating');
    const message = 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon';
    const condition = { lastTransitionTime: formatTime(now), message, reason: 'InstanceDeletionPending', status: 'True', type: 'Terminating' };
    definition.status = { ...definition.status, conditions: [...others, condition] };
  },
};
