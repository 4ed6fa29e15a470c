// What admission plugins are given, and what they are.
import type { ResourceInfo } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';

export type AdmissionOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

export interface AdmissionRequest {
  operation: AdmissionOperation;
  resource: ResourceInfo;
  /** `pods`, `deployments.apps` */
  resourceText: string;
  subresource: string;
  namespace: string | undefined;
  /** While plugins mutate, an object whose name is still to be generated goes by the base of its name. */
  name: string;
  /** The new object: a draft in `mutate`, not to be changed in `validate`. Absent on DELETE. */
  object: Json;
  old: KubeObject | undefined;
  context: ResourceContext;
}

/** Refusals are thrown as ApiErrors. */
export interface AdmissionPlugin {
  /** As --enable-admission-plugins names it. */
  readonly name: string;
  /** Plugins that are off unless enabled. */
  readonly offByDefault?: boolean;
  mutate?(request: AdmissionRequest): void;
  validate?(request: AdmissionRequest): void;
}

export const isWrite = ({ operation }: AdmissionRequest): boolean => operation === 'CREATE' || operation === 'UPDATE';

/** The objects that a plugin may look at while it decides. */
export const reads = ({ context }: AdmissionRequest) => ({
  find: (resource: string, name: string, namespace?: string): KubeObject | undefined => {
    const info = context.server.resourceNamed(resource);
    return info && context.server.storage.get(info, namespace, name);
  },
  list: (resource: string, namespace?: string): KubeObject[] => {
    const info = context.server.resourceNamed(resource);
    return info ? context.server.storage.list(info, namespace) : [];
  },
});
