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
  /** A deletion is answered with the object as it was, not with a Status. */
  readonly answersWithDeleted?: boolean;
  /** A PUT makes the object when it is not there. */
  readonly createsOnUpdate?: boolean;
  /** A status sent with the creation is kept. */
  readonly keepsStatusOnCreate?: boolean;
  /** Resources that are not stored: what is read, and what is answered to a creation. */
  find?(context: ResourceContext, name: string): KubeObject | undefined;
  list?(context: ResourceContext): KubeObject[];
  answer?(context: ResourceContext, object: Json): Json;
}

const answersWithDeleted: RegistryHooks = { answersWithDeleted: true };
const createsOnUpdate: RegistryHooks = { createsOnUpdate: true };

/** By resource. One line each. */
const hooks: Readonly<Record<string, RegistryHooks>> = {
  bindings,
  componentstatuses,
  endpoints: createsOnUpdate,
  events: createsOnUpdate,
  limitranges: createsOnUpdate,
  namespaces,
  persistentvolumeclaims: answersWithDeleted,
  persistentvolumes: answersWithDeleted,
  pods: answersWithDeleted,
  podtemplates: answersWithDeleted,
  resourcequotas: answersWithDeleted,
  serviceaccounts: answersWithDeleted,
  services: { ...services, answersWithDeleted: true, createsOnUpdate: true },
  'clusterrolebindings.rbac.authorization.k8s.io': { ...roleBinding, createsOnUpdate: true },
  'clusterroles.rbac.authorization.k8s.io': { ...role, createsOnUpdate: true },
  'csidrivers.storage.k8s.io': answersWithDeleted,
  'csinodes.storage.k8s.io': answersWithDeleted,
  'events.events.k8s.io': createsOnUpdate,
  'leases.coordination.k8s.io': createsOnUpdate,
  'storageclasses.storage.k8s.io': answersWithDeleted,
  'volumeattachments.storage.k8s.io': answersWithDeleted,
  'customresourcedefinitions.apiextensions.k8s.io': customResourceDefinitions,
  'localsubjectaccessreviews.authorization.k8s.io': accessReview,
  'nodes.metrics.k8s.io': nodesMetrics,
  'pods.metrics.k8s.io': podsMetrics,
  'rolebindings.rbac.authorization.k8s.io': { ...roleBinding, createsOnUpdate: true },
  'roles.rbac.authorization.k8s.io': { ...role, createsOnUpdate: true },
  'selfsubjectaccessreviews.authorization.k8s.io': selfAccessReview,
  'selfsubjectreviews.authentication.k8s.io': selfReview,
  'selfsubjectrulesreviews.authorization.k8s.io': selfRulesReview,
  'subjectaccessreviews.authorization.k8s.io': accessReview,
  'tokenreviews.authentication.k8s.io': tokenReview,
};

const none: RegistryHooks = {};

export const hooksOf = (resource: ResourceInfo): RegistryHooks => hooks[resourceText(resource)] ?? none;
