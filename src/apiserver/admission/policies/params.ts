// The objects that a binding gives its policy as parameters.
import { fromLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { groupVersionText } from '../../../apis/resources.ts';
import type { AdmissionRequest } from '../types.ts';

/** The parameters of a binding: one evaluation for each. Nothing given is one evaluation without; an Error says why there is none. */
export function paramsOf(policy: KubeObject, binding: KubeObject, request: AdmissionRequest): (KubeObject | undefined)[] | Error {
  const { paramKind } = policy.spec;
  const ref: Json = binding.spec.paramRef;
  if (!paramKind || !ref) return [undefined];
  const { server } = request.context;
  const info = server.resources().find((r) => r.kind === paramKind.kind && groupVersionText(r) === paramKind.apiVersion);
  if (!info) return new Error(`failed to find resource referenced by paramKind: '${paramKind.apiVersion}, Kind=${paramKind.kind}'`);
  const namespace = info.namespaced ? (ref.namespace ?? request.namespace) : undefined;
  const found = ref.name
    ? [server.storage.get(info, namespace, ref.name)].filter((o): o is KubeObject => o !== undefined)
    : server.storage.list(info, namespace).filter((o) => fromLabelSelector(ref.selector).matches(o.metadata.labels ?? {}));
  if (found.length > 0) return found;
  return ref.parameterNotFoundAction === 'Allow' ? [] : new Error('no params found for policy binding with `Deny` parameterNotFoundAction');
}
