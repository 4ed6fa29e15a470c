// Patches: strategic merge by table (compared with `kubectl patch --local`), and the laws of merging.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMergePatch, createThreeWayJSONMergePatch, mergePatch } from '../../src/apimachinery/jsonMerge.ts';
import type { Json } from '../../src/apimachinery/object.ts';
import { createThreeWayMergePatch, createTwoWayMergePatch } from '../../src/apimachinery/strategicDiff.ts';
import { type SchemaLookup, strategicMergePatch } from '../../src/apimachinery/strategicMerge.ts';

const plain: SchemaLookup = { strategy: [], child: () => undefined, items: () => undefined };
const listBy = (mergeKey: string | undefined, items: () => SchemaLookup): SchemaLookup => ({ mergeKey, strategy: ['merge'], child: () => undefined, items });
const element: SchemaLookup = { strategy: [], child: (field) => (field === 'env' ? listBy('name', () => plain) : undefined), items: () => undefined };
const fields: Record<string, SchemaLookup> = {
  list: listBy('name', () => element),
  set: listBy(undefined, () => plain),
  strategy: { ...plain, strategy: ['retainKeys'] },
};
const schema: SchemaLookup = { strategy: [], child: (field) => fields[field] ?? plain, items: () => undefined };

const base = { list: [{ name: 'a', image: '1', env: [{ name: 'X', value: '1' }] }, { name: 'b' }, { name: 'c' }], set: ['x', 'y', 'z'], strategy: { type: 'R', rolling: 1 }, atomic: [1, 2] };

describe('applying', () => {
  const names = (patch: Json): string =>
    strategicMergePatch(base, patch, schema)
      .list.map((item: Json) => item.name)
      .join(' ');
  test.each([
    [{ list: [{ name: 'n' }] }, 'n a b c'],
    [{ list: [{ name: 'c', image: '9' }, { name: 'a' }] }, 'b c a'],
    [{ list: [{ name: 'b', $patch: 'delete' }] }, 'a c'],
    [{ list: [{ $patch: 'replace' }, { name: 'only' }] }, 'only'],
    [{ '$setElementOrder/list': [{ name: 'c' }, { name: 'a' }, { name: 'b' }] }, 'c a b'],
  ])('%j', (patch, expected) => {
    expect(names(patch)).toBe(expected);
  });

  test('directives on maps and sets', () => {
    const apply = (patch: Json): Json => strategicMergePatch(base, patch, schema);
    expect(apply({ strategy: { $retainKeys: ['type'], type: 'N' } }).strategy).toEqual({ type: 'N' });
    expect(apply({ strategy: { $patch: 'replace', q: 1 } }).strategy).toEqual({ q: 1 });
    expect(apply({ '$deleteFromPrimitiveList/set': ['y'] }).set).toEqual(['x', 'z']);
    expect(apply({ set: ['w', 'x'] }).set).toEqual(['w', 'x', 'y', 'z']);
    expect(apply({ atomic: [3] }).atomic).toEqual([3]);
    expect(() => apply({ list: [{ image: 'q' }] })).toThrow('map: map[image:q] does not contain declared merge key: name');
    expect(() => apply({ list: [{ name: 'a', $patch: 'what' }] })).toThrow('unknown patch type: what in map: map[$patch:what name:a]');
  });
});

test('apply keeps what others added, and deletes what was applied before', () => {
  const original = { list: [{ name: 'a', image: '1' }, { name: 'gone' }], labels: { old: '1' } };
  const modified = { list: [{ name: 'a', image: '2' }], labels: { mine: '1' } };
  const current = { list: [{ name: 'a', image: '1', extra: true }, { name: 'gone' }, { name: 'injected' }], labels: { old: '1', theirs: '1' } };
  const patch = createThreeWayMergePatch(original, modified, current, schema);
  expect(patch).toEqual({
    '$setElementOrder/list': [{ name: 'a' }],
    list: [
      { name: 'a', image: '2' },
      { $patch: 'delete', name: 'gone' },
    ],
    labels: { mine: '1', old: null },
  });
  const merged = strategicMergePatch(current, patch, schema);
  expect(merged.labels).toEqual({ mine: '1', theirs: '1' });
  expect(merged.list).toContainEqual({ name: 'a', image: '2', extra: true });
  expect(createThreeWayJSONMergePatch({ a: 1, b: 1 }, { a: 2 }, { a: 1, b: 1, c: 1 })).toEqual({ a: 2, b: null });
});

test('of elements with the same key each has its counterpart, as port 53 over UDP and TCP', () => {
  const ports = [
    { name: 'a', image: 'udp' },
    { name: 'a', image: 'tcp' },
  ];
  expect(createTwoWayMergePatch({ list: ports, labels: { x: '1' } }, { list: structuredClone(ports), labels: { x: '2' } }, schema)).toEqual({ labels: { x: '2' } });
});

const tree = fc.letrec((tie) => ({
  map: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof({ maxDepth: 3 }, fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 3 }), tie('map'))),
})).map as fc.Arbitrary<Json>;

const named = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), image: fc.constantFrom('1', '2') }), { selector: (item) => item.name });
const typed = fc.record({ list: named, set: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')), strategy: fc.dictionary(fc.constantFrom('p', 'q'), fc.integer()) }, { requiredKeys: [] });

test('applying the difference gives the modified object', () => {
  fc.assert(
    fc.property(tree, tree, (a, b) => {
      expect(mergePatch(a, createMergePatch(a, b))).toEqual(b);
    }),
  );
  fc.assert(
    fc.property(typed, typed, (a, b) => {
      expect(strategicMergePatch(a, createTwoWayMergePatch(a, b, schema), schema)).toEqual(b);
    }),
  );
});
