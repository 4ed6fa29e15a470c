// The annotation in which `kubectl apply` remembers what it was given.
import { deepCopy, type Json } from '../../apimachinery/object.ts';

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Go's JSON: HTML's special characters are written as escapes. */
const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };
const compact = (value: Json): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => escapes[char] as string);

/** The object as the annotation holds it: without the annotation itself, and with an end of line. */
export function lastAppliedText(object: Json): string {
  const copy = deepCopy(object);
  const annotations = copy.metadata?.annotations;
  if (annotations) delete annotations[lastAppliedAnnotation];
  return `${compact(copy)}\n`;
}

/** A copy that remembers itself. */
export function withLastApplied(object: Json): Json {
  const copy = deepCopy(object);
  copy.metadata = { ...copy.metadata, annotations: { ...copy.metadata?.annotations, [lastAppliedAnnotation]: lastAppliedText(object) } };
  return copy;
}
