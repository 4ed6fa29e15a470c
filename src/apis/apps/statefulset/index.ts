// StatefulSet: pods with names and volumes of their own, made and removed in order.
import type { Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { templateWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applyStatefulSetDefaults } from './defaults.ts';
import { validateStatefulSet, validateStatefulSetUpdate } from './validation.ts';

function statefulSetRow(set: Json, { now }: TableContext): Cell[] {
  return [set.metadata.name, `${set.status?.readyReplicas ?? 0}/${set.spec.replicas ?? 0}`, ageOf(set, now), ...containerCells(set.spec.template)];
}

export const statefulSet: Kind = {
  resource: 'statefulsets.apps',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: applyStatefulSetDefaults,
  prepareForCreate: (object) => {
    object.status = { replicas: 0, availableReplicas: 0 };
  },
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  warnings: (object, old) => templateWarnings(object, old, 'spec', 'template'),
  row: statefulSetRow,
};
