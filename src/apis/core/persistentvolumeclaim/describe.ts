// What `kubectl describe persistentvolumeclaim` says, and which pods use it.
import { byCodePoint, goValue } from '../../../apimachinery/goFormat.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { storageClassText, writeClaimSpec } from '../../describe/claims.ts';
import { writeProbed } from '../../describe/conditions.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { since } from '../../support/columns.ts';

/** Pods that mount the claim, and those that own it. */
function users(reader: DescribeReader, { metadata }: KubeObject): string[] {
  const mounts = (pod: Json): boolean => (pod.spec.volumes ?? []).some((volume: Json) => volume.persistentVolumeClaim?.claimName === metadata.name);
  const owners = (metadata.ownerReferences ?? []).filter(({ kind }) => kind === 'Pod').map(({ uid }) => uid);
  const pods = reader.list('pods', { namespace: metadata.namespace });
  const using = pods.filter((pod) => mounts(pod) || owners.includes(pod.metadata.uid ?? ''));
  return using.map((pod) => pod.metadata.name).sort(byCodePoint);
}

export const persistentVolumeClaimDescriber: Describer = {
  resource: 'persistentvolumeclaims',
  describe(claim, out, { reader, now }) {
    const { metadata, spec, status = {} } = claim;
    const usedBy = users(reader, claim);
    writeName(out, claim);
    out.field('StorageClass', storageClassText(claim));
    out.field('Status', metadata.deletionTimestamp ? `Terminating (lasts ${since(metadata.deletionTimestamp, now)})` : (status.phase ?? ''));
    out.field('Volume', spec.volumeName ?? '');
    writeLabelsAndAnnotations(out, claim);
    out.field('Finalizers', goValue(metadata.finalizers ?? []));
    writeClaimSpec(out, { spec, status });
    out.fields('Used By', usedBy);
    writeProbed(out, status.conditions, 'LastProbeTime');
  },
};
