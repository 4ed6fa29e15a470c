// Keeps as many pods as a ReplicationController wants.
import { replicaController } from '../shared/replicas.ts';

export const replicationController = replicaController({
  name: 'replication-controller',
  resource: 'replicationcontrollers',
  apiVersion: 'v1',
  kind: 'ReplicationController',
  selects: (owner, labels) => {
    const wanted = Object.entries((owner.spec.selector ?? {}) as Record<string, string>);
    return wanted.length > 0 && wanted.every(([name, value]) => labels?.[name] === value);
  },
  countsTerminating: false,
});
