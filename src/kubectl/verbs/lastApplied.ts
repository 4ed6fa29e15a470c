// The annotation in which `kubectl apply` remembers what it was given.
import { deepCopy, type Json } from '../../apimachinery/object.ts';
import { sortedKeys } from '../printers/index.ts';

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Go's JSON: HTML's special characters are written as escapes. */
const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };
export const compactJson = (value: Json): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => escapes[char] as string);

/** The object as the annotation holds it: without the annotation itself, and with an end of line. */
function lastAppliedText(object: Json): string {
  const copy = deepCopy(object);
  delete copy.metadata?.annotations?.[lastAppliedAnnotation];
  return `${compactJson(copy)}\n`;
}

const annotated = (object: Json, text: string): Json => {
  const copy = deepCopy(object);
  copy.metadata = { ...copy.metadata, annotations: { ...copy.metadata?.annotations, [lastAppliedAnnotation]: text } };
  return copy;
};

/** A generated object that remembers itself; keys as they are. */
export const withLastApplied = (object: Json): Json => annotated(object, lastAppliedText(object));

/** What an object read from a file is remembered as: keys sorted. */
export const configurationText = (object: Json): string => lastAppliedText(sortedKeys(object));

/** An object read from a file that remembers itself; its annotations are written even when there are none. */
export const withConfiguration = (object: Json): Json => annotated(object, configurationText({ ...object, metadata: { ...object.metadata, annotations: object.metadata?.annotations ?? {} } }));

/** What was applied last, when anything was. */
export const lastAppliedOf = (object: Json): Json | undefined => {
  const text = object?.metadata?.annotations?.[lastAppliedAnnotation];
  return text === undefined ? undefined : JSON.parse(text);
};
