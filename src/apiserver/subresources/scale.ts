// The scale of whatever has replicas: one shape for all of them (autoscaling/v1 Scale).
import { fromLabelSelector, fromSet, selectorText } from '../../apimachinery/labels.ts';
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { internalError, invalid, modified } from '../../apimachinery/status.ts';
import type { ScalePaths } from '../../apis/kind.ts';
import { admissionRequest, mutate, validate } from '../admission/index.ts';
import type { ResourceContext } from '../context.ts';
import { decodeKind } from '../decodeBody.ts';
import { patched } from '../handlers/patch.ts';
import { getObject } from '../handlers/read.ts';
import { updateObject } from '../handlers/write.ts';
import type { SubresourceHandlers } from './index.ts';

const gvk = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

const own: ScalePaths = { replicas: ['spec', 'replicas'], statusReplicas: ['status', 'replicas'] };
const at = (object: Json, path: readonly string[]): Json => path.reduce((value: Json, field) => value?.[field], object);

function setAt(object: Json, [field = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    object[field] = value;
    return;
  }
  object[field] ??= {};
  setAt(object[field], rest, value);
}

function selectorOf(object: KubeObject, path: readonly string[] | undefined): string {
  if (path) return String(at(object, path) ?? '');
  const { selector } = object.spec ?? {};
  // Replication controllers select by a plain map.
  return selector && !selector.matchLabels && !selector.matchExpressions ? selectorText(fromSet(selector)) : selectorText(fromLabelSelector(selector));
}

export function scaleOf(object: KubeObject, paths: ScalePaths = own): Json {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = at(object, paths.replicas);
  const selector = paths === own || paths.selector ? selectorOf(object, paths.selector) : '';
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas ? { replicas } : {},
    status: { replicas: at(object, paths.statusReplicas) ?? 0, ...(selector ? { selector } : {}) },
  };
}

/** What a client reads must be there to be read. */
function read(context: ResourceContext): Json {
  const object = getObject(context);
  const paths = context.resource.logic.scale;
  if (paths && at(object, paths.replicas) === undefined) throw internalError(`the spec replicas field "${['', ...paths.replicas].join('.')}" does not exist`);
  return scaleOf(object, paths);
}

function write(context: ResourceContext, scale: Json): Json {
  const object = getObject(context);
  const replicas = scale.spec?.replicas ?? 0;
  const version = scale.metadata?.resourceVersion;
  if (version && version !== object.metadata.resourceVersion) throw modified(context.resource, object.metadata.name);
  if (replicas < 0) throw invalid({ group: 'autoscaling', resource: 'Scale' }, object.metadata.name, [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')]);
  const draft = deepCopy(object);
  setAt(draft, context.resource.logic.scale?.replicas ?? own.replicas, replicas);
  const admission = admissionRequest(context, 'UPDATE', scale, scaleOf(object, context.resource.logic.scale) as KubeObject);
  mutate(admission);
  validate(admission);
  const whole: ResourceContext = { ...context, isAdmitted: true, writtenThrough: 'scale', info: { ...context.info, subresource: '' } };
  return scaleOf(updateObject(whole, draft, object), context.resource.logic.scale);
}

export const scale: SubresourceHandlers = {
  GET: (context) => ({ code: 200, body: read(context) }),
  PUT: (context) => ({ code: 200, body: write(context, decodeKind(context, gvk)) }),
  PATCH(context) {
    const current = scaleOf(getObject(context), context.resource.logic.scale);
    const body = patched(context, current as KubeObject);
    return { code: 200, body: write(context, decodeKind({ ...context, request: { ...context.request, body } }, gvk)) };
  },
};
