// Claims and nodes: a bound volume may be tied to a node, and a claim that waited for its first pod is bound where the pod goes.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { deepCopy } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { numberOf } from '../amounts.ts';
import type { Lister, NodeInfo, Plugin, Rejection } from '../framework.ts';
import { matchesLabelSelector, matchesNodeSelector, matchesNodeTerm } from '../selectors.ts';

const boundBy = 'pv.kubernetes.io/bound-by-controller';
const completed = 'pv.kubernetes.io/bind-completed';
const selectedNode = 'volume.kubernetes.io/selected-node';
const noProvisioner = 'kubernetes.io/no-provisioner';

interface Claims {
  reject?: Rejection;
  bound: KubeObject[];
  /** Claims that wait for their first consumer. */
  waiting: KubeObject[];
}

const isBound = (claim: KubeObject): boolean => Boolean(claim.spec.volumeName && claim.metadata.annotations?.[completed]);
const classOf = (claim: KubeObject): string => claim.spec.storageClassName ?? '';

/** The claims of a pod; a generic ephemeral volume's is named after the pod and the volume. */
function claimNamesOf(pod: KubeObject): string[] {
  const volumes: Json[] = pod.spec.volumes ?? [];
  return volumes.map((v) => v.persistentVolumeClaim?.claimName ?? (v.ephemeral ? `${pod.metadata.name}-${v.name}` : undefined)).filter(Boolean);
}

function claimsOf(pod: KubeObject, lister: Lister): Claims {
  const claims: Claims = { bound: [], waiting: [] };
  for (const name of claimNamesOf(pod)) {
    const claim = lister.find('persistentvolumeclaims', name, pod.metadata.namespace);
    const no = (reason: string): Claims => ({ ...claims, reject: { reasons: [reason], final: true } });
    if (!claim) return no(`persistentvolumeclaim "${name}" not found`);
    if (claim.status?.phase === 'Lost') return no(`persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName}"`);
    if (claim.metadata.deletionTimestamp) return no(`persistentvolumeclaim "${name}" is being deleted`);
    if (isBound(claim)) claims.bound.push(claim);
    else if (waits(claim, lister)) claims.waiting.push(claim);
    else return no('pod has unbound immediate PersistentVolumeClaims');
  }
  return claims;
}

const waits = (claim: KubeObject, lister: Lister): boolean => !claim.spec.volumeName && lister.find('storageclasses.storage.k8s.io', classOf(claim))?.volumeBindingMode === 'WaitForFirstConsumer';

/** The smallest volume that the claim could take on this node. */
function volumeFor(claim: KubeObject, info: NodeInfo, lister: Lister, taken: ReadonlySet<string>): KubeObject | undefined {
  const size = (object: Json): number => numberOf(object ?? '0');
  const wanted = size(claim.spec.resources?.requests?.storage);
  const mine = (ref: Json): boolean => ref.name === claim.metadata.name && ref.namespace === claim.metadata.namespace && (!ref.uid || ref.uid === claim.metadata.uid);
  const fits = lister.list('persistentvolumes').filter((volume) => {
    const spec = volume.spec;
    if (taken.has(volume.metadata.name) || volume.metadata.deletionTimestamp) return false;
    if (spec.claimRef ? !mine(spec.claimRef) : (volume.status?.phase ?? 'Available') !== 'Available') return false;
    if ((spec.storageClassName ?? '') !== classOf(claim) || (spec.volumeMode ?? 'Filesystem') !== (claim.spec.volumeMode ?? 'Filesystem')) return false;
    if (!(claim.spec.accessModes ?? []).every((mode: string) => spec.accessModes?.includes(mode))) return false;
    if (claim.spec.selector && !matchesLabelSelector(volume.metadata.labels, claim.spec.selector)) return false;
    return size(spec.capacity?.storage) >= wanted && onNode(volume, info);
  });
  return fits.sort((a, b) => size(a.spec.capacity.storage) - size(b.spec.capacity.storage))[0];
}

const onNode = (volume: KubeObject, info: NodeInfo): boolean => !volume.spec.nodeAffinity?.required || matchesNodeSelector(info.labels, info.name, volume.spec.nodeAffinity.required);

function provisionable(claim: KubeObject, info: NodeInfo, lister: Lister): boolean {
  const storageClass = lister.find('storageclasses.storage.k8s.io', classOf(claim));
  if (!storageClass || storageClass.provisioner === noProvisioner) return false;
  const topologies: Json[] = storageClass.allowedTopologies ?? [];
  const asTerm = (t: Json) => ({ matchExpressions: (t.matchLabelExpressions ?? []).map((e: Json) => ({ ...e, operator: 'In' })) });
  return !topologies.length || topologies.some((topology) => matchesNodeTerm(info.labels, info.name, asTerm(topology)));
}

/** What each waiting claim would get on this node: a volume, or nothing yet when one will be provisioned. Undefined when one gets neither. */
function plan(waiting: readonly KubeObject[], info: NodeInfo, lister: Lister): Map<KubeObject, KubeObject | undefined> | undefined {
  const taken = new Set<string>();
  const out = new Map<KubeObject, KubeObject | undefined>();
  for (const claim of waiting) {
    const volume = claim.metadata.annotations?.[selectedNode] ? undefined : volumeFor(claim, info, lister, taken);
    if (!volume && !provisionable(claim, info, lister)) return undefined;
    if (volume) taken.add(volume.metadata.name);
    out.set(claim, volume);
  }
  return out;
}

function rejectionOn(info: NodeInfo, claims: Claims, lister: Lister): Rejection | undefined {
  for (const claim of claims.bound) {
    const volume = lister.find('persistentvolumes', claim.spec.volumeName);
    if (!volume) return { reasons: ['node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'], final: true };
    if (!onNode(volume, info)) return { reasons: ["node(s) didn't match PersistentVolume's node affinity"], final: true };
  }
  return plan(claims.waiting, info, lister) ? undefined : { reasons: ["node(s) didn't find available persistent volumes to bind"], final: true };
}

export const volumeBinding: Plugin = {
  name: 'VolumeBinding',
  prepare: ({ pod, lister }) => {
    if (!claimNamesOf(pod).length) return undefined;
    const claims = claimsOf(pod, lister);
    return claims.reject ? { reject: claims.reject } : { filter: (info) => rejectionOn(info, claims, lister) };
  },
};

/** Whether the pod has a node already and only its claims are not bound yet. */
export function isBinding(pod: KubeObject, lister: Lister): boolean {
  const { waiting, reject } = claimsOf(pod, lister);
  if (reject || !waiting.length) return false;
  const promised = (claim: KubeObject) => lister.list('persistentvolumes').some(({ spec }) => spec.claimRef?.uid === claim.metadata.uid);
  const node = waiting.map((claim) => claim.metadata.annotations?.[selectedNode]).find(Boolean);
  if (node && !lister.find('nodes', node)) return false;
  return waiting.every((claim) => claim.metadata.annotations?.[selectedNode] || promised(claim));
}

/** Has the waiting claims bound to what suits the node; true when all of the pod's claims are bound already. */
export function bindVolumes(pod: KubeObject, info: NodeInfo, lister: Lister, client: Client): boolean {
  const { waiting } = claimsOf(pod, lister);
  for (const [claim, volume] of plan(waiting, info, lister) ?? []) {
    if (volume) client.replace('persistentvolumes', promisedTo(volume, claim));
    else if (claim.metadata.annotations?.[selectedNode] !== info.name)
      client.update('persistentvolumeclaims', claim, (draft) => {
        draft.metadata.annotations = { ...draft.metadata.annotations, [selectedNode]: info.name };
      });
  }
  return waiting.length === 0;
}

function promisedTo(volume: KubeObject, claim: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  const copy = deepCopy(volume);
  if (!copy.spec.claimRef) copy.metadata.annotations = { ...copy.metadata.annotations, [boundBy]: 'yes' };
  copy.spec.claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid, resourceVersion };
  return copy;
}
