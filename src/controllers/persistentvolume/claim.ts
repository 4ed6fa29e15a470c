// One claim: found a volume, waiting for one, or having lost it.
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { ComponentContext, EventOf } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import {
  betaProvisionerAnnotation,
  bindCompletedAnnotation,
  boundByControllerAnnotation,
  classOf,
  defaultClass,
  isBoundTo,
  leavesClassOpen,
  provisionerAnnotation,
  selectedNodeAnnotation,
} from '../shared/claims.ts';
import { tell } from '../shared/events.ts';
import { bind, claims, setClaimPhase, volumes } from './bind.ts';
import { bestMatch, mismatch } from './match.ts';
import { nextResync } from './resync.ts';

export const source = 'persistentvolume-controller';

export function syncClaim(claim: KubeObject, context: ComponentContext): Look {
  if (claim.metadata.annotations?.[bindCompletedAnnotation]) {
    syncBound(claim, context);
    return undefined;
  }
  return claim.spec.volumeName ? syncNamed(claim, context) : syncOpen(claim, context);
}

type Event = Omit<EventOf, 'about'>;

/** Says why the claim waits, once for every time that the controller comes back to it. */
function wait(claim: KubeObject, event: Event | undefined, context: ComponentContext): Look {
  const { client, now } = context;
  if (event) {
    const selector = `involvedObject.uid=${claim.metadata.uid},reason=${event.reason}`;
    const told = client.list('events', { namespace: claim.metadata.namespace, fieldSelector: selector }).filter((e) => e.message === event.message);
    if (!told.some((e) => now - parseTime(e.lastTimestamp) < 15_000)) tell(context, source, { about: claim, ...event });
  }
  if (claim.status?.phase !== 'Pending') setClaimPhase(client, claim, 'Pending');
  return nextResync(parseTime(claim.metadata.creationTimestamp), now);
}

const warning = (reason: string, message: string): Event => ({ type: 'Warning', reason, message });
const normal = (reason: string, message: string): Event => ({ type: 'Normal', reason, message });

function syncOpen(claim: KubeObject, context: ComponentContext): Look {
  const { client } = context;
  const storageClass = client.find('storageclasses.storage.k8s.io', classOf(claim));
  const waits = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  const volume = bestMatch(client.list(volumes), claim, waits);
  if (volume) {
    bind(client, volume, claim);
    return undefined;
  }
  const byDefault = leavesClassOpen(claim) ? defaultClass(client) : undefined;
  if (byDefault) {
    client.update(claims, claim, (draft) => {
      draft.spec.storageClassName = byDefault.metadata.name;
    });
    return undefined;
  }
  if (waits && !claim.metadata.annotations?.[selectedNodeAnnotation]) return wait(claim, consumerEvent(claim, context), context);
  if (classOf(claim)) return provision(claim, storageClass, context);
  return wait(claim, normal('FailedBinding', 'no persistent volumes available for this claim and no storage class is set'), context);
}

function consumerEvent(claim: KubeObject, { client }: ComponentContext): Event {
  const uses = (pod: KubeObject): boolean =>
    (pod.spec.volumes ?? []).some((v: Json) => v.persistentVolumeClaim?.claimName === claim.metadata.name || (v.ephemeral && `${pod.metadata.name}-${v.name}` === claim.metadata.name));
  const waiting = client
    .list('pods', { namespace: claim.metadata.namespace })
    .filter((pod) => !pod.spec.nodeName && uses(pod))
    .map((pod) => pod.metadata.name);
  if (waiting.length === 0) return normal('WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
  return normal('WaitForPodScheduled', `waiting for ${waiting.length > 1 ? 'pods' : 'pod'} ${waiting.join(',')} to be scheduled`);
}

/** Hands the claim to the provisioner of its class, which is a program outside. */
function provision(claim: KubeObject, storageClass: KubeObject | undefined, context: ComponentContext): Look {
  if (!storageClass) return wait(claim, warning('ProvisioningFailed', `storageclass.storage.k8s.io "${classOf(claim)}" not found`), context);
  const { provisioner } = storageClass;
  if (provisioner.startsWith('kubernetes.io/')) return wait(claim, warning('ProvisioningFailed', `no volume plugin matched name: ${provisioner}`), context);
  const marked = context.client.update(claims, claim, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, [betaProvisionerAnnotation]: provisioner, [provisionerAnnotation]: provisioner };
  });
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  return wait(marked, normal('ExternalProvisioning', message), context);
}

/** The claim names its volume. */
function syncNamed(claim: KubeObject, context: ComponentContext): Look {
  const { client } = context;
  const volume = client.find(volumes, claim.spec.volumeName);
  if (!volume) return wait(claim, undefined, context);
  if (!volume.spec.claimRef) {
    const why = mismatch(volume, claim);
    if (why) return wait(claim, warning('VolumeMismatch', `Cannot bind to requested volume "${volume.metadata.name}": ${why}`), context);
  } else if (!isBoundTo(volume, claim)) {
    const chosenByUser = !claim.metadata.annotations?.[boundByControllerAnnotation];
    return wait(claim, chosenByUser ? warning('FailedBinding', `volume "${volume.metadata.name}" already bound to a different claim.`) : undefined, context);
  }
  bind(client, volume, claim);
  return undefined;
}

function syncBound(claim: KubeObject, context: ComponentContext): void {
  const { client } = context;
  const name = claim.spec.volumeName;
  const volume = name ? client.find(volumes, name) : undefined;
  if (!name) {
    lose(claim, 'ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!', context);
    return;
  }
  if (!volume) {
    lose(claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!', context);
    return;
  }
  if (volume.spec.claimRef?.uid && !isBoundTo(volume, claim)) {
    lose(claim, 'ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly', context);
    return;
  }
  bind(client, volume, claim);
}

function lose(claim: KubeObject, reason: string, message: string, context: ComponentContext): void {
  if (claim.status?.phase === 'Lost') return;
  setClaimPhase(context.client, claim, 'Lost');
  tell(context, source, { about: claim, ...warning(reason, message) });
}
