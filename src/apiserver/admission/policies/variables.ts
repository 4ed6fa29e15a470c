// What the expressions of a policy may speak of: the request and its objects, parameters, and variables of the policy's own.
import { evaluateCel, toCel } from '../../../apimachinery/cel.ts';
import { Authorizer, type CelQuestion } from '../../../apimachinery/celValues.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { query } from '../../context.ts';
import { type AdmissionRequest, reads } from '../types.ts';

function requestOf(request: AdmissionRequest): Json {
  const { operation, resource, subresource, namespace, name, context } = request;
  const { group, version, kind } = resource;
  const { name: username, groups, uid, extra } = context.user;
  const gvk = { group, version, kind };
  const gvr = { group, version, resource: resource.resource };
  return {
    kind: gvk,
    resource: gvr,
    subResource: subresource,
    requestKind: gvk,
    requestResource: gvr,
    requestSubResource: subresource,
    name,
    namespace: namespace ?? '',
    operation,
    userInfo: { username, groups, uid: uid ?? '', extra: extra ?? {} },
    dryRun: context.dryRun,
    options: { fieldManager: query(context, 'fieldManager') ?? '' },
  };
}

/** Each variable is worked out when it is asked for, from those before it. */
function withVariables(base: Record<string, unknown>, definitions: readonly { name: string; expression: string }[]): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  const all = { ...base, variables };
  for (const { name, expression } of definitions) {
    Object.defineProperty(variables, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = evaluateCel(expression, all);
        Object.defineProperty(variables, name, { enumerable: true, value });
        return value;
      },
    });
  }
  return all;
}

/** Who may do what, asked in the name of the user or of a service account. */
function authorizerOf({ context, resource, subresource, namespace, name }: AdmissionRequest): Authorizer {
  const { server, user } = context;
  const ask = (question: CelQuestion): { allowed: boolean; reason: string } => {
    const account = question.serviceAccount;
    const who = account
      ? { name: `system:serviceaccount:${account.namespace}:${account.name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`, 'system:authenticated'] }
      : user;
    const isResource = question.path === undefined;
    const { path = '', verb = '', group = '', resource: of = '', subresource: part = '' } = question;
    return server.authorize({ user: who, verb, isResource, path, group, resource: of, subresource: part, namespace: question.namespace || undefined, name: question.name || undefined });
  };
  const own = { group: resource.group, resource: resource.resource, subresource, name, ...(namespace === undefined ? {} : { namespace }) };
  return new Authorizer(ask, {}, new Authorizer(ask, own));
}

export function variablesOf(request: AdmissionRequest, params: Json, definitions: readonly { name: string; expression: string }[] = []): Record<string, unknown> {
  const namespace = request.namespace === undefined || request.resourceText === 'namespaces' ? undefined : reads(request).find('namespaces', request.namespace);
  const base = {
    object: toCel(request.object ?? null),
    oldObject: toCel(request.old ?? null),
    request: toCel(requestOf(request)),
    namespaceObject: toCel(namespace ?? null),
    params: toCel(params ?? null),
    authorizer: authorizerOf(request),
  };
  return withVariables(base, definitions);
}
