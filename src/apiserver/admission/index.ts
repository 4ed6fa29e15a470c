// Admission: what the server adds to a request, and what it refuses although the object is valid and the user may ask.
import type { ResourceInfo } from '../../apis/resources.ts';
import { resourceText } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';
import { plugins } from './plugins.ts';

export type AdmissionOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

export interface AdmissionRequest {
  operation: AdmissionOperation;
  resource: ResourceInfo;
  /** `pods`, `deployments.apps` */
  resourceText: string;
  subresource: string;
  namespace: string | undefined;
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

export function admissionRequest(context: ResourceContext, operation: AdmissionOperation, object: Json, old: KubeObject | undefined): AdmissionRequest {
  const { resource, info } = context;
  const name = object?.metadata.name ?? old?.metadata.name ?? info.name ?? '';
  return { operation, resource, resourceText: resourceText(resource), subresource: info.subresource, namespace: info.namespace, name, object, old, context };
}

function* active(request: AdmissionRequest): Generator<AdmissionPlugin> {
  const { enabled, disabled } = request.context.server.options.admission;
  for (const plugin of plugins) if (!disabled.includes(plugin.name) && (!plugin.offByDefault || enabled.includes(plugin.name))) yield plugin;
}

export function mutate(request: AdmissionRequest): void {
  for (const plugin of active(request)) plugin.mutate?.(request);
}

export function validate(request: AdmissionRequest): void {
  for (const plugin of active(request)) plugin.validate?.(request);
}

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
