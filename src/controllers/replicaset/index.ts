// Keeps as many pods as a ReplicaSet wants.
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import { replicaController } from '../shared/replicas.ts';

export const replicaSet = replicaController({
  name: 'replicaset-controller',
  resource: 'replicasets.apps',
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  selects: (owner, labels) => fromLabelSelector(owner.spec.selector).matches(labels ?? {}),
  countsTerminating: true,
});
