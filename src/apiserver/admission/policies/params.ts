// The objects that a binding gives its policy as parameters.
import { fromLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { groupVersionText } from '../../../apis/resources.ts';
import type { AdmissionRequest } from '../types.ts';

/** Why there are no parameters; of the policy itself, where no binding could help. */
export class ParamsError extends Error {
  constructor(
    message: string,
    readonly ofPolicy = false,
  ) {
    super(message);
  }
}

/** The parameters of a binding: one evaluation for each. Nothing given is one evaluation without. */
export function paramsOf(policy: KubeObject, binding: KubeObject, request: AdmissionRequest): (KubeObject | undefined)[] | ParamsError {
  const { paramKind } = policy.spec;
  const ref: Json = binding.spec.paramRef;
  if (!paramKind) return [undefined];
  const { server } = request.context;
  const info = server.resources().find((r) => r.kind === paramKind.kind && groupVersionText(r) === paramKind.apiVersion);
  if (!info) return new ParamsError(`failed to find resource referenced by paramKind: '${paramKind.apiVersion}, Kind=${paramKind.kind}'`, true);
  if (!ref) return [undefined];
  const namespace = info.namespaced ? ref.namespace || request.namespace : undefined;
  if (info.namespaced && namespace === undefined) return new ParamsError('cannot use namespaced paramRef in policy binding that matches cluster-scoped resources');
  if (!info.namespaced && ref.namespace) return new ParamsError('paramRef.namespace must not be provided for a cluster-scoped `paramKind`');
  const found = ref.name
    ? [server.storage.get(info, namespace, ref.name)].filter((o): o is KubeObject => o !== undefined)
    : server.storage.list(info, namespace).filter((o) => fromLabelSelector(ref.selector).matches(o.metadata.labels ?? {}));
  if (found.length > 0) return found;
  return ref.parameterNotFoundAction === 'Allow' ? [] : new ParamsError('no params found for policy binding with `Deny` parameterNotFoundAction');
}
