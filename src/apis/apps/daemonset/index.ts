// DaemonSet: one pod on every node that it fits.
import { formatLabelSelector, formatLabels } from '../../../apimachinery/labels.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';
import { templateWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateCounts } from '../status.ts';
import { validateDaemonSet, validateDaemonSetUpdate } from './validation.ts';

/** The number of the template, which an old version of the API had as a field. */
const templateGeneration = 'deprecated.daemonset.template.generation';

function applyDaemonSetDefaults(set: Json): void {
  set.spec ??= {};
  const { spec } = set;
  applyTemplateDefaults(spec.template);
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ||= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate ??= {};
    fill(spec.updateStrategy.rollingUpdate, { maxUnavailable: 1, maxSurge: 0 });
  }
  fill(spec, { revisionHistoryLimit: 10 });
}

function numberTemplate(set: Json, generation: number): void {
  set.metadata.annotations = { ...set.metadata.annotations, [templateGeneration]: String(generation) };
}

function daemonSetRow(set: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = set;
  return [
    set.metadata.name,
    status.desiredNumberScheduled ?? 0,
    status.currentNumberScheduled ?? 0,
    status.numberReady ?? 0,
    status.updatedNumberScheduled ?? 0,
    status.numberAvailable ?? 0,
    formatLabels(spec.template?.spec?.nodeSelector),
    ageOf(set, now),
    ...containerCells(spec.template),
    formatLabelSelector(spec.selector),
  ];
}

export const daemonSet: Kind = {
  resource: 'daemonsets.apps',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: applyDaemonSetDefaults,
  prepareForCreate: (object) => {
    object.status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 };
    numberTemplate(object, 1);
  },
  prepareForUpdate: (object, old) => {
    const before = Number(old.metadata.annotations?.[templateGeneration] ?? 1);
    numberTemplate(object, deepEqual(object.spec.template, old.spec.template) ? before : before + 1);
  },
  validate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
  validateUpdateOnly: true,
  validateStatusUpdate: validateCounts({
    counters: [
      'currentNumberScheduled',
      'numberMisscheduled',
      'desiredNumberScheduled',
      'numberReady',
      'observedGeneration',
      'updatedNumberScheduled',
      'numberAvailable',
      'numberUnavailable',
      'collisionCount',
    ],
    bounded: [],
  }),
  // The template's number tells whether it changed, and the set's name is not part of a hostname.
  warnings: (object, old) => (old && deepEqual(object.spec.template, old.spec.template) ? [] : templateWarnings(object, ['spec', 'template'])),
  row: daemonSetRow,
};
