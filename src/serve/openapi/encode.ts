// The document of OpenAPI version 2 in gnostic's protobuf, the only form in which client-go asks for it.
//
// fields.json has the number, name and type of the fields of a message, from gnostic's openapiv2/OpenAPIv2.proto, as far as the API server's
// document has them. `[]` after a type is a list of it, `{}` a list of names and values. The names are those of JSON, and beside them
// `x-*` (all that begin so), `*` (all), `.` (the value itself), `.in=body` (itself, when its `in` is `body`).
import type { Json } from '../../apimachinery/object.ts';
import { bytesField, doubleField, integerField, typeIn } from '../protobuf/wire.ts';
import fields from './fields.json' with { type: 'json' };

type Write = (number: number, value: Json) => Buffer;

const textField = (number: number, value: string): Buffer => bytesField(number, Buffer.from(value));

const scalars: Readonly<Record<string, Write>> = {
  string: textField,
  bool: (number, value) => integerField(number, value ? 1 : 0),
  int64: integerField,
  double: doubleField,
  /** Whatever it is, as YAML, of which JSON is a part. */
  Any: (number, value) => bytesField(number, textField(2, `${JSON.stringify(value)}\n`)),
};

interface FieldType {
  number: number;
  name: string;
  of: string;
  many: '[]' | '{}' | undefined;
}

const types = new Map<string, readonly FieldType[]>();

function fieldsOf(type: string): readonly FieldType[] {
  let known = types.get(type);
  if (!known) {
    known = Object.entries((fields as Record<string, Record<string, string>>)[type] ?? {}).map(([number, text]) => {
      const [name = '', typeText = ''] = text.split(' ');
      return { number: Number(number), name, ...typeIn(typeText) };
    });
    types.set(type, known);
  }
  return known;
}

/** What of a value a field holds; nothing when it is not there. */
function held({ name, of }: FieldType, value: Json): Json {
  if (name.endsWith('*')) return Object.entries(value).filter(([key]) => key.startsWith(name.slice(0, -1)));
  if (!name.startsWith('.')) return value[name];
  const [key = '', text] = name.slice(1).split('=');
  const isThis = key ? value[key] === text : (typeof value === 'boolean') === (of === 'bool');
  return isThis ? value : undefined;
}

function write(of: string, number: number, value: Json): Buffer {
  const scalar = scalars[of];
  return scalar ? scalar(number, value) : bytesField(number, message(of, value));
}

const named = (of: string, number: number, [name, value]: [string, Json]): Buffer => bytesField(number, Buffer.concat([textField(1, name), write(of, 2, value)]));

function written(field: FieldType, value: Json): Buffer[] {
  const { number, of, many } = field;
  const given = held(field, value);
  if (given === undefined || (given === null && of !== 'Any')) return [];
  if (many === '{}') return given.map((entry: [string, Json]) => named(of, number, entry));
  if (many === '[]') return [given].flat().map((each: Json) => write(of, number, each));
  return [write(of, number, given)];
}

/** A choice among messages is one field of several: the first that holds the value. */
function message(type: string, value: Json): Buffer {
  const all = fieldsOf(type);
  if (!all[0]?.name.startsWith('.')) return Buffer.concat(all.flatMap((field) => written(field, value)));
  return Buffer.concat(all.map((field) => written(field, value)).find((parts) => parts.length > 0) ?? []);
}

const encoded = new WeakMap<object, Buffer>();

/** The API server makes the document of what is built in once, and so is this. */
export function encodeOpenapi(document: Json): Buffer {
  let bytes = encoded.get(document);
  if (!bytes) {
    bytes = message('Document', document);
    encoded.set(document, bytes);
  }
  return bytes;
}
