// ReplicaSet: a number of pods after one template.
import type { FieldError } from '../../../apimachinery/fieldErrors.ts';
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';
import { specPath } from '../../core/pod/spec.ts';
import { validateSelectorAndTemplate } from '../../core/pod/templateOwner.ts';
import { ownerWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { validateCounts } from '../status.ts';
import { immutableSelector } from '../../validation/labels.ts';

function validateReplicaSet({ spec }: Json): FieldError[] {
  return [
    ...nonNegative(specPath.child('replicas'), spec.replicas),
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    // Upstream says deployment here too.
    ...validateSelectorAndTemplate(spec, specPath, { owner: 'deployment', kind: 'ReplicaSet', unreadable: 'invalid label selector' }),
  ];
}

function replicaSetRow(set: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = set;
  return [set.metadata.name, spec.replicas ?? 0, status.replicas ?? 0, status.readyReplicas ?? 0, ageOf(set, now), ...containerCells(spec.template), formatLabelSelector(spec.selector)];
}

export const replicaSet: Kind = {
  resource: 'replicasets.apps',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: (object) => {
    object.spec ??= {};
    fill(object.spec, { replicas: 1 });
    applyTemplateDefaults(object.spec.template);
  },
  prepareForCreate: (object) => {
    object.status = { replicas: 0 };
  },
  validate: validateReplicaSet,
  validateStatusUpdate: validateCounts({
    counters: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration', 'terminatingReplicas'],
    bounded: ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  }),
  validateUpdate: (object, old) => immutableSelector(specPath.child('selector'), object.spec.selector, old.spec.selector),
  warnings: (object, old) => ownerWarnings(object, old, ['spec', 'template']),
  row: replicaSetRow,
  selectableFields: { 'status.replicas': (object) => String(object.status?.replicas ?? 0) },
};
