// The scale of whatever has replicas: one shape for all of them (autoscaling/v1 Scale).
import { selectorText, fromLabelSelector } from '../../apimachinery/labels.ts';
import { mergePatch } from '../../apimachinery/jsonMerge.ts';
import { applyJsonPatch } from '../../apimachinery/jsonPatch.ts';
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { invalid, modified } from '../../apimachinery/status.ts';
import type { ResourceContext } from '../context.ts';
import { decodeKind } from '../decodeBody.ts';
import { getObject } from '../handlers/read.ts';
import { updateObject } from '../handlers/write.ts';
import type { SubresourceHandlers } from './index.ts';

const gvk = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

export function scaleOf(object: KubeObject): Json {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { selector } = object.spec;
  // Replication controllers select by a plain map.
  const asText = selector && !selector.matchLabels && !selector.matchExpressions ? selectorText(fromLabelSelector({ matchLabels: selector })) : selectorText(fromLabelSelector(selector));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: object.spec.replicas ? { replicas: object.spec.replicas } : {},
    status: { replicas: object.status?.replicas ?? 0, ...(asText ? { selector: asText } : {}) },
  };
}

function write(context: ResourceContext, scale: Json): Json {
  const object = getObject(context);
  const replicas = scale.spec?.replicas ?? 0;
  const version = scale.metadata?.resourceVersion;
  if (version && version !== object.metadata.resourceVersion) throw modified(context.resource, object.metadata.name);
  if (replicas < 0) throw invalid({ group: 'autoscaling', resource: 'Scale' }, object.metadata.name, [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')]);
  const draft = deepCopy(object);
  draft.spec.replicas = replicas;
  const whole: ResourceContext = { ...context, info: { ...context.info, subresource: '' } };
  return scaleOf(updateObject(whole, draft, object));
}

export const scale: SubresourceHandlers = {
  GET: (context) => ({ code: 200, body: scaleOf(getObject(context)) }),
  PUT: (context) => ({ code: 200, body: write(context, decodeKind(context, gvk)) }),
  PATCH(context) {
    const current = scaleOf(getObject(context));
    const isJsonPatch = context.request.headers?.contentType === 'application/json-patch+json';
    const patched = isJsonPatch ? applyJsonPatch(current, context.request.body) : mergePatch(current, context.request.body);
    return { code: 200, body: write(context, patched) };
  },
};
