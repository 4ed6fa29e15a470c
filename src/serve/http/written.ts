// Objects as texts of JSON. Stored objects never change in place, and many clients read the same ones: each is written once.
import type { Json } from '../../apimachinery/object.ts';
import { asWritten } from '../../apimachinery/wire.ts';

export const written = asWritten;

const markup: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** On one line, with what browsers take for markup escaped, as Go does. */
const compact = (value: Json): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => markup[char] as string);

const texts = new WeakMap<object, string>();
const itemTexts = new WeakMap<object, string>();

function remembered(known: WeakMap<object, string>, object: Json, write: () => string): string {
  if (!Object.isFrozen(object)) return write();
  let text = known.get(object);
  if (text === undefined) {
    text = write();
    known.set(object, text);
  }
  return text;
}

export function writtenText(body: Json): string {
  if (!Array.isArray(body?.items)) return remembered(texts, body, () => compact(asWritten(body)));
  const { items, ...list } = body;
  // A list of one item tells how items of its kind are written.
  const item = (object: Json): string => remembered(itemTexts, object, () => compact(asWritten({ ...list, items: [object] }).items[0]));
  const head = compact(asWritten(list));
  return `${head.slice(0, -1)},"items":[${items.map(item).join(',')}]}`;
}
