// The kinds that `kubectl describe` has words of its own for. One line each; only kubectl loads them.
import { deploymentDescriber } from './apps/deployment/describe.ts';
import { replicaSetDescriber } from './apps/replicaset/describe.ts';
import { configMapDescriber } from './core/configmap/describe.ts';
import { namespaceDescriber } from './core/namespace/describe.ts';
import { nodeDescriber } from './core/node/describe.ts';
import { podDescriber } from './core/pod/describe.ts';
import { secretDescriber } from './core/secret/describe.ts';
import { serviceDescriber } from './core/service/describe.ts';
import type { Describer } from './describe/contract.ts';
import { genericDescriber } from './describe/generic.ts';

const describers: readonly Describer[] = [
  configMapDescriber,
  deploymentDescriber,
  namespaceDescriber,
  nodeDescriber,
  podDescriber,
  replicaSetDescriber,
  secretDescriber,
  serviceDescriber,
];

/** `deployments.apps`, `boats.lab.example`: its describer, or the one for all else. */
export const describerFor = (resource: string): Describer => describers.find((each) => each.resource === resource) ?? { resource, ...genericDescriber };
