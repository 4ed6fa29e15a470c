// What the expressions of admission policies and match conditions may speak of, and what they must evaluate to.
import { compileCel } from '../../apimachinery/cel.ts';
import { authorizerType, resourceCheckType } from '../../apimachinery/celOverloads.ts';
import { boolType, type CelType, dynType, listType, mapType, objectType, stringType } from '../../apimachinery/celTypes.ts';
import { type FieldError, type FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';

export type Scope = Readonly<Record<string, CelType>>;

const object = (name: string, fields: Scope): CelType => objectType(name, fields);
const texts = (...names: string[]): Scope => Object.fromEntries(names.map((name) => [name, stringType]));
const strings = listType(stringType);
const stringMap = mapType(stringType, stringType);
const time: CelType = { kind: 'simple', name: 'timestamp', params: [] };

const gvk = object('kubernetes.GroupVersionKind', texts('group', 'version', 'kind'));
const gvr = object('kubernetes.GroupVersionResource', texts('group', 'version', 'resource'));
const userInfo = object('kubernetes.UserInfo', { ...texts('username', 'uid'), groups: strings, extra: mapType(stringType, strings) });

const request = object('kubernetes.AdmissionRequest', {
  kind: gvk,
  resource: gvr,
  requestKind: gvk,
  requestResource: gvr,
  ...texts('subResource', 'requestSubResource', 'name', 'namespace', 'operation'),
  userInfo,
  dryRun: boolType,
  options: dynType,
});

const namespace = object('kubernetes.Namespace', {
  metadata: object('kubernetes.NamespaceMetadata', {
    ...texts('name', 'generateName', 'namespace', 'UID', 'resourceVersion'),
    labels: stringMap,
    annotations: stringMap,
    generation: { kind: 'simple', name: 'int', params: [] },
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: { kind: 'simple', name: 'int', params: [] },
  }),
  spec: object('kubernetes.NamespaceSpec', { finalizers: strings }),
  status: object('kubernetes.NamespaceStatus', {
    phase: stringType,
    conditions: listType(object('kubernetes.NamespaceCondition', { ...texts('status', 'type', 'message', 'reason'), lastTransitionTime: time })),
  }),
});

interface Options {
  params?: CelType | undefined;
  authorizer?: boolean;
  object?: CelType;
}

export function scopeOf({ params, authorizer = true, object: of = dynType }: Options): Scope {
  return {
    object: of,
    oldObject: of,
    request,
    namespaceObject: namespace,
    ...(params ? { params } : {}),
    ...(authorizer ? { authorizer: authorizerType, 'authorizer.requestResource': resourceCheckType } : {}),
  };
}

/** The scope with the variables of a policy: each may speak of those before it. */
export function withVariables(scope: Scope, variables: readonly { name?: string; expression?: string }[] | undefined): Scope {
  if (!variables?.length) return scope;
  let known: Record<string, CelType> = {};
  const all = (): Scope => ({ ...scope, variables: object('kubernetes.variables', known) });
  for (const { name = '', expression = '' } of variables) known = { ...known, [name]: compileCel(expression, all()).result ?? dynType };
  return all();
}

const runtimeNames: Readonly<Record<string, string>> = { null: 'null_type', timestamp: 'google.protobuf.Timestamp', duration: 'google.protobuf.Duration' };

/** What is wrong with an expression, as the compiler of policies tells it. */
export function expressionFault(expression: string, scope: Scope, expected: readonly string[] = []): string | undefined {
  const { fault, type } = compileCel(expression, scope);
  if (fault) return `compilation failed: ${fault}`;
  const shown = runtimeNames[type] ?? type;
  if (expected.length === 0 || expected.includes(shown)) return undefined;
  return expected.length === 1 ? `must evaluate to ${expected[0]} but got ${shown}` : `must evaluate to one of [${expected.join(' ')}] but got ${shown}`;
}

export function expressionErrors(at: FieldPath, expression: string, scope: Scope, expected: readonly string[] = []): FieldError[] {
  const fault = expressionFault(expression, scope, expected);
  return fault ? [invalidValue(at, expression, fault)] : [];
}
