// The document of OpenAPI version 2 in the form that client-go asks for, read with gnostic's field numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { fieldsIn } from '../../src/serve/protobuf/wire.ts';
import { type Answered, Serving } from './serving.ts';

const asked = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const answered = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** All values of the fields with these numbers, each within the one before. */
const at = (bytes: Buffer, ...[number, ...rest]: number[]): (bigint | Buffer)[] =>
  number === undefined ? [bytes] : [...fieldsIn(bytes)].filter((field) => field.number === number).flatMap(({ value }) => (rest.length > 0 ? at(value as Buffer, ...rest) : [value]));
const texts = (bytes: Buffer, ...numbers: number[]): string[] => at(bytes, ...numbers).map(String);

/** A list of names and values: name = 1, value = 2. */
const entries = (bytes: Buffer, ...numbers: number[]): [string, Buffer][] => at(bytes, ...numbers).map((each) => [texts(each as Buffer, 1)[0] as string, at(each as Buffer, 2)[0] as Buffer]);

const one = <T>(name: string, list: T[]): Record<string, T> => (list.length === 0 ? {} : { [name]: list[0] as T });
const some = <T>(name: string, list: T[]): Record<string, T[]> => (list.length === 0 ? {} : { [name]: list });
const any = (bytes: Buffer): Json => JSON.parse(texts(bytes, 2)[0] as string);

/** Schema: what of it the built-in types use. */
function schema(bytes: Buffer): Json {
  const within = (...numbers: number[]): Json[] => at(bytes, ...numbers).map((each) => schema(each as Buffer));
  const properties = at(bytes, 25).length > 0 ? { properties: Object.fromEntries(entries(bytes, 25, 1).map(([name, value]) => [name, schema(value)])) } : {};
  const extensions = Object.fromEntries(entries(bytes, 31).map(([name, value]) => [name, any(value)]));
  const given = [one('$ref', texts(bytes, 1)), one('format', texts(bytes, 2)), one('description', texts(bytes, 4)), some('required', texts(bytes, 19)), one('type', texts(bytes, 22, 1))];
  const anys = (number: number): Json[] => at(bytes, number).map((each) => any(each as Buffer));
  const lists = [some('enum', anys(20)), some('allOf', within(24)), one('default', anys(5)), one('additionalProperties', within(21, 1)), one('items', within(23, 1))];
  return Object.assign({}, ...given, ...lists, properties, extensions);
}

/** Without what this form has no field for. */
function expected(value: Json): Json {
  if (Array.isArray(value)) return value.map(expected);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => key !== 'oneOf' || !Array.isArray(each))
      .map(([key, each]) => [key, expected(each)]),
  );
}

describe('OpenAPI version 2 in protobuf', () => {
  let lab: Serving;
  let answer: Answered;
  let bytes: Buffer;
  let json: Json;
  beforeAll(async () => {
    lab = await Serving.start();
    answer = await lab.ask('GET', '/openapi/v2', { headers: { Accept: asked } });
    bytes = Buffer.from(answer.text, 'latin1');
    json = await lab.json('GET', '/openapi/v2');
  });
  afterAll(() => lab.stop());

  it('has a type of its own, and errors stay objects', async () => {
    expect([answer.code, answer.headers['content-type']]).toEqual([200, answered]);
    const refused = await lab.ask('GET', '/api/v1/pods', { headers: { Accept: asked } });
    expect([refused.code, JSON.parse(refused.text).reason]).toEqual([406, 'NotAcceptable']);
    const anonymous = await lab.ask('GET', '/openapi/v2', { anonymous: true, headers: { Accept: asked } });
    expect([anonymous.code, anonymous.headers['content-type'], JSON.parse(anonymous.text).kind]).toEqual([403, 'application/json', 'Status']);
  });

  it('has every definition of the JSON', () => {
    expect([texts(bytes, 1), texts(bytes, 2, 1), texts(bytes, 2, 2)]).toEqual([['2.0'], ['Kubernetes'], [json.info.version]]);
    const definitions = Object.fromEntries(entries(bytes, 9, 1).map(([name, value]) => [name, schema(value)]));
    expect(definitions).toEqual(expected(json.definitions));
  });

  it('has every path with its operations, parameters and answers', () => {
    const paths = entries(bytes, 8, 2);
    expect(paths.map(([name]) => name)).toEqual(Object.keys(json.paths));
    const [path, item] = paths.find(([name]) => name === '/api/v1/namespaces/{namespace}/configmaps/{name}') as [string, Buffer];
    const put = at(item, 3)[0] as Buffer;
    const { put: given, parameters } = json.paths[path];
    expect([texts(put, 1), texts(put, 5), texts(put, 6), texts(put, 7), texts(put, 10)]).toEqual([given.tags, [given.operationId], given.produces, given.consumes, given.schemes]);
    expect([texts(put, 8, 1, 1, 2), texts(put, 8, 1, 1, 5, 1), at(put, 8, 1, 1, 4)]).toEqual([['body'], [given.parameters[0].schema.$ref], [1n]]);
    expect([texts(put, 8, 1, 2, 3, 4), texts(item, 9, 1, 2, 4, 4)]).toEqual([given.parameters.slice(1).map(({ name }: Json) => name), parameters.map(({ name }: Json) => name)]);
    expect(entries(put, 9, 1).map(([code, value]) => [code, texts(value, 1, 1), texts(value, 1, 2, 1, 1)])).toEqual(
      Object.entries(given.responses).map(
        ([
          code,
          {
            description,
            schema: { $ref },
          },
        ]: [string, Json]) => [code, [description], [$ref]],
      ),
    );
    expect(Object.fromEntries(entries(put, 13).map(([name, value]) => [name, any(value)]))['x-kubernetes-group-version-kind']).toEqual(given['x-kubernetes-group-version-kind']);
  });
});
