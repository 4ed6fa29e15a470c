// Admission: what the server adds to a request, and what it refuses although the object is valid and the user may ask.
import { resourceText } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';
import { plugins } from './plugins.ts';
import type { AdmissionOperation, AdmissionPlugin, AdmissionRequest } from './types.ts';

export function admissionRequest(context: ResourceContext, operation: AdmissionOperation, object: Json, old: KubeObject | undefined): AdmissionRequest {
  const { resource, info } = context;
  const name = object?.metadata.name || old?.metadata.name || object?.metadata.generateName || info.name || '';
  return { operation, resource, resourceText: resourceText(resource), subresource: info.subresource, namespace: info.namespace, name, object, old, context };
}

function* active(request: AdmissionRequest): Generator<AdmissionPlugin> {
  const { enabled, disabled } = request.context.server.options.flags().admission;
  for (const plugin of plugins) if (!disabled.includes(plugin.name) && (!plugin.offByDefault || enabled.includes(plugin.name))) yield plugin;
}

export function mutate(request: AdmissionRequest): void {
  for (const plugin of active(request)) plugin.mutate?.(request);
}

export function validate(request: AdmissionRequest): void {
  for (const plugin of active(request)) plugin.validate?.(request);
}
