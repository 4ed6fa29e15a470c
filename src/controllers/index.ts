// The controllers of kube-controller-manager, one line each.
import type { Component } from '../client/index.ts';
import { deployment } from './deployment/index.ts';
import { endpoints } from './endpoints/index.ts';
import { endpointSlice } from './endpointslice/index.ts';
import { endpointSliceMirroring } from './endpointslicemirroring/index.ts';
import { garbageCollector } from './garbagecollector/index.ts';
import { namespace } from './namespace/index.ts';
import { replicaSet } from './replicaset/index.ts';
import { replicationController } from './replicationcontroller/index.ts';
import { rootCaPublisher } from './rootca/index.ts';
import { serviceAccount } from './serviceaccount/index.ts';

export const controllers: readonly Component[] = [
  deployment,
  replicaSet,
  replicationController,
  garbageCollector,
  namespace,
  serviceAccount,
  rootCaPublisher,
  endpoints,
  endpointSlice,
  endpointSliceMirroring,
];
