// What the server itself does for some resources besides storing them: handing out addresses, keeping namespaces until they are empty.
import { type ResourceInfo, resourceText } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';
import { nodesMetrics, podsMetrics } from '../aggregation/metrics.ts';
import { bindings } from './bindings.ts';
import { componentstatuses } from './componentstatuses.ts';
import { namespaces } from './namespaces.ts';
import { accessReview, selfAccessReview, selfReview, selfRulesReview, tokenReview } from './reviews.ts';
import { customResourceDefinitions } from './customResourceDefinitions.ts';
import { role, roleBinding } from './roles.ts';
import { services } from './services.ts';

export interface RegistryHooks {
  /** Sets what the server hands out, in place; `old` is absent on creation. Throws when there is none to hand out. */
  allocate?(context: ResourceContext, object: Json, old: KubeObject | undefined): void;
  /** Refuses what the user may not write into the object although they may write it. Before validation. */
  authorizeWrite?(context: ResourceContext, object: Json, old: KubeObject | undefined): void;
  created?(context: ResourceContext, object: KubeObject): void;
  deleted?(context: ResourceContext, object: KubeObject): void;
  /** Changes the object when its deletion begins, in place. */
  deleting?(object: Json, now: number): void;
  /** Finalizers that the object gets when its deletion begins. */
  readonly deletionFinalizers?: readonly string[];
  /** A status sent with the creation is kept. */
  readonly keepsStatusOnCreate?: boolean;
  /** Resources that are not stored: what is read, and what is answered to a creation. */
  find?(context: ResourceContext, name: string): KubeObject | undefined;
  list?(context: ResourceContext): KubeObject[];
  answer?(context: ResourceContext, object: Json): Json;
}

/** By resource. One line each. */
const hooks: Readonly<Record<string, RegistryHooks>> = {
  bindings,
  componentstatuses,
  namespaces,
  services,
  'clusterrolebindings.rbac.authorization.k8s.io': roleBinding,
  'clusterroles.rbac.authorization.k8s.io': role,
  'customresourcedefinitions.apiextensions.k8s.io': customResourceDefinitions,
  'localsubjectaccessreviews.authorization.k8s.io': accessReview,
  'nodes.metrics.k8s.io': nodesMetrics,
  'pods.metrics.k8s.io': podsMetrics,
  'rolebindings.rbac.authorization.k8s.io': roleBinding,
  'roles.rbac.authorization.k8s.io': role,
  'selfsubjectaccessreviews.authorization.k8s.io': selfAccessReview,
  'selfsubjectreviews.authentication.k8s.io': selfReview,
  'selfsubjectrulesreviews.authorization.k8s.io': selfRulesReview,
  'subjectaccessreviews.authorization.k8s.io': accessReview,
  'tokenreviews.authentication.k8s.io': tokenReview,
};

const none: RegistryHooks = {};

export const hooksOf = (resource: ResourceInfo): RegistryHooks => hooks[resourceText(resource)] ?? none;
