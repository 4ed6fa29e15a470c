// ReplicationController: what ReplicaSets were before selectors could be rich.
import { type FieldError, required } from '../../../apimachinery/fieldErrors.ts';
import { formatLabels, fromSet } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { validateCounts } from '../../apps/status.ts';
import { nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { containerCells } from '../pod/columns.ts';
import { applyTemplateDefaults } from '../pod/defaults.ts';
import { specPath, validatePodTemplate } from '../pod/spec.ts';
import { validateLongRunning, validateSelected } from '../pod/templateOwner.ts';
import { ownerWarnings } from '../pod/warnings.ts';

const isEmpty = (map: Json): boolean => Object.keys(map ?? {}).length === 0;

function applyDefaults(controller: Json): void {
  controller.spec ??= {};
  const { spec, metadata } = controller;
  applyTemplateDefaults(spec.template);
  const labels = spec.template?.metadata?.labels;
  if (isEmpty(labels)) return;
  if (isEmpty(spec.selector)) spec.selector = { ...labels };
  if (isEmpty(metadata.labels)) metadata.labels = { ...labels };
}

function validateController({ spec }: Json): FieldError[] {
  const template = specPath.child('template');
  const templateErrors = spec.template
    ? [
        ...(isEmpty(spec.selector) ? [] : validateSelected(template, spec.template, fromSet(spec.selector))),
        ...validatePodTemplate(template, spec.template),
        ...validateLongRunning(template, spec.template, 'ReplicationController'),
      ]
    : [required(template)];
  return [
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    ...(isEmpty(spec.selector) ? [required(specPath.child('selector'))] : []),
    ...(spec.replicas === undefined ? [required(specPath.child('replicas'))] : nonNegative(specPath.child('replicas'), spec.replicas)),
    ...templateErrors,
  ];
}

function controllerRow(controller: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = controller;
  return [controller.metadata.name, spec.replicas ?? 0, status.replicas ?? 0, status.readyReplicas ?? 0, ageOf(controller, now), ...containerCells(spec.template), formatLabels(spec.selector)];
}

export const replicationController: Kind = {
  resource: 'replicationcontrollers',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults,
  prepareForCreate: (object) => {
    object.status = { replicas: 0 };
  },
  validate: validateController,
  validateStatusUpdate: validateCounts({
    counters: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'],
    bounded: ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  }),
  warnings: (object, old) => ownerWarnings(object, old, ['spec', 'template']),
  row: controllerRow,
  selectableFields: { 'status.replicas': (object) => String(object.status?.replicas ?? 0) },
};
