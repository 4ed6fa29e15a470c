// What the server itself does for some resources besides storing them: handing out addresses, keeping namespaces until they are empty.
import { type ResourceInfo, resourceText } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';
import { bindings } from './bindings.ts';
import { componentstatuses } from './componentstatuses.ts';
import { namespaces } from './namespaces.ts';
import { accessReview, selfAccessReview, selfReview, selfRulesReview, tokenReview } from './reviews.ts';
import { services } from './services.ts';

export interface RegistryHooks {
  /** Sets what the server hands out, in place; `old` is absent on creation. Throws when there is none to hand out. */
  allocate?(context: ResourceContext, object: Json, old: KubeObject | undefined): void;
  created?(context: ResourceContext, object: KubeObject): void;
  deleted?(context: ResourceContext, object: KubeObject): void;
  /** Changes the object when its deletion begins, in place. */
  deleting?(object: Json): void;
  /** A status sent with the creation is kept. */
  readonly keepsStatusOnCreate?: boolean;
  /** Resources that are not stored: what is read, and what is answered to a creation. */
  find?(context: ResourceContext, name: string): KubeObject | undefined;
  list?(context: ResourceContext): KubeObject[];
  answer?(context: ResourceContext, object: Json): Json;
  /** The kind's prepareForUpdate runs for subresources other than status too. */
  readonly preparesSubresources?: boolean;
}

/** By resource. One line each. */
const hooks: Readonly<Record<string, RegistryHooks>> = {
  bindings,
  componentstatuses,
  namespaces,
  services,
  'localsubjectaccessreviews.authorization.k8s.io': accessReview,
  'selfsubjectaccessreviews.authorization.k8s.io': selfAccessReview,
  'selfsubjectreviews.authentication.k8s.io': selfReview,
  'selfsubjectrulesreviews.authorization.k8s.io': selfRulesReview,
  'subjectaccessreviews.authorization.k8s.io': accessReview,
  'tokenreviews.authentication.k8s.io': tokenReview,
};

const none: RegistryHooks = {};

export const hooksOf = (resource: ResourceInfo): RegistryHooks => hooks[resourceText(resource)] ?? none;
