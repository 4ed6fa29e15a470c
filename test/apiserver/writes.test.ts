// Writes: options, versions, deletion's rules, and who manages which field.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { Asking, configMap } from './asking.ts';

const path = '/api/v1/namespaces/default/configmaps';
let it: Asking;
let made: Json;

beforeEach(() => {
  it = new Asking();
  made = it.post(path, configMap('a', { data: { x: '1' } }));
});

describe('options are refused', () => {
  test.each([
    ['POST', '?dryRun=Some', '422 CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"'],
    ['POST', '?fieldValidation=Loud', '422 CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Loud": supported values: "", "Ignore", "Strict", "Warn"'],
    ['POST', `?fieldManager=${'m'.repeat(129)}`, '422 CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes'],
    ['PATCH', '/a?force=true', '422 PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch'],
    ['DELETE', '/a?propagationPolicy=Slow', '422 DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Slow": supported values: "Foreground", "Background", "Orphan", "nil"'],
    [
      'DELETE',
      '/a?propagationPolicy=Orphan&orphanDependents=true',
      '422 DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set',
    ],
    ['DELETE', '/a?gracePeriodSeconds=x', '400 strconv.ParseInt: parsing "x": invalid syntax'],
  ] as const)('%s %s', (method, query, answer) => {
    expect(it.said(method, `${path}${query}`, method === 'DELETE' ? undefined : configMap('b'))).toBe(answer);
  });

  test('apply without a manager', () => {
    expect(it.apply(`${path}/a`, configMap('a')).message).toBe('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch');
  });
});

describe('a PUT', () => {
  const put = (name: string, metadata: Json, to = path): string => it.said('PUT', `${to}/${name}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata });

  test('must be of the object that it says it is, as it was last', () => {
    expect(put('a', { name: 'b' })).toBe('400 the name of the object (b) does not match the name on the URL (a)');
    expect(put('a', {})).toBe('400 the name of the object (a based on URL) was undeterminable: name must be provided');
    expect(put('a', { name: 'a', namespace: 'kube-system' })).toBe('400 the namespace of the provided object does not match the namespace sent on the request');
    expect(put('a', { name: 'a', uid: 'u' })).toBe(
      `409 Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /registry/configmaps/default/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: u, UID in object meta: ${made.metadata.uid}`,
    );
    expect(put('a', { name: 'a', resourceVersion: '1' })).toBe(
      '409 Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    );
    expect(put('no', { name: 'no' })).toBe('404 configmaps "no" not found');
  });

  test('makes what is not there, of a few kinds', () => {
    const url = '/api/v1/namespaces/default/limitranges/r';
    expect(it.said('PUT', url, { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'r' }, spec: { limits: [] } })).toBe('201');
  });
});

describe('a deletion', () => {
  test('holds to its preconditions', () => {
    const { uid, resourceVersion } = made.metadata;
    expect(it.said('DELETE', `${path}/a`, { preconditions: { uid: 'u' } })).toBe(
      `409 Operation cannot be fulfilled on ConfigMap "a": the UID in the precondition (u) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
    expect(it.said('DELETE', `${path}/a`, { preconditions: { resourceVersion: '1' } })).toBe(
      `409 Operation cannot be fulfilled on ConfigMap "a": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  });

  test('in a dry run changes nothing, wherever that is said', () => {
    expect(it.ask('DELETE', `${path}/a`, { dryRun: ['All'] }).body).toMatchObject({ status: 'Success', details: { name: 'a', kind: 'configmaps', uid: made.metadata.uid } });
    expect(it.said('DELETE', `${path}?dryRun=All`)).toBe('200');
    expect(it.said('GET', `${path}/a`)).toBe('200');
  });

  test('with finalizers waits, and takes no new ones', () => {
    it.merge(`${path}/a`, { metadata: { finalizers: ['example.com/a'] } });
    expect(it.ask('DELETE', `${path}/a`).body.metadata).toMatchObject({ deletionGracePeriodSeconds: 0, finalizers: ['example.com/a'] });
    expect(it.merge(`${path}/a`, { metadata: { finalizers: ['example.com/a', 'example.com/b'] } }).message).toBe(
      'ConfigMap "a" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/b"}',
    );
    it.merge(`${path}/a`, { metadata: { finalizers: null } });
    expect(it.said('GET', `${path}/a`)).toBe('404 configmaps "a" not found');
  });

  test('of many goes by selectors and limits', () => {
    for (const name of ['b', 'c']) it.post(path, configMap(name, { metadata: { labels: { many: 'yes' } } }));
    expect(it.ask('DELETE', `${path}?labelSelector=many=yes&limit=1`).body.items.map((o: Json) => o.metadata.name)).toEqual(['b']);
    expect(it.said('DELETE', `${path}?fieldSelector=data.x=1`)).toBe('400 "data.x" is not a known field selector: only "metadata.name", "metadata.namespace"');
  });
});

describe('patches', () => {
  const patch = (contentType: string, body: Json, query = ''): string => it.said('PATCH', `${path}/a${query}`, body, { headers: { contentType: contentType as 'application/json' } });

  test('with fields that the type does not have are refused when that is asked for', () => {
    expect(patch('application/strategic-merge-patch+json', { dta: { x: '1' } }, '?fieldValidation=Strict')).toBe(
      '422  "" is invalid: patch: Invalid value: "map[dta:map[x:1]]": strict decoding error: unknown field "dta"',
    );
    expect(patch('application/merge-patch+json', { dta: {} }, '?fieldValidation=Strict')).toMatch(/^422 {2}"" is invalid: patch: Invalid value: "{.*}": strict decoding error: unknown field "dta"$/);
    const { warnings } = it.ask('PATCH', `${path}/a`, { dta: {} }, { headers: { contentType: 'application/merge-patch+json' } });
    expect(warnings).toEqual(['unknown field "dta"']);
  });

  test('with values of other types are refused with the whole object that they make', () => {
    const whole = /^422 {2}"" is invalid: patch: Invalid value: "{\\"apiVersion\\":\\"v1\\",\\"data\\":.*}": json: cannot unmarshal number into Go struct field ConfigMap\.data of type string$/;
    expect(patch('application/merge-patch+json', { data: { x: 1 } })).toMatch(whole);
    expect(patch('application/json-patch+json', [{ op: 'add', path: '/data/x', value: 1 }])).toMatch(whole);
  });

  test('of types, sizes and operations that are not taken', () => {
    expect(patch('application/json', {})).toMatch(/^415 the body of the request was in an unknown format - accepted media types include: application\/json-patch\+json, /);
    expect(patch('application/json-patch+json', Array(10_001).fill({ op: 'remove', path: '/x' }))).toBe(
      '413 Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    );
    expect(patch('application/json-patch+json', [{ op: 'test', path: '/data/x', value: '2' }])).toBe('422 the server rejected our request due to an error in our request');
  });

  test('of who somebody is are refused', () => {
    expect(patch('application/merge-patch+json', { metadata: { uid: 'u' } })).toBe('422 ConfigMap "a" is invalid: metadata.uid: Invalid value: "u": field is immutable');
  });
});

describe('managed fields', () => {
  const managers = (object: Json): string[] => (object.metadata.managedFields ?? []).map((e: Json) => `${e.manager} ${e.operation} ${JSON.stringify(e.fieldsV1)}`);

  test('are stripped by one empty entry, and begin again with an application', () => {
    expect(managers(made)).toEqual(['test Update {"f:data":{".":{},"f:x":{}}}']);
    expect(managers(it.merge(`${path}/a`, { metadata: { managedFields: [] } }))).toHaveLength(1);
    expect(managers(it.merge(`${path}/a`, { metadata: { managedFields: [{}] }, data: { y: '2' } }))).toEqual([]);
    expect(it.apply(`${path}/a?fieldManager=m`, configMap('a', { data: { x: '2' } })).message).toBe('Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.x');
    expect(managers(it.apply(`${path}/a?fieldManager=m&force=true`, configMap('a', { data: { x: '2' } })))).toEqual([
      'm Apply {"f:data":{"f:x":{}}}',
      'before-first-apply Update {"f:data":{".":{},"f:y":{}}}',
    ]);
  });

  test('of more than ten updaters the oldest become one', () => {
    for (let i = 0; i < 12; i++) it.merge(`${path}/a?fieldManager=m${i}`, { data: { [`k${i}`]: '1' } });
    const all = managers(it.get(`${path}/a`));
    expect(all).toHaveLength(10);
    expect(all.some((text) => text.startsWith('ancient-changes Update'))).toBe(true);
  });

  test('items are known by their keys, those included that the type gives them', () => {
    const services = '/api/v1/namespaces/default/services';
    const service = (port: Json): Json => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80, ...port }] } });
    it.apply(`${services}/s?fieldManager=m`, service({}));
    const applied = it.apply(`${services}/s?fieldManager=m`, service({ name: 'web' }));
    expect(applied.spec.ports).toEqual([{ name: 'web', port: 80, protocol: 'TCP', targetPort: 80 }]);
    expect(Object.keys(applied.metadata.managedFields[0].fieldsV1['f:spec']['f:ports'])).toEqual(['k:{"port":80,"protocol":"TCP"}']);
  });

  test('what an applier gives up goes, unless another owns it', () => {
    it.apply(`${path}/b?fieldManager=one`, configMap('b', { data: { x: '1', y: '1' } }));
    it.apply(`${path}/b?fieldManager=two`, configMap('b', { data: { x: '1' } }));
    expect(it.apply(`${path}/b?fieldManager=one`, configMap('b', { data: {} })).data).toEqual({ x: '1' });
    expect(it.apply(`${path}/b?fieldManager=three`, configMap('b', { data: { x: '9' } })).message).toBe('Apply failed with 1 conflict: conflict with "two": .data.x');
  });
});
