// A claim that only one pod may use is free or it is not (ReadWriteOncePod).
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Plugin } from '../framework.ts';

const claimNamesOf = (pod: KubeObject): string[] => (pod.spec.volumes ?? []).map((v: Json) => v.persistentVolumeClaim?.claimName).filter(Boolean);

export const volumeRestrictions: Plugin = {
  name: 'VolumeRestrictions',
  prepare: ({ pod, lister }) => {
    const namespace = pod.metadata.namespace;
    const lonely = claimNamesOf(pod).filter((name) => lister.find('persistentvolumeclaims', name, namespace)?.spec?.accessModes?.includes('ReadWriteOncePod'));
    if (!lonely.length) return undefined;
    const taken = (other: KubeObject) => other.metadata.namespace === namespace && claimNamesOf(other).some((name) => lonely.includes(name));
    return {
      filter: ({ pods }) => (pods.some(taken) ? { reasons: ['node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'] } : undefined),
    };
  },
};
