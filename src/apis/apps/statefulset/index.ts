// StatefulSet: pods with names and volumes of their own, made and removed in order.
import type { Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { templateWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { fractionalBytes } from '../../support/quantities.ts';
import { validateCounts } from '../status.ts';
import { applyStatefulSetDefaults } from './defaults.ts';
import { validateStatefulSet, validateStatefulSetUpdate } from './validation.ts';

function statefulSetRow(set: Json, { now }: TableContext): Cell[] {
  return [set.metadata.name, `${set.status?.readyReplicas ?? 0}/${set.spec.replicas ?? 0}`, ageOf(set, now), ...containerCells(set.spec.template)];
}

function statefulSetWarnings(object: Json, old?: Json): string[] {
  const { spec } = object;
  const claims: Json[] = spec.volumeClaimTemplates ?? [];
  // Upstream has another path for updates.
  const claimPath = (i: number): string => `spec.volumeClaimTemplates[${i}]${old ? '.Spec' : ''}.resources`;
  return [
    ...(old && object.metadata.generation === old.metadata.generation ? [] : templateWarnings(object, ['spec', 'template'])),
    ...claims.flatMap((claim, i) => ['requests', 'limits'].flatMap((kind) => fractionalBytes(`${claimPath(i)}.${kind}[storage]`, claim.spec?.resources?.[kind]?.storage))),
    ...(spec.revisionHistoryLimit < 0 ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'] : []),
  ];
}

export const statefulSet: Kind = {
  resource: 'statefulsets.apps',
  nameRule: 'dns1123label',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: applyStatefulSetDefaults,
  prepareForCreate: (object) => {
    object.status = { replicas: 0, availableReplicas: 0 };
  },
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  validateUpdateOnly: true,
  validateStatusUpdate: validateCounts({
    counters: ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas', 'observedGeneration', 'collisionCount'],
    bounded: ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
    ready: 'status.readyReplicas',
  }),
  warnings: statefulSetWarnings,
  row: statefulSetRow,
};
