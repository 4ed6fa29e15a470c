// What explain says: where its texts come from, and how they are laid out.
import { expect, test } from 'vitest';
import { descriptions } from '../../../build/descriptions.mjs';
import types from '../../../src/apis/facts/schema.json' with { type: 'json' };
import { plaintext } from '../../../src/kubectl/verbs/explain/plaintext.ts';
import { Schemas } from '../../../src/kubectl/verbs/explain/document.ts';
import { flow, wrap } from '../../../src/kubectl/verbs/explain/wrap.ts';

test('a build finds a text for every type, and for nearly every field that holds no other type', () => {
  const [texts, found] = descriptions(types);
  const pod = found['io.k8s.api.core.v1.Pod'];
  expect(texts[pod?.[0] ?? -1]).toBe('Pod is a collection of containers that can run on a host. This resource is created by clients and scheduled onto hosts.');
  const policy = found['io.k8s.api.core.v1.PodSpec']?.[1].restartPolicy ?? -1;
  expect(texts[policy]).toMatch(/^Restart policy for all containers within the pod.*\n\nPossible enum values:\n - `"Always"`\n - `"Never"`\n - `"OnFailure"`$/s);
  expect(found['io.k8s.api.networking.v1.NetworkPolicyIngressRule']?.[1].from).toBeGreaterThan(0);
  const plain = Object.entries(types as Record<string, { properties?: Record<string, { $ref?: string }> }>)
    .filter(([name]) => name.startsWith('io.k8s.api.'))
    .flatMap(([name, { properties = {} }]) => Object.entries(properties).map(([field, { $ref }]) => ({ name, field, $ref })))
    .filter(({ $ref }) => !$ref);
  expect(plain.filter(({ name, field }) => found[name]?.[1][field] === undefined)).toEqual([]);
});

test('lines break where they are full; a long word has a line of its own', () => {
  expect(wrap('one two three', 7)).toBe('one two\nthree');
  expect(wrap('more info: https://example.com/a/long/one', 12)).toBe('more info:\nhttps://example.com/a/long/one');
  expect(wrap('a\n\n - b\n  c', 9)).toBe('a\n\n - b\n  c');
  expect(flow('one\ntwo:\nthree\n- four\n\n    code\nfive', 20)).toBe('one two:\nthree\n- four\n\n    code\nfive');
});

test('a field with an enumeration, and one that refers to a type', () => {
  const schemas = new Schemas({
    Boat: { type: 'object', description: 'Floats.', required: ['engine'], properties: { engine: { $ref: '#/components/schemas/Engine' }, colour: { type: 'string', enum: ['blue', 'red'] } } },
    Engine: { type: 'object', description: 'Turns.', properties: { power: { type: 'integer' } } },
  });
  const boat = schemas.resolve({ $ref: '#/components/schemas/Boat' });
  expect(plaintext(schemas, boat, [], false)).toBe(
    'DESCRIPTION:\n    Floats.\n    \nFIELDS:\n  colour\t<string>\n  enum: blue, red\n    <no description>\n\n  engine\t<Engine> -required-\n    Turns.\n\n\n',
  );
  expect(plaintext(schemas, boat, ['colour'], false)).toBe('FIELD: colour <string>\nENUM:\n    blue\n    red\n\nDESCRIPTION:\n    <empty>\n\n');
});
