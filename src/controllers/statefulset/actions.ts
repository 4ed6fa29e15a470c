// Making and deleting a stateful set's pods and claims, with the events that tell of it.
import { deepEqual, type Json, type KubeObject, type OwnerReference } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { ComponentContext } from '../../client/index.ts';
import { tell } from '../shared/events.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { claimsFor, ordinalOf, replicasOf, startOf } from './identity.ts';

export const source = 'statefulset-controller';
const claims = 'persistentvolumeclaims';

const say = (set: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string, context: ComponentContext): void => tell(context, source, { about: set, type, reason, message });

export function createPod(set: KubeObject, draft: Json, context: ComponentContext): void {
  const { name } = set.metadata;
  createClaims(set, ordinalOf(set, draft), draft.metadata.name, context);
  try {
    context.client.create('pods', draft);
    say(set, 'Normal', 'SuccessfulCreate', `Create Pod ${draft.metadata.name} in StatefulSet ${name} successful`, context);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
    say(set, 'Warning', 'FailedCreate', `create Pod ${draft.metadata.name} in StatefulSet ${name} failed error: ${error.message}`, context);
    throw error;
  }
}

/** Makes the claims of an ordinal that are not there. */
export function createClaims(set: KubeObject, ordinal: number, pod: string, context: ComponentContext): void {
  const { client } = context;
  const { name } = set.metadata;
  for (const draft of claimsFor(set, ordinal)) {
    if (client.find(claims, draft.metadata.name, draft.metadata.namespace)) continue;
    try {
      client.create(claims, draft);
      say(set, 'Normal', 'SuccessfulCreate', `Create Claim ${draft.metadata.name} Pod ${pod} in StatefulSet ${name} success`, context);
    } catch (error) {
      if (error instanceof ApiError) say(set, 'Warning', 'FailedCreate', `Create Claim ${draft.metadata.name} for Pod ${pod} in StatefulSet ${name} failed error: ${error.message}`, context);
      throw error;
    }
  }
}

export function deletePod(set: KubeObject, pod: KubeObject, context: ComponentContext): void {
  ignoringAbsence(() => context.client.delete('pods', pod.metadata.name, pod.metadata.namespace));
  say(set, 'Normal', 'SuccessfulDelete', `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`, context);
}

export function tellOfReplacement(set: KubeObject, pod: KubeObject, context: ComponentContext): void {
  const { namespace, name } = set.metadata;
  const [type, reason, word] = pod.status.phase === 'Failed' ? (['Warning', 'RecreatingFailedPod', 'failed'] as const) : (['Normal', 'RecreatingTerminatedPod', 'terminated'] as const);
  say(set, type, reason, `StatefulSet ${namespace}/${name} is recreating ${word} Pod ${pod.metadata.name}`, context);
}

/** Claims that are to go with the set, or with a pod that is scaled away, are owned by it. */
export function syncClaimOwners(set: KubeObject, pods: readonly KubeObject[], { client }: ComponentContext): void {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy ?? { whenDeleted: 'Retain', whenScaled: 'Retain' };
  for (const pod of pods) {
    const ordinal = ordinalOf(set, pod);
    const condemned = ordinal < startOf(set) || ordinal >= startOf(set) + replicasOf(set);
    const bySet = policy.whenDeleted === 'Delete' && !(condemned && policy.whenScaled === 'Delete');
    const byPod = policy.whenScaled === 'Delete' && condemned;
    for (const { metadata } of claimsFor(set, ordinal)) {
      const claim = client.find(claims, metadata.name, metadata.namespace);
      if (claim) setOwners(claim, [...(bySet ? [ownerReference(set)] : []), ...(byPod ? [ownerReference(pod)] : [])], [set, pod], client);
    }
  }
}

const ownerReference = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({ apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '' });

function setOwners(claim: KubeObject, wanted: readonly OwnerReference[], managed: readonly KubeObject[], client: ComponentContext['client']): void {
  const others = (claim.metadata.ownerReferences ?? []).filter((ref) => !managed.some(({ metadata }) => metadata.uid === ref.uid));
  const next = [...others, ...wanted];
  if (deepEqual(next, claim.metadata.ownerReferences ?? [])) return;
  ignoringAbsence(() =>
    client.update(claims, claim, (draft) => {
      if (next.length > 0) draft.metadata.ownerReferences = next;
      else delete draft.metadata.ownerReferences;
    }),
  );
}
