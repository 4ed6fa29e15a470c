// The kinds that `kubectl describe` has words of its own for. One line each; only kubectl loads them.
import { daemonSetDescriber } from './apps/daemonset/describe.ts';
import { deploymentDescriber } from './apps/deployment/describe.ts';
import { replicaSetDescriber } from './apps/replicaset/describe.ts';
import { statefulSetDescriber } from './apps/statefulset/describe.ts';
import { horizontalPodAutoscalerDescriber } from './autoscaling/horizontalpodautoscaler/describe.ts';
import { cronJobDescriber } from './batch/cronjob/describe.ts';
import { jobDescriber } from './batch/job/describe.ts';
import { certificateSigningRequestDescriber } from './certificates/certificatesigningrequest/describe.ts';
import { configMapDescriber } from './core/configmap/describe.ts';
import { endpointsDescriber } from './core/endpoints/describe.ts';
import { limitRangeDescriber } from './core/limitrange/describe.ts';
import { namespaceDescriber } from './core/namespace/describe.ts';
import { nodeDescriber } from './core/node/describe.ts';
import { persistentVolumeDescriber } from './core/persistentvolume/describe.ts';
import { persistentVolumeClaimDescriber } from './core/persistentvolumeclaim/describe.ts';
import { podDescriber } from './core/pod/describe.ts';
import { replicationControllerDescriber } from './core/replicationcontroller/describe.ts';
import { resourceQuotaDescriber } from './core/resourcequota/describe.ts';
import { secretDescriber } from './core/secret/describe.ts';
import { serviceDescriber } from './core/service/describe.ts';
import { serviceAccountDescriber } from './core/serviceaccount/describe.ts';
import { endpointSliceDescriber } from './discovery/endpointslice/describe.ts';
import { ingressDescriber } from './networking/ingress/describe.ts';
import { ingressClassDescriber } from './networking/ingressclass/describe.ts';
import { ipAddressDescriber } from './networking/ipaddress/describe.ts';
import { networkPolicyDescriber } from './networking/networkpolicy/describe.ts';
import { serviceCidrDescriber } from './networking/servicecidr/describe.ts';
import { podDisruptionBudgetDescriber } from './policy/poddisruptionbudget/describe.ts';
import { clusterRoleDescriber } from './rbac/clusterrole/describe.ts';
import { clusterRoleBindingDescriber } from './rbac/clusterrolebinding/describe.ts';
import { roleDescriber } from './rbac/role/describe.ts';
import { roleBindingDescriber } from './rbac/rolebinding/describe.ts';
import { priorityClassDescriber } from './scheduling/priorityclass/describe.ts';
import { csiNodeDescriber } from './storage/csinode/describe.ts';
import { storageClassDescriber } from './storage/storageclass/describe.ts';
import { volumeAttributesClassDescriber } from './storage/volumeattributesclass/describe.ts';
import type { Describer } from './describe/contract.ts';
import { genericDescriber } from './describe/generic.ts';

const describers: readonly Describer[] = [
  daemonSetDescriber,
  deploymentDescriber,
  replicaSetDescriber,
  statefulSetDescriber,
  horizontalPodAutoscalerDescriber,
  cronJobDescriber,
  jobDescriber,
  certificateSigningRequestDescriber,
  configMapDescriber,
  endpointsDescriber,
  limitRangeDescriber,
  namespaceDescriber,
  nodeDescriber,
  persistentVolumeDescriber,
  persistentVolumeClaimDescriber,
  podDescriber,
  replicationControllerDescriber,
  resourceQuotaDescriber,
  secretDescriber,
  serviceDescriber,
  serviceAccountDescriber,
  endpointSliceDescriber,
  ingressDescriber,
  ingressClassDescriber,
  ipAddressDescriber,
  networkPolicyDescriber,
  serviceCidrDescriber,
  podDisruptionBudgetDescriber,
  clusterRoleDescriber,
  clusterRoleBindingDescriber,
  roleDescriber,
  roleBindingDescriber,
  priorityClassDescriber,
  csiNodeDescriber,
  storageClassDescriber,
  volumeAttributesClassDescriber,
];

/** `deployments.apps`, `boats.lab.example`: its describer, or the one for all else. */
export const describerFor = (resource: string): Describer => describers.find((each) => each.resource === resource) ?? { resource, ...genericDescriber };
