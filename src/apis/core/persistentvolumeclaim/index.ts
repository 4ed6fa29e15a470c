// PersistentVolumeClaim: the wish for a volume.
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell, Kind } from '../../kind.ts';
import { accessModes, ageOf } from '../../support/columns.ts';
import { amountText, fractionalBytes } from '../../support/quantities.ts';
import { storageClassOf } from '../persistentvolume/index.ts';
import { storageClassAnnotationWarning } from '../persistentvolume/warnings.ts';
import { settleDataSources } from './dataSources.ts';
import { validateClaim, validateClaimStatusUpdate, validateClaimUpdate } from './validation.ts';

function claimRow({ metadata, spec, status }: Json, now: number): Cell[] {
  const bound = Boolean(spec.volumeName);
  return [
    metadata.name,
    metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? ''),
    spec.volumeName ?? '',
    bound ? amountText(status?.capacity?.storage) : '',
    bound ? accessModes(status?.accessModes) : '',
    storageClassOf({ metadata, spec }),
    spec.volumeAttributesClassName ?? '<unset>',
    ageOf({ metadata }, now),
    spec.volumeMode ?? '<unset>',
  ];
}

export const persistentVolumeClaim: Kind = {
  resource: 'persistentvolumeclaims',
  applyDefaults: (object) => {
    object.spec ??= {};
    object.spec.volumeMode ??= 'Filesystem';
  },
  prepareForCreate: (object) => {
    object.status = { phase: 'Pending' };
    settleDataSources(object.spec);
  },
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  validateUpdateOnly: true,
  validateStatusUpdate: validateClaimStatusUpdate,
  warnings: (object) => [
    ...storageClassAnnotationWarning(object),
    ...['requests', 'limits'].flatMap((kind) => fractionalBytes(`spec.resources.${kind}[storage]`, object.spec.resources?.[kind]?.storage)),
  ],
  row: (object, { now }) => claimRow(object, now),
  selectableFields: { name: (object) => object.metadata.name },
};
