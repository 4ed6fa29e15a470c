// What is wrong with metadata, on creation and on update.
import { describe, expect, it } from 'vitest';
import { validateMetadata, validateMetadataUpdate } from '../../../src/apis/validation/metadata.ts';
import type { Json } from '../../../src/apimachinery/object.ts';
import { sentences } from '../objects.ts';

const object = (metadata: Json): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
const wrong = (metadata: Json, options: Json = {}): string[] => sentences(validateMetadata(object({ name: 'a', namespace: 'default', ...metadata }), { namespaced: true, ...options }));

describe('metadata', () => {
  it('of a new object', () => {
    expect(wrong({ name: '' })).toEqual(['metadata.name: Required value: name or generateName is required']);
    expect(wrong({ generateName: 'web-' })).toEqual([]);
    expect(wrong({ name: 'a.b' }, { nameRule: 'dns1123label' })).toEqual(['metadata.name: Invalid value: "a.b": must not contain dots']);
    expect(wrong({ name: 'system:a/b' }, { nameRule: 'pathSegment' })).toEqual([`metadata.name: Invalid value: "system:a/b": may not contain '/'`]);
    expect(wrong({}, { namespaced: false })).toEqual(['metadata.namespace: Forbidden: not allowed on this type']);
    expect(wrong({ finalizers: ['notqualified'] })).toEqual(['metadata.finalizers[0]: Invalid value: "notqualified": name is neither a standard finalizer name nor is it fully qualified']);
    expect(wrong({ ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'p', uid: '' }] })).toEqual(['metadata.ownerReferences.uid: Invalid value: "": must not be empty']);
    expect(wrong({ annotations: { a: 'x'.repeat(262144) } })).toEqual(['metadata.annotations: Too long: may not be more than 262144 bytes']);
  });

  it('of an update', () => {
    const old = object({ name: 'a', namespace: 'default', uid: 'u', resourceVersion: '5', generation: 2, deletionTimestamp: '2026-11-21T00:00:00Z' });
    const change = (metadata: Json): string[] => sentences(validateMetadataUpdate(object({ ...old.metadata, ...metadata }), old));
    expect(change({})).toEqual([]);
    expect(change({ uid: 'v' })).toEqual(['metadata.uid: Invalid value: "v": field is immutable']);
    expect(change({ generation: 1 })).toEqual(['metadata.generation: Invalid value: 1: must not be decremented']);
    expect(change({ finalizers: ['lab.example/second'] })).toEqual([
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"lab.example/second"}',
    ]);
  });
});
