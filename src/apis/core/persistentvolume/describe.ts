// What `kubectl describe persistentvolume` says.
import { goValue } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { storageClassText } from '../../describe/claims.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { writeLabelsAndAnnotations } from '../../describe/metadata.ts';
import { writePersistentSource } from '../../describe/volumes.ts';
import { accessModes, since } from '../../support/columns.ts';
import { amountText } from '../../support/quantities.ts';

const requirementText = ({ key, operator, values = [] }: Json): string => `${key} ${operator.toLowerCase()}${values.length > 0 ? ` [${values.join(', ')}]` : ''}`;

function writeAffinity(out: Description, affinity: Json): void {
  const terms: Json[] | undefined = affinity?.required?.nodeSelectorTerms;
  out.field('Node Affinity', affinity?.required ? '' : '<none>');
  if (!affinity?.required) return;
  out.field('Required Terms', terms?.length ? '' : '<none>', 1);
  (terms ?? []).forEach(({ matchExpressions = [] }, i) => out.fields(`Term ${i}`, matchExpressions.map(requirementText), '    '));
}

export const persistentVolumeDescriber: Describer = {
  resource: 'persistentvolumes',
  describe(volume, out, { now }) {
    const { metadata, spec, status = {} } = volume;
    const claim = spec.claimRef;
    out.field('Name', metadata.name);
    writeLabelsAndAnnotations(out, volume);
    out.field('Finalizers', goValue(metadata.finalizers ?? []));
    out.field('StorageClass', storageClassText(volume));
    out.field('Status', metadata.deletionTimestamp ? `Terminating (lasts ${since(metadata.deletionTimestamp, now)})` : (status.phase ?? ''));
    out.field('Claim', claim ? `${claim.namespace ?? ''}/${claim.name ?? ''}` : '');
    out.field('Reclaim Policy', spec.persistentVolumeReclaimPolicy ?? '');
    out.field('Access Modes', accessModes(spec.accessModes));
    if (spec.volumeMode !== undefined) out.field('VolumeMode', spec.volumeMode);
    out.field('Capacity', amountText(spec.capacity?.storage));
    writeAffinity(out, spec.nodeAffinity);
    out.field('Message', status.message ?? '');
    writePersistentSource(out, spec);
  },
};
