// A node attaches no more volumes of a CSI driver than its CSINode allows.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Lister, Plugin } from '../framework.ts';

/** Driver and handle of the CSI volumes that a pod's bound claims stand for. */
function attachmentsOf(pod: KubeObject, lister: Lister): Set<string> {
  const out = new Set<string>();
  for (const volume of pod.spec.volumes ?? []) {
    const name = volume.persistentVolumeClaim?.claimName;
    const claim = name && lister.find('persistentvolumeclaims', name, pod.metadata.namespace);
    const csi: Json = claim?.spec?.volumeName && lister.find('persistentvolumes', claim.spec.volumeName)?.spec?.csi;
    if (csi) out.add(`${csi.driver}/${csi.volumeHandle}`);
  }
  return out;
}

export const nodeVolumeLimits: Plugin = {
  name: 'NodeVolumeLimits',
  prepare: ({ pod, lister }) => {
    const wanted = attachmentsOf(pod, lister);
    if (!wanted.size) return undefined;
    return {
      filter: (info) => {
        const drivers: Json[] = lister.find('csinodes.storage.k8s.io', info.name)?.spec?.drivers ?? [];
        const attached = new Set([...wanted, ...info.pods.flatMap((other) => [...attachmentsOf(other, lister)])]);
        const over = drivers.some(({ name, allocatable }) => allocatable?.count !== undefined && [...attached].filter((id) => id.startsWith(`${name}/`)).length > allocatable.count);
        return over ? { reasons: ['node(s) exceed max volume count'] } : undefined;
      },
    };
  },
};
