// PersistentVolume: a piece of storage of the cluster.
import type { Json } from '../../../apimachinery/object.ts';
import { formatTime } from '../../../apimachinery/object.ts';
import type { Cell, Kind } from '../../kind.ts';
import { accessModes, ageOf } from '../../support/columns.ts';
import { amountText } from '../../support/quantities.ts';
import { validatePersistentVolume, validatePersistentVolumeUpdate } from './validation.ts';
import { persistentVolumeWarnings } from './warnings.ts';

/** The class of a volume or a claim: the old annotation goes before the field. */
export const storageClassOf = (object: Json): string => object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? object.spec.storageClassName ?? '';

function volumeRow({ metadata, spec, status }: Json, now: number): Cell[] {
  const claim = spec.claimRef;
  return [
    metadata.name,
    amountText(spec.capacity?.storage),
    accessModes(spec.accessModes),
    spec.persistentVolumeReclaimPolicy ?? '',
    metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? ''),
    claim ? `${claim.namespace ?? ''}/${claim.name ?? ''}` : '',
    storageClassOf({ metadata, spec }),
    spec.volumeAttributesClassName ?? '<unset>',
    status?.reason ?? '',
    ageOf({ metadata }, now),
    spec.volumeMode ?? '<unset>',
  ];
}

export const persistentVolume: Kind = {
  resource: 'persistentvolumes',
  applyDefaults: ({ spec }) => {
    if (!spec) return;
    spec.persistentVolumeReclaimPolicy ||= 'Retain';
    spec.volumeMode ??= 'Filesystem';
    if (spec.hostPath) spec.hostPath.type ??= '';
  },
  prepareForCreate: (object, { now }) => {
    object.status = { phase: 'Pending', lastPhaseTransitionTime: formatTime(now) };
  },
  prepareForStatusUpdate: (object, old, { now }) => {
    if (object.status?.phase === old.status?.phase) return;
    if (object.status?.lastPhaseTransitionTime === old.status?.lastPhaseTransitionTime) object.status.lastPhaseTransitionTime = formatTime(now);
  },
  validate: validatePersistentVolume,
  validateUpdate: validatePersistentVolumeUpdate,
  validateUpdateOnly: true,
  warnings: persistentVolumeWarnings,
  row: (object, { now }) => volumeRow(object, now),
  selectableFields: { name: (object) => object.metadata.name },
};
