// The functions that a Go template may call: text/template's own, and kubectl's exists and base64decode.
import { GoFloat, goSprint, goSprintf, goSprintln, goText, goTypeOf } from './goPrintf.ts';
import type { Json } from './object.ts';

export interface TemplateFunction {
  /** The least number of arguments. */
  least: number;
  /** Takes any number from there on. */
  isVariadic: boolean;
  call(args: Json[]): Json;
}

const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof GoFloat);
/** The whole number that a value is, of either of Go's types for it. */
const wholeOf = (value: Json): bigint | undefined => (typeof value === 'bigint' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined);
const isNil = (value: Json): boolean => value === null || value === undefined;

export function isTrue(value: Json): boolean {
  if (isNil(value)) return false;
  if (value instanceof GoFloat) return value.value !== 0;
  if (typeof value === 'object') return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
  return typeof value === 'bigint' ? value !== 0n : Boolean(value);
}

function indexOnce(item: Json, key: Json): Json {
  if (isNil(item)) throw new Error('index of untyped nil');
  if (Array.isArray(item) || typeof item === 'string') {
    if (isNil(key)) throw new Error('cannot index slice/array with nil');
    const position = wholeOf(key);
    if (position === undefined) throw new Error(`cannot index slice/array with type ${goTypeOf(key)}`);
    const length = typeof item === 'string' ? Buffer.byteLength(item) : item.length;
    if (position < 0n || position >= BigInt(length)) throw new Error(`index out of range: ${position}`);
    return typeof item === 'string' ? BigInt(Buffer.from(item)[Number(position)] as number) : item[Number(position)];
  }
  if (!isMap(item)) throw new Error(`can't index item of type ${goTypeOf(item)}`);
  if (isNil(key)) throw new Error('value is nil; should be of type string');
  if (typeof key !== 'string') throw new Error(`value has type ${goTypeOf(key)}; should be string`);
  return Object.hasOwn(item, key) ? item[key] : undefined;
}

function sliceOf([item, ...bounds]: Json[]): Json {
  if (isNil(item)) throw new Error('slice of untyped nil');
  if (typeof item !== 'string' && !Array.isArray(item)) throw new Error(`can't slice item of type ${goTypeOf(item)}`);
  if (bounds.length > 3) throw new Error(`too many slice indexes: ${bounds.length}`);
  const numbers = bounds.map((given) => {
    const bound = wholeOf(given);
    if (bound === undefined) throw new Error(`cannot index slice/array with type ${goTypeOf(given)}`);
    if (bound < 0n || bound > BigInt(item.length)) throw new Error(`index out of range: ${bound}`);
    return Number(bound);
  });
  const [from = 0, to = item.length] = numbers;
  if (from > to) throw new Error(`invalid slice index: ${from} > ${to}`);
  return item.slice(from, to);
}

function lengthOf(value: Json): bigint {
  if (isNil(value)) throw new Error('reflect: call of reflect.Value.Type on zero Value');
  if (typeof value === 'string') return BigInt(Buffer.byteLength(value));
  if (!isMap(value) && !Array.isArray(value)) throw new Error(`len of type ${goTypeOf(value)}`);
  return BigInt(Array.isArray(value) ? value.length : Object.keys(value).length);
}

type Basic = boolean | string | bigint | number;

/** Both values as what Go compares: kinds must agree, int and int64 are one kind. */
function comparable(left: Json, right: Json): [Basic, Basic] {
  const [a, b] = [left, right].map((value) => wholeOf(value) ?? (value instanceof GoFloat ? value.value : value));
  if (typeof a !== typeof b) throw new Error('incompatible types for comparison');
  return [a, b];
}

function equals(left: Json, right: Json): boolean {
  if (isNil(left) || isNil(right)) return isNil(left) && isNil(right);
  const [a, b] = comparable(left, right);
  if (typeof a === 'object') throw new Error(`non-comparable types ${goText(left)}: ${goTypeOf(left)}, ${goTypeOf(right)}: ${goText(right)}`);
  return a === b;
}

function isLess(left: Json, right: Json): boolean {
  for (const value of [left, right]) if (isNil(value) || isMap(value) || Array.isArray(value) || typeof value === 'boolean') throw new Error('invalid type for comparison');
  const [a, b] = comparable(left, right);
  return a < b;
}

function equalsAny([first, ...others]: Json[]): boolean {
  if (others.length === 0) throw new Error('missing argument for comparison');
  return others.some((other) => equals(first, other));
}

const htmlCodes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&#34;', "'": '&#39;', '\0': '\ufffd' };
const html = (text: string): string => text.replace(/[<>&"'\0]/g, (char) => htmlCodes[char] as string);

const jsCodes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '"': '\\"', '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '=': '\\u003D' };
const js = (text: string): string => text.replace(/[\\'"<>&=\0-\x1f]/g, (char) => jsCodes[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

const urlquery = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/** Whether the keys and positions lead to something. */
function exists([item, ...keys]: Json[]): boolean {
  let value = item;
  for (const key of keys) {
    if (Array.isArray(value) && wholeOf(key) !== undefined) value = value[Number(key)];
    else if (isMap(value) && typeof key === 'string') value = value[key];
    else return false;
    if (isNil(value)) return false;
  }
  return !isNil(value);
}

function base64decode([value]: Json[]): string {
  const text = String(value);
  const wrong = /[^A-Za-z0-9+/\r\n]/.exec(text.replace(/={1,2}$/, ''));
  const clean = text.replace(/[\r\n]/g, '');
  if (wrong || clean.length % 4 !== 0) throw new Error(`base64 decode failed: illegal base64 data at input byte ${wrong?.index ?? clean.length - (clean.length % 4)}`);
  return Buffer.from(clean, 'base64').toString();
}

const one = (call: (value: Json) => Json): TemplateFunction => ({ least: 1, isVariadic: false, call: ([value]) => call(value) });
const two = (call: (a: Json, b: Json) => Json): TemplateFunction => ({ least: 2, isVariadic: false, call: ([a, b]) => call(a, b) });
const many = (least: number, call: (args: Json[]) => Json): TemplateFunction => ({ least, isVariadic: true, call });

/** `and` and `or` stop at the first value that decides; the evaluator sees to that. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  and: many(1, (args) => args[args.length - 1]),
  or: many(1, (args) => args[args.length - 1]),
  not: one((value) => !isTrue(value)),
  len: one(lengthOf),
  index: many(1, ([item, ...keys]) => keys.reduce(indexOnce, item)),
  slice: many(1, sliceOf),
  print: many(0, goSprint),
  printf: many(1, ([format, ...args]) => goSprintf(format, args)),
  println: many(0, goSprintln),
  html: many(0, (args) => html(goSprint(args))),
  js: many(0, (args) => js(goSprint(args))),
  urlquery: many(0, (args) => urlquery(goSprint(args))),
  eq: many(1, equalsAny),
  ne: two((a, b) => !equals(a, b)),
  lt: two(isLess),
  le: two((a, b) => isLess(a, b) || equals(a, b)),
  gt: two((a, b) => !isLess(a, b) && !equals(a, b)),
  ge: two((a, b) => !isLess(a, b)),
  exists: many(1, exists),
  base64decode: one((value) => base64decode([value])),
};
