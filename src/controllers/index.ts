// The controllers of kube-controller-manager, one line each. Those that sign need what they sign with, the autoscaler its memory, and the provisioner is a program of its own.
import type { Component } from '../client/index.ts';
import { certificateApprover, certificateCleaner } from './certificates/index.ts';
import { clusterRoleAggregation } from './clusterroleaggregation/index.ts';
import { cronJob } from './cronjob/index.ts';
import { daemonSet } from './daemonset/index.ts';
import { deployment } from './deployment/index.ts';
import { disruption } from './disruption/index.ts';
import { endpoints } from './endpoints/index.ts';
import { endpointSlice } from './endpointslice/index.ts';
import { endpointSliceMirroring } from './endpointslicemirroring/index.ts';
import { garbageCollector } from './garbagecollector/index.ts';
import { job } from './job/index.ts';
import { namespace } from './namespace/index.ts';
import { nodeLifecycle } from './nodelifecycle/index.ts';
import { persistentVolumeBinder } from './persistentvolume/index.ts';
import { podGarbageCollector } from './podgc/index.ts';
import { pvcProtection } from './pvcprotection/index.ts';
import { pvProtection } from './pvprotection/index.ts';
import { replicaSet } from './replicaset/index.ts';
import { replicationController } from './replicationcontroller/index.ts';
import { resourceQuota } from './resourcequota/index.ts';
import { rootCaPublisher } from './rootca/index.ts';
import { serviceAccount } from './serviceaccount/index.ts';
import { statefulSet } from './statefulset/index.ts';
import { taintEviction } from './tainteviction/index.ts';
import { ttlAfterFinished } from './ttlafterfinished/index.ts';
import { validatingAdmissionPolicyStatus } from './validatingadmissionpolicy/index.ts';

export { type Authority, certificateSigner } from './certificates/index.ts';
export { horizontalPodAutoscaler } from './horizontalpodautoscaler/index.ts';
export type { Memory as AutoscalerMemory } from './horizontalpodautoscaler/memory.ts';
export { serviceAccountToken, type TokenAuthority } from './serviceaccounttoken/index.ts';
export { localPathProvisioner } from './localpath/index.ts';

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
  nodeLifecycle,
  taintEviction,
  podGarbageCollector,
  resourceQuota,
  persistentVolumeBinder,
  pvcProtection,
  pvProtection,
  job,
  ttlAfterFinished,
  cronJob,
  daemonSet,
  statefulSet,
  disruption,
  clusterRoleAggregation,
  validatingAdmissionPolicyStatus,
  certificateApprover,
  certificateCleaner,
];
