// kubectl create and what it can make. One line for each.
import type { Verb } from '../../call.ts';
import { configmap, secretDockerRegistry, secretGeneric, secretTls } from './config.ts';
import { ingress } from './ingress.ts';
import { clusterrole, clusterrolebinding, role, rolebinding } from './rbac.ts';
import { clusterIP, externalName, loadBalancer, nodePort } from './service.ts';
import { namespace, poddisruptionbudget, priorityclass, quota, serviceaccount } from './small.ts';
import { token } from './token.ts';
import { cronjob, deployment, job } from './workloads.ts';

export const generators: readonly Verb[] = [
  clusterrole,
  clusterrolebinding,
  configmap,
  cronjob,
  deployment,
  ingress,
  job,
  namespace,
  poddisruptionbudget,
  priorityclass,
  quota,
  role,
  rolebinding,
  secretDockerRegistry,
  secretGeneric,
  secretTls,
  clusterIP,
  externalName,
  loadBalancer,
  nodePort,
  serviceaccount,
  token,
];
