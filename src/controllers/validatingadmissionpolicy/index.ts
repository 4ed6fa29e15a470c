// Checks the types in the expressions of validating admission policies against the kinds that they match, and tells in their status.
import { deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { typeWarnings } from '../../apis/admissionregistration/validatingadmissionpolicy/typeChecking.ts';
import type { Component } from '../../client/index.ts';
import { controllerCredential } from '../shared/identity.ts';

const resource = 'validatingadmissionpolicies.admissionregistration.k8s.io';

function statusOf(policy: KubeObject): Json {
  const expressionWarnings = typeWarnings(policy.spec);
  return { ...policy.status, observedGeneration: policy.metadata.generation, typeChecking: expressionWarnings.length > 0 ? { expressionWarnings } : {} };
}

export const validatingAdmissionPolicyStatus: Component = {
  name: 'validatingadmissionpolicy-status-controller',
  credential: controllerCredential('validatingadmissionpolicy-status-controller'),
  watches: [{ resource }],
  reconcile(name, { client }) {
    const policy = client.find(resource, name);
    if (!policy || policy.status?.observedGeneration === policy.metadata.generation) return undefined;
    const status = statusOf(policy);
    if (!deepEqual(status, policy.status)) client.updateStatus(resource, policy, (draft) => Object.assign(draft, { status }));
    return undefined;
  },
};
