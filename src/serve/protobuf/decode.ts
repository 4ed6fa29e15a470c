// Objects in Kubernetes' protobuf form, as kubectl sends what it creates: read into the JSON that they stand for.
//
// fields.json has the number, name and type of every field, from the generated.proto files of k8s.io/api and k8s.io/apimachinery v0.36:
// `[]` after a type is a list of it, `{}` a map to it, and the name `*` says that its fields are those of the object around it.
import { formatMicroTime, formatTime, type Json } from '../../apimachinery/object.ts';
import { typeNamed } from '../../apis/schema.ts';
import fields from './fields.json' with { type: 'json' };
import { type Field, fieldsIn, typeIn } from './wire.ts';

type Fields = Readonly<Record<string, string>>;
const types = fields as Readonly<Record<string, Fields>>;

/** Before every object: k8s and a zero byte. */
const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

const asBytes = (value: Field['value']): Buffer => {
  if (typeof value === 'bigint') throw new Error('proto: wrong wireType = 0');
  return value;
};

const asInteger = (value: Field['value']): number => {
  if (typeof value !== 'bigint') throw new Error('proto: wrong wireType = 2');
  return Number(BigInt.asIntN(64, value));
};

const scalars: Readonly<Record<string, (value: Field['value']) => Json>> = {
  string: (value) => asBytes(value).toString('utf8'),
  bytes: (value) => asBytes(value).toString('base64'),
  bool: (value) => asInteger(value) !== 0,
  int32: asInteger,
  int64: asInteger,
  double: (value) => asBytes(value).readDoubleLE(),
};

const plain = (bytes: Buffer): Record<number, Field['value']> => Object.fromEntries([...fieldsIn(bytes)].map(({ number, value }) => [number, value]));

function instant(bytes: Buffer): number | undefined {
  if (bytes.length === 0) return undefined;
  const { 1: seconds = 0n, 2: nanos = 0n } = plain(bytes) as Record<number, bigint>;
  return Number(BigInt.asIntN(64, seconds)) * 1000 + Math.floor(Number(nanos) / 1e6);
}

/** What is written in JSON otherwise than as an object with these fields. */
const rawJson = (bytes: Buffer): Json => {
  const { 1: raw } = plain(bytes);
  return raw === undefined ? null : JSON.parse(asBytes(raw).toString('utf8'));
};

const listOf = (bytes: Buffer): Json => [...fieldsIn(bytes)].map(({ value }) => asBytes(value).toString('utf8'));
const apimachinery = 'io.k8s.apimachinery.pkg';

const special: Readonly<Record<string, (bytes: Buffer) => Json>> = {
  [`${apimachinery}.apis.meta.v1.Time`]: (bytes) => {
    const at = instant(bytes);
    return at === undefined ? null : formatTime(at);
  },
  [`${apimachinery}.apis.meta.v1.MicroTime`]: (bytes) => {
    const at = instant(bytes);
    return at === undefined ? null : formatMicroTime(at);
  },
  [`${apimachinery}.api.resource.Quantity`]: (bytes) => {
    const { 1: text } = plain(bytes);
    return text === undefined ? '0' : asBytes(text).toString('utf8');
  },
  [`${apimachinery}.util.intstr.IntOrString`]: (bytes) => {
    const { 1: type = 0n, 2: number = 0n, 3: text } = plain(bytes);
    return type === 0n ? asInteger(number) : text === undefined ? '' : asBytes(text).toString('utf8');
  },
  [`${apimachinery}.apis.meta.v1.FieldsV1`]: rawJson,
  [`${apimachinery}.runtime.RawExtension`]: rawJson,
  [`${apimachinery}.apis.meta.v1.Verbs`]: listOf,
  'io.k8s.api.authentication.v1.ExtraValue': listOf,
  'io.k8s.api.authorization.v1.ExtraValue': listOf,
  'io.k8s.api.certificates.v1.ExtraValue': listOf,
};

const read = (type: string, value: Field['value']): Json => {
  const scalar = scalars[type];
  if (scalar) return scalar(value);
  return special[type]?.(asBytes(value)) ?? (special[type] ? null : message(type, asBytes(value)));
};

function entryOf(type: string, bytes: Buffer): [string, Json] {
  const { 1: key, 2: value } = plain(bytes);
  return [key === undefined ? '' : asBytes(key).toString('utf8'), read(type, value ?? (['bool', 'int32', 'int64'].includes(type) ? 0n : Buffer.alloc(0)))];
}

/** An empty text stands for nothing where there is a default: this form has no other way to leave a plain field out. */
const isUnsaid = (type: string, name: string, value: Field['value']): boolean => typeof value !== 'bigint' && value.length === 0 && typeof typeNamed(type)?.properties?.[name]?.default === 'string';

/** A message of a type that is known; fields that are not are passed over. */
function message(type: string, bytes: Buffer): Json {
  const known = types[type] ?? {};
  const out: Record<string, Json> = {};
  for (const { number, value } of fieldsIn(bytes)) {
    const [name = '', typeText = ''] = (known[number] ?? '').split(' ');
    const { of, many } = typeIn(typeText);
    if (name === '') continue;
    if (name === '*') Object.assign(out, read(of, value));
    else if (many === '[]') {
      out[name] ??= [];
      out[name].push(read(of, value));
    } else if (many === '{}') {
      out[name] ??= {};
      const [key, of_] = entryOf(of, asBytes(value));
      out[name][key] = of_;
    } else if (!isUnsaid(type, name, value)) out[name] = read(of, value);
  }
  return out;
}

/** `apps/v1` and `Deployment` → the type's full name. */
function typeNameOf(apiVersion: string, kind: string): string | undefined {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const candidates = [`io.k8s.api.${group.split('.')[0]}.${version}.${kind}`, `${apimachinery}.apis.meta.v1.${kind}`];
  return candidates.find((name) => types[name] !== undefined);
}

/** Throws an Error with a sentence when the bytes are no object of a kind that has this form. */
export function decodeProtobuf(bytes: Buffer): Json {
  if (!bytes.subarray(0, 4).equals(magic)) throw new Error('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  const { 1: typeMeta = Buffer.alloc(0), 2: raw = Buffer.alloc(0) } = plain(bytes.subarray(4));
  const { 1: apiVersion = Buffer.alloc(0), 2: kind = Buffer.alloc(0) } = plain(asBytes(typeMeta));
  const named = { apiVersion: asBytes(apiVersion).toString('utf8'), kind: asBytes(kind).toString('utf8') };
  const type = typeNameOf(named.apiVersion, named.kind);
  if (!type) throw new Error(`no kind ${JSON.stringify(named.kind)} is registered for version ${JSON.stringify(named.apiVersion)}`);
  return { ...named, ...message(type, asBytes(raw)) };
}
