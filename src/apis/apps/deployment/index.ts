// Deployment: replicas of a pod, replaced step by step when the template changes.
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { ownerWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateCounts } from '../status.ts';
import { applyDeploymentDefaults } from './defaults.ts';
import { validateDeployment, validateDeploymentUpdate } from './validation.ts';

function deploymentRow(deployment: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = deployment;
  return [
    deployment.metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
    status.updatedReplicas ?? 0,
    status.availableReplicas ?? 0,
    ageOf(deployment, now),
    ...containerCells(spec.template),
    formatLabelSelector(spec.selector),
  ];
}

export const deployment: Kind = {
  resource: 'deployments.apps',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: applyDeploymentDefaults,
  prepareForUpdate: (object, old) => {
    // Annotations are copied to the replica sets, so their change is a change of what is wanted.
    if (!deepEqual(object.metadata.annotations ?? {}, old.metadata.annotations ?? {})) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  },
  validate: validateDeployment,
  validateUpdate: validateDeploymentUpdate,
  validateStatusUpdate: validateCounts({
    counters: ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'terminatingReplicas', 'collisionCount'],
    bounded: ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  }),
  warnings: (object, old) => ownerWarnings(object, old, ['spec', 'template']),
  row: deploymentRow,
};
