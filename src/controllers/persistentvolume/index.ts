// Binds claims to volumes, and reclaims volumes whose claims are gone.
import { type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { bindCompletedAnnotation } from '../shared/claims.ts';
import { controllerCredential } from '../shared/identity.ts';
import { claims, volumes } from './bind.ts';
import { syncClaim } from './claim.ts';
import { isRound, nextRound } from './resync.ts';
import { syncVolume } from './volume.ts';

export const persistentVolumeBinder: Component = {
  name: 'persistentvolume-binder-controller',
  credential: controllerCredential('persistent-volume-binder'),
  watches: [
    { resource: claims, keys: keysOfClaim },
    { resource: volumes, keys: keysOfVolume },
    { resource: 'storageclasses.storage.k8s.io', keys: (_, { client }) => waitingKeys(client.list(claims)) },
  ],
  reconcile,
};

// Keys: `claim <key>`, `volume <name>`, and `round <key>` for a claim that is looked at when the controller next goes by it:
// a new volume or class alone does not make the real controller look at claims.
function keysOfClaim({ type, object }: Change, { client }: ComponentContext): string[] {
  const own = type === 'DELETED' ? [] : [`claim ${keyOf(object)}`];
  const theirs = client.list(volumes).filter(({ metadata, spec }) => metadata.name === object.spec.volumeName || spec.claimRef?.uid === object.metadata.uid);
  return [...own, ...theirs.map((volume) => `volume ${volume.metadata.name}`)];
}

function keysOfVolume({ type, object }: Change, { client }: ComponentContext): string[] {
  const { claimRef } = object.spec;
  const own = type === 'DELETED' ? [] : [`volume ${object.metadata.name}`];
  if (claimRef?.uid) return [...own, `claim ${claimRef.namespace}/${claimRef.name}`];
  return [...own, ...waitingKeys(client.list(claims))];
}

const waitingKeys = (all: readonly KubeObject[]): string[] => all.filter((claim) => !claim.metadata.annotations?.[bindCompletedAnnotation]).map((claim) => `round ${keyOf(claim)}`);

function reconcile(key: string, context: ComponentContext): Look {
  const space = key.indexOf(' ');
  const { namespace, name } = splitKey(key.slice(space + 1));
  if (key.startsWith('volume ')) {
    const volume = context.client.find(volumes, name);
    if (volume) syncVolume(volume, context);
    return undefined;
  }
  const claim = context.client.find(claims, name, namespace);
  if (!claim) return undefined;
  const created = parseTime(claim.metadata.creationTimestamp);
  if (key.startsWith('round ')) {
    if (!isRound(created, context.now)) return nextRound(created, context.now);
    syncClaim(claim, context);
    return undefined; // its own rounds go on by the key `claim`
  }
  return syncClaim(claim, context);
}
