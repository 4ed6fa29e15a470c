// Kinds of one's own: what becomes of values by their schema, and of objects when their definition goes.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
let cluster: Cluster;
let state: ClusterState;

function ask(method: ApiRequest['method'], path: string, body?: Json, query: Record<string, string> = {}): { code: number; body: Json; message: string; warnings: readonly string[] } {
  const { code, body: answer, warnings } = (cluster.transport as Transport).request({ method, path, query, body, credential: { kind: 'component', user: 'admin', groups: ['system:masters'] } });
  return { code, body: answer, message: answer.message ?? '', warnings };
}

const spec: Json = {
  type: 'object',
  properties: {
    size: { type: 'integer', minimum: 1, default: 3 },
    mode: { type: 'string', enum: ['a', 'b'] },
    name: { type: 'string', maxLength: 3, pattern: '^[a-z]+$' },
    port: { 'x-kubernetes-int-or-string': true },
    when: { type: 'string', format: 'date-time' },
    items: {
      type: 'array',
      maxItems: 2,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, n: { type: 'integer', default: 7 } } },
    },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
  'x-kubernetes-validations': [
    { rule: "!has(self.mode) || self.mode != 'b' || self.size > 5", message: 'b needs more', fieldPath: '.size' },
    { rule: 'self.size >= oldSelf.size', messageExpression: "'was ' + string(oldSelf.size)" },
  ],
};

const definition: Json = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.lab.example' },
  spec: {
    group: 'lab.example',
    scope: 'Namespaced',
    names: { plural: 'things', kind: 'Thing', shortNames: ['th'], categories: ['all'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', properties: { spec, status: { type: 'object', properties: { ok: { type: 'boolean' } } } } } },
      },
      { name: 'v1beta1', served: true, storage: false, deprecated: true, schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } },
    ],
  },
};

const path = '/apis/lab.example/v1/namespaces/default/things';
const thing = (own: Json, name = 't'): Json => ({ apiVersion: 'lab.example/v1', kind: 'Thing', metadata: { name }, spec: own });

beforeEach(() => {
  state = structuredClone(newborn);
  cluster = new Cluster(state);
  cluster.advance(cluster.now + 5000);
  expect(ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition).code).toBe(201);
});

describe('values', () => {
  test('get defaults and lose what is unknown', () => {
    const { body, warnings } = ask('POST', path, { ...thing({ items: [{ id: 'x', q: 1 }], free: { any: [1] }, zz: 1 }), status: { ok: true } });
    expect(body.spec).toEqual({ size: 3, items: [{ id: 'x', n: 7 }], free: { any: [1] } });
    expect(body.status).toBeUndefined();
    expect(warnings).toEqual(['unknown field "spec.items[0].q"', 'unknown field "spec.zz"']);
    expect(ask('POST', path, thing({ zz: 1 }), { fieldValidation: 'Strict' }).message).toBe('Thing in version "v1" cannot be handled as a Thing: strict decoding error: unknown field "spec.zz"');
  });

  const unchecked = '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';
  test.each([
    [{ size: 'x' }, `[spec.size: Invalid value: "string": spec.size in body must be of type integer: "string", ${unchecked}]`],
    [{ size: 0 }, 'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1'],
    [{ mode: 'c' }, `[spec.mode: Unsupported value: "c": supported values: "a", "b", ${unchecked}]`],
    [{ name: 'Ab' }, `spec.name: Invalid value: "Ab": spec.name in body should match '^[a-z]+$'`],
    [{ name: 'abcd' }, `[spec.name: Too long: may not be more than 3 bytes, ${unchecked}]`],
    [{ when: 'now' }, `[spec.when: Invalid value: "now": spec.when in body must be of type date-time: "now", ${unchecked}]`],
    [{ items: [{ n: 1 }] }, `[spec.items[0].id: Required value, ${unchecked}]`],
    [{ items: [{ id: 'a' }, { id: 'a' }] }, 'spec.items[1]: Duplicate value: {"id":"a"}'],
    [{ mode: 'b' }, 'spec.size: Invalid value: b needs more'],
  ])('are refused: %j', (own, why) => {
    expect(ask('POST', path, thing(own)).message).toBe(`Thing.lab.example "t" is invalid: ${why}`);
  });

  test('are compared with what they were', () => {
    const { body } = ask('POST', path, thing({ size: 6 }));
    expect(ask('PUT', `${path}/t`, { ...body, spec: { size: 5 } }).message).toBe('Thing.lab.example "t" is invalid: spec: Invalid value: was 6');
    expect(ask('PUT', `${path}/t`, { ...body, spec: { size: 9 } }).body.metadata.generation).toBe(2);
  });
});

test('an object is the same in every version', () => {
  ask('POST', path, thing({ size: 4 }));
  const { body, warnings } = ask('GET', path.replace('v1', 'v1beta1').concat('/t'));
  expect([body.apiVersion, body.spec.size, warnings]).toEqual(['lab.example/v1beta1', 4, ['lab.example/v1beta1 Thing is deprecated']]);
});

test('a definition goes after its objects, and takes the kind along', () => {
  ask('POST', path, thing({}));
  ask('POST', path, { ...thing({}, 'held'), metadata: { name: 'held', finalizers: ['lab.example/hold'] } });
  const crd = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.lab.example';
  ask('DELETE', crd);
  cluster.advance(cluster.now + 6000);
  expect(ask('GET', path).body.items.map((o: Json) => o.metadata.name)).toEqual(['held']);
  expect(ask('POST', path, thing({}, 'late')).message).toBe('create not allowed while custom resource definition is terminating');
  const held = ask('GET', `${path}/held`).body;
  ask('PUT', `${path}/held`, { ...held, metadata: { ...held.metadata, finalizers: [] } });
  cluster.advance(cluster.now + 6000);
  expect([ask('GET', crd).code, ask('GET', path).code]).toEqual([404, 404]);
});

test('namespaces and owners take custom objects along', () => {
  ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } });
  const { body: owner } = ask('POST', path, thing({}, 'owner'));
  const ref = { apiVersion: 'lab.example/v1', kind: 'Thing', name: 'owner', uid: owner.metadata.uid };
  ask('POST', '/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'owned', ownerReferences: [ref] } });
  ask('POST', path.replace('default', 'n'), thing({}));
  ask('DELETE', `${path}/owner`);
  ask('DELETE', '/api/v1/namespaces/n');
  cluster.advance(cluster.now + 30_000);
  expect([ask('GET', '/api/v1/namespaces/default/configmaps/owned').code, ask('GET', '/api/v1/namespaces/n').code]).toEqual([404, 404]);
});
