// CustomResourceDefinitions that a real server refuses, and values that their schemas refuse: every sentence.
import { describe, expect, test } from 'vitest';
import { fieldErrorText } from '../../src/apimachinery/fieldErrors.ts';
import type { Json } from '../../src/apimachinery/object.ts';
import { customFindings, customStatusFindings } from '../../src/apis/apiextensions/customresource/index.ts';
import { applyCustomDefaults, readCustom } from '../../src/apis/apiextensions/customresource/structural.ts';
import { builtInNamed } from '../../src/apis/resources.ts';

const logic = builtInNamed('customresourcedefinitions.apiextensions.k8s.io')?.logic;

function definition(spec: Json, version: Json = {}): Json {
  const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, ...version }];
  return { metadata: { name: 'boats.lab.example' }, spec: { group: 'lab.example', scope: 'Namespaced', names: { plural: 'boats', kind: 'Boat' }, versions, ...spec } };
}

function refusals(object: Json): string[] {
  logic?.applyDefaults?.(object);
  logic?.prepareForCreate?.(object, { now: 0, user: 'x' });
  return (logic?.validate?.(object) ?? []).map(fieldErrorText);
}

/** The refusals of a schema whose spec this is, without the path to it. */
function schemaRefusals(spec: Json): string[] {
  const root = 'spec.validation.openAPIV3Schema.properties[spec]';
  return refusals(definition({}, { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } })).map((text) => text.replaceAll(root, 'S'));
}

const string = { type: 'string' };
const object = (properties: Json, more: Json = {}): Json => ({ type: 'object', properties, ...more });
const label = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;

describe('a definition', () => {
  const cases: [name: string, object: Json, expected: string[]][] = [
    ['no group', definition({ group: '' }), ['metadata.name: Invalid value: "boats.lab.example": must be spec.names.plural+"."+spec.group', 'spec.group: Required value']],
    ['a group without a dot', { ...definition({ group: 'lab' }), metadata: { name: 'boats.lab' } }, ['spec.group: Invalid value: "lab": should be a domain with at least one dot']],
    [
      'names',
      definition({ names: { plural: 'boats', kind: 'Bo_at', shortNames: ['B'] } }),
      [
        `spec.names.singular: Invalid value: "bo_at": ${label}`,
        `spec.names.kind: Invalid value: "Bo_at": may have mixed case, but should otherwise match: ${label}`,
        `spec.names.listKind: Invalid value: "Bo_atList": may have mixed case, but should otherwise match: ${label}`,
        `spec.names.shortNames[0]: Invalid value: "B": ${label}`,
      ],
    ],
    ['one name for kind and list', definition({ names: { plural: 'boats', kind: 'Boat', listKind: 'Boat' } }), ['spec.names.listKind: Invalid value: "Boat": kind and listKind may not be the same']],
    ['a version that is none', definition({}, { name: '1' }), [`spec.versions[0].name: Invalid value: "1": ${label}`]],
    ['a warning without deprecation', definition({}, { deprecationWarning: 'x' }), ['spec.versions[0].deprecationWarning: Invalid value: "x": can only be set for deprecated versions']],
    [
      'columns',
      definition({}, { additionalPrinterColumns: [{ name: '', type: 'text', jsonPath: 'spec.a' }] }),
      [
        'spec.additionalPrinterColumns[0].name: Required value',
        'spec.additionalPrinterColumns[0].type: Invalid value: "text": must be one of boolean,date,integer,number,string',
        'spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec.a": must be a simple json path starting with .',
      ],
    ],
    [
      'a scale',
      definition({}, { subresources: { scale: { specReplicasPath: '.status.n', statusReplicasPath: '' } } }),
      ['spec.subresources.scale.specReplicasPath: Invalid value: ".status.n": should be a json path under .spec', 'spec.subresources.scale.statusReplicasPath: Required value'],
    ],
    [
      'selectable fields',
      definition(
        {},
        {
          schema: { openAPIV3Schema: object({ spec: object({ a: string, o: object({}) }) }) },
          selectableFields: [{ jsonPath: '.spec.z' }, { jsonPath: '.spec.o' }, { jsonPath: '.spec.a' }, { jsonPath: '.spec.a' }],
        },
      ),
      [
        'spec.selectableFields[0].jsonPath: Invalid value: ".spec.z": is an invalid path: does not refer to a valid field',
        'spec.selectableFields[1].jsonPath: Invalid value: ".spec.o": must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.',
        'spec.selectableFields[3].jsonPath: Duplicate value: ".spec.a"',
      ],
    ],
    [
      'a conversion',
      definition({ conversion: { strategy: 'Webhook', webhook: { clientConfig: { url: 'http://x' }, conversionReviewVersions: ['v2'] } } }),
      [
        `spec.conversion.webhookClientConfig.url: Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]`,
        'spec.conversion.conversionReviewVersions: Invalid value: ["v2"]: must include at least one of v1, v1beta1',
      ],
    ],
    [
      'a condition on what is not described',
      definition({}, { schema: { openAPIV3Schema: object({}, { oneOf: [{ properties: { b: { minLength: 1 } } }] }) } }),
      ['spec.validation.openAPIV3Schema.properties[b]: Required value: because it is defined in spec.validation.openAPIV3Schema.oneOf[0].properties[b]'],
    ],
    [
      'preserveUnknownFields',
      definition({ preserveUnknownFields: true }),
      ['spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'],
    ],
  ];
  test.each(cases)('%s', (_, given, expected) => expect(refusals(given)).toEqual(expected));
});

describe('a schema', () => {
  const cases: [name: string, spec: Json, expected: string[]][] = [
    ['no type', {}, ['S.type: Required value: must not be empty for specified object fields']],
    ['an unknown type', { type: 'text' }, ['S.type: Unsupported value: "text": supported values: "array", "boolean", "integer", "number", "object", "string"']],
    ['an array of nothing', { type: 'array' }, ['S.items: Required value: must be specified']],
    ['items without type', { type: 'array', items: {} }, ['S.items.type: Required value: must not be empty for specified array items']],
    ['properties and additionalProperties', object({ a: string }, { additionalProperties: string }), ['S.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive']],
    ['structure in anyOf', object({ a: string }, { anyOf: [{ properties: { a: { type: 'string' } } }] }), ['S.anyOf[0].properties[a].type: Forbidden: must be empty to be structural']],
    ['a condition on what is not described, below the root', object({}, { oneOf: [{ properties: { b: { minLength: 1 } } }] }), []],
    [
      'int or string and unknown fields',
      { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true },
      ['S.x-kubernetes-preserve-unknown-fields: Invalid value: true: must be false if x-kubernetes-int-or-string is true'],
    ],
    [
      'an embedded resource',
      { 'x-kubernetes-embedded-resource': true, type: 'object' },
      ['S.properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'],
    ],
    ['a pattern', { type: 'string', pattern: '[a' }, ['S.pattern: Invalid value: "[a": must be a valid regular expression, but isn\'t: error parsing regexp: missing closing ]: `[a`']],
    [
      'a default of another type',
      { type: 'integer', default: 'x' },
      ['S.default: Invalid value: "string": S.default in body must be of type integer: "string"'.replace('S.default in body', ' in body')],
    ],
    ['a default with unknown fields', object({ a: string }, { default: { b: 1 } }), ['S.default: Invalid value: {"b":1}: must not have unknown fields']],
    ['uniqueItems', { type: 'array', items: string, uniqueItems: true }, ['S.uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic']],
    ['a map without keys', { type: 'array', items: object({}), 'x-kubernetes-list-type': 'map' }, ['S.x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map']],
    [
      'a map by an optional key',
      { type: 'array', items: object({ a: string }), 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] },
      ['S.items.properties[a].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'],
    ],
    ['a list type of no list', { type: 'string', 'x-kubernetes-list-type': 'set' }, ['S.type: Invalid value: "string": must be array if x-kubernetes-list-type is specified']],
    ['$ref', { type: 'string', $ref: '#/x' }, ['S.$ref: Forbidden: $ref is not supported']],
    [
      'an undefined field in a rule',
      object({ a: string }, { 'x-kubernetes-validations': [{ rule: "self.b == 'x'" }] }),
      [
        `S.x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.b == 'x'","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR: <input>:1:5: undefined field 'b'\n | self.b == 'x'\n | ....^`,
      ],
    ],
    [
      'a rule that is no condition',
      object({ a: string }, { 'x-kubernetes-validations': [{ rule: 'self.a' }] }),
      [
        'S.x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.a","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: cel expression must evaluate to a bool',
      ],
    ],
    [
      'a message that is no text',
      object({ n: { type: 'integer' } }, { 'x-kubernetes-validations': [{ rule: 'self.n > 1', messageExpression: 'self.n' }] }),
      [
        'S.x-kubernetes-validations[0].messageExpression: Invalid value: {"Rule":"self.n \\u003e 1","Message":"","MessageExpression":"self.n","Reason":null,"FieldPath":"","OptionalOldSelf":null}: messageExpression must evaluate to a string'.replace(
          '\\u003e',
          '>',
        ),
      ],
    ],
    [
      'the reason, path and message of a rule',
      object({ a: string }, { 'x-kubernetes-validations': [{ rule: 'true', reason: 'Other', fieldPath: '.z', message: ' ' }] }),
      [
        'S.x-kubernetes-validations[0].message: Invalid value: " ": must be non-empty if specified',
        'S.x-kubernetes-validations[0].reason: Unsupported value: "Other": supported values: "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"',
        'S.x-kubernetes-validations[0].fieldPath: Invalid value: ".z": must be a valid path',
      ],
    ],
    [
      'the old value of a list item',
      { type: 'array', items: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } },
      ['S.items.x-kubernetes-validations[0].rule: Invalid value: "self == oldSelf": oldSelf cannot be used on the uncorrelatable portion of the schema within S'],
    ],
    ['all in order', object({ port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }, free: { 'x-kubernetes-preserve-unknown-fields': true } }), []],
  ];
  test.each(cases)('%s', (_, spec, expected) => expect(schemaRefusals(spec)).toEqual(expected));
});

describe('a value', () => {
  const schema = object({
    spec: object(
      {
        n: { type: 'integer', minimum: 1, maximum: 5, multipleOf: 2 },
        s: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]+$' },
        e: { type: 'string', enum: ['a', 'b'] },
        f: { type: 'string', format: 'date-time' },
        l: { type: 'array', items: string, minItems: 1, maxItems: 2, 'x-kubernetes-list-type': 'set' },
        m: { type: 'object', additionalProperties: { type: 'integer' }, maxProperties: 1 },
        q: { type: 'string', nullable: true },
        either: object({ a: string, b: string }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
        not: object({ a: string }, { not: { required: ['a'] } }),
        port: { 'x-kubernetes-int-or-string': true },
        small: { type: 'integer', format: 'int32' },
        inner: { 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true, type: 'object' },
        rule: { type: 'string', 'x-kubernetes-validations': [{ rule: "self != 'bad'", message: 'not that' }] },
        deep: object({ x: { type: 'string', default: 'y' } }, { default: {} }),
      },
      { required: ['n'] },
    ),
    status: object({ ok: { type: 'boolean' } }),
  }) as never;
  const said = (spec: Json, old?: Json) => customFindings({ spec: { n: 2, ...spec } }, { schema }, old && { spec: { n: 2, ...old } }).errors.map(fieldErrorText);
  const cases: [spec: Json, expected: string[]][] = [
    [
      { n: 'x' },
      [
        'spec.n: Invalid value: "string": spec.n in body must be of type integer: "string"',
        '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      ],
    ],
    [{ n: 7 }, ['spec.n: Invalid value: 7: spec.n in body should be a multiple of 2', 'spec.n: Invalid value: 7: spec.n in body should be less than or equal to 5']],
    [{ n: 0 }, ['spec.n: Invalid value: 0: spec.n in body should be greater than or equal to 1']],
    [{ s: 'x' }, ['spec.s: Invalid value: "x": spec.s in body should be at least 2 chars long']],
    [{ s: 'XY' }, ['spec.s: Invalid value: "XY": spec.s in body should match \'^[a-z]+$\'']],
    [{ l: [] }, ['spec.l: Invalid value: 0: spec.l in body should have at least 1 items']],
    [{ l: ['a', 'a'] }, ['spec.l[1]: Duplicate value: "a"']],
    [{ q: null }, []],
    [
      { either: {} },
      [
        '<nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found none valid',
        'spec.either.a: Required value',
        '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      ],
    ],
    [{ either: { a: '1', b: '2' } }, ['<nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found 2 valid alternatives']],
    [{ not: { a: 'x' } }, ['<nil>: Invalid value: "": "spec.not" must not validate the schema (not)']],
    [{ small: 3e9 }, ['<nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.small']],
    [{ rule: 'bad' }, ['spec.rule: Invalid value: "bad": not that']],
  ];
  test.each(cases)('%j', (spec, expected) => expect(said(spec)).toEqual(expected));

  const first: [spec: Json, expected: string][] = [
    [{ s: 'abcdef' }, 'spec.s: Too long: may not be more than 4 bytes'],
    [{ e: 'c' }, 'spec.e: Unsupported value: "c": supported values: "a", "b"'],
    [{ f: 'today' }, 'spec.f: Invalid value: "today": spec.f in body must be of type date-time: "today"'],
    [{ l: ['a', 'b', 'c'] }, 'spec.l: Too many: 3: must have at most 2 items'],
    [{ m: { a: 1, b: 2 } }, 'spec.m: Too many: 2: must have at most 1 items'],
    [{ m: { a: 'x' } }, 'spec.m.a: Invalid value: "string": spec.m.a in body must be of type integer: "string"'],
    [{ s: null }, 'spec.s: Invalid value: "null": spec.s in body must be of type string: "null"'],
    [{ port: 1.5 }, 'spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number"'],
    [{ inner: { kind: 'x' } }, 'spec.inner.apiVersion: Required value'],
  ];
  test.each(first)('%j', (spec, expected) => expect(said(spec)[0]).toBe(expected));

  test('what an update leaves as it was is let through', () => expect(said({ s: 'XY', rule: 'bad' }, { s: 'XY', rule: 'bad' })).toEqual([]));
  test('a status names its fields from where it stands', () =>
    expect(customStatusFindings({ status: { ok: 'x' } }, { schema }, {}).errors.map(fieldErrorText)[0]).toBe('status.ok: Invalid value: "string": ok in body must be of type boolean: "string"'));
  test('defaults in defaults', () => {
    const value: Json = { spec: { n: 2 } };
    applyCustomDefaults(value, schema);
    expect(value.spec.deep).toEqual({ x: 'y' });
  });
  test('unknown fields are named', () =>
    expect(readCustom({ apiVersion: 'a/v1', kind: 'B', metadata: { nam: 'x' }, spec: { n: 2, zz: 1, inner: { zz: 1 } } }, schema).strict).toEqual([
      'unknown field "metadata.nam"',
      'unknown field "spec.zz"',
    ]));
});
