// Admission policies at work: what they deny, say and change, and what of their expressions is refused or warned of.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
let cluster: Cluster;
let state: ClusterState;

function ask(method: ApiRequest['method'], path: string, body?: Json): { code: number; body: Json; message: string; warnings: readonly string[] } {
  const { code, body: answer, warnings } = (cluster.transport as Transport).request({ method, path, query: {}, body, credential: { kind: 'component', user: 'admin', groups: ['system:masters'] } });
  return { code, body: answer, message: answer.message ?? '', warnings };
}

const group = '/apis/admissionregistration.k8s.io/v1';
const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }];

function policy(spec: Json, actions: string[] = ['Deny'], binding: Json = {}): { code: number; message: string } {
  const made = ask('POST', `${group}/validatingadmissionpolicies`, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'p' },
    spec: { matchConstraints: { resourceRules: rules }, ...spec },
  });
  if (made.code !== 201) return made;
  return ask('POST', `${group}/validatingadmissionpolicybindings`, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'b' },
    spec: { policyName: 'p', validationActions: actions, ...binding },
  });
}

const configMap = (data: Json, name = 'c') => ask('POST', '/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
const denied = (what: string) => `configmaps "c" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ${what}`;

beforeEach(() => {
  state = structuredClone(newborn);
  cluster = new Cluster(state);
  cluster.advance(cluster.now + 30_000);
});

describe('what a policy says of a request', () => {
  const cases: [name: string, spec: Json, data: Json, message: string][] = [
    ['an expression alone', { validations: [{ expression: "object.data.a == 'x'" }] }, { a: 'y' }, "failed expression: object.data.a == 'x'"],
    ['an error', { validations: [{ expression: "object.data.b == 'x'" }] }, { a: 'y' }, "expression 'object.data.b == 'x'' resulted in error: no such key: b"],
    [
      'variables',
      { variables: [{ name: 'n', expression: 'object.data.size()' }], validations: [{ expression: 'variables.n > 1', messageExpression: "'only ' + string(variables.n)" }] },
      { a: 'y' },
      'only 1',
    ],
    [
      'the authorizer',
      { validations: [{ expression: "!authorizer.group('').resource('secrets').namespace('default').check('get').allowed()", message: 'may read secrets' }] },
      { a: 'y' },
      'may read secrets',
    ],
    ['the namespace', { validations: [{ expression: "namespaceObject.metadata.name != 'default'", message: ' not here ' }] }, { a: 'y' }, 'not here'],
    [
      'an audit annotation without value',
      { auditAnnotations: [{ key: 'k', valueExpression: 'string(object.data.zz)' }] },
      { a: 'y' },
      "expression 'string(object.data.zz)' resulted in error: no such key: zz",
    ],
  ];
  test.each(cases)('%s', (_, spec, data, message) => {
    expect(policy(spec).message).toBe('');
    expect(configMap(data).message).toBe(denied(message));
  });

  test('a condition that does not hold keeps the policy silent, whatever else cannot be told', () => {
    policy({
      matchConditions: [
        { name: 'x', expression: 'object.data.zz == 1' },
        { name: 'y', expression: 'false' },
      ],
      validations: [{ expression: 'false' }],
    });
    expect(configMap({ a: '1' }).code).toBe(201);
  });

  test('Warn warns', () => {
    policy({ validations: [{ expression: 'false', message: 'no' }] }, ['Warn', 'Audit']);
    const { code, warnings } = configMap({ a: '1' });
    expect([code, warnings]).toEqual([201, ["Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"]]);
  });

  test('parameters that are not there', () => {
    policy({ paramKind: { apiVersion: 'v1', kind: 'Secret' }, validations: [{ expression: 'params != null' }] }, ['Deny'], {
      paramRef: { name: 'x', namespace: 'default', parameterNotFoundAction: 'Deny' },
    });
    expect(configMap({ a: '1' }).message).toBe(denied('failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction'));
  });
});

describe('expressions that are refused', () => {
  const cases: [expression: string, fault: string][] = [
    ['foo.bar', "compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n | foo.bar\n | ^"],
    ['params.x == 1', "compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')\n | params.x == 1\n | ^"],
    ['object.spec', 'must evaluate to bool but got dyn'],
    ['1 + 1', 'must evaluate to bool but got int'],
    ["request.operatio == 'CREATE'", "compilation failed: ERROR: <input>:1:8: undefined field 'operatio'\n | request.operatio == 'CREATE'\n | .......^"],
    ["'a' == 1", "compilation failed: ERROR: <input>:1:5: found no matching overload for '_==_' applied to '(string, int)'\n | 'a' == 1\n | ....^"],
  ];
  test.each(cases)('%s', (expression, fault) => {
    expect(policy({ validations: [{ expression }] }).message).toBe(
      `ValidatingAdmissionPolicy.admissionregistration.k8s.io "p" is invalid: spec.validations[0].expression: Invalid value: ${JSON.stringify(expression)}: ${fault}`,
    );
  });
});

test('what the types of the matched kinds do not have is warned of in the status', () => {
  policy({
    matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }] },
    validations: [{ expression: 'object.spec.replica > 1' }],
  });
  cluster.advance(cluster.now + 30_000);
  expect(ask('GET', `${group}/validatingadmissionpolicies/p`).body.status.typeChecking).toEqual({
    expressionWarnings: [
      {
        fieldRef: 'spec.validations[0].expression',
        warning: "apps/v1, Kind=Deployment: ERROR: <input>:1:12: undefined field 'replica'\n | object.spec.replica > 1\n | ...........^\n",
      },
    ],
  });
});

describe('mutating policies', () => {
  function mutating(mutation: Json): { code: number; message: string } {
    const made = ask('POST', `${group}/mutatingadmissionpolicies`, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name: 'm' },
      spec: { matchConstraints: { resourceRules: rules }, reinvocationPolicy: 'Never', mutations: [mutation] },
    });
    if (made.code !== 201) return made;
    return ask('POST', `${group}/mutatingadmissionpolicybindings`, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name: 'mb' },
      spec: { policyName: 'm' },
    });
  }

  test('an apply configuration is laid over the object', () => {
    expect(mutating({ patchType: 'ApplyConfiguration', applyConfiguration: { expression: "Object{metadata: Object.metadata{labels: Object.metadata.labels{env: 'lab'}}}" } }).message).toBe('');
    expect(configMap({ a: '1' }).body.metadata.labels).toEqual({ env: 'lab' });
  });

  test('a JSON patch is applied', () => {
    mutating({ patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "add", path: "/data/b", value: "2"}, JSONPatch{op: "remove", path: "/data/" + jsonpatch.escapeKey("a")}]' } });
    expect(configMap({ a: '1' }).body.data).toEqual({ b: '2' });
  });

  test('an expression without a value denies', () => {
    mutating({ patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "add", path: "/data/b", value: object.data.zz}]' } });
    expect(configMap({ a: '1' }).message).toBe(
      `policy 'm' with binding 'mb' denied request: expression '[JSONPatch{op: "add", path: "/data/b", value: object.data.zz}]' resulted in error: no such key: zz`,
    );
  });
});
