// The annotation of client-side apply, as server-side apply by kubectl keeps it: whoever goes back finds it up to date.
import type { Schema } from '../apis/schema.ts';
import { toCompactJson } from '../apimachinery/json.ts';
import { deepCopy, type Json, type KubeObject } from '../apimachinery/object.ts';
import { fieldManager, type ResourceContext } from './context.ts';
import { changedFields, type FieldSet, fieldsOf, without } from './fieldSets.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** More than this all annotations of an object may not hold. */
const mostAnnotations = 256 * 1024;

/** Whoever applies under another name does without the annotation. */
export const isKubectl = (context: ResourceContext): boolean => fieldManager(context) === 'kubectl';

/** What was applied last by a client and is still as it was then. */
export function fieldsOfLastApplied(live: KubeObject, schema: Schema): FieldSet | undefined {
  const text = live.metadata.annotations?.[annotation];
  if (!text) return undefined;
  try {
    const last = JSON.parse(text);
    return without(fieldsOf(last, schema), changedFields(last, live, schema));
  } catch {
    // Who cannot read it has nothing to go by.
    return undefined;
  }
}

/** Writes into an annotation that is there what has been applied now. */
export function rememberApplied(draft: KubeObject, applied: Json): void {
  const { annotations } = draft.metadata;
  if (!annotations?.[annotation]) return;
  const configuration = deepCopy(applied);
  delete configuration.metadata?.annotations?.[annotation];
  delete configuration.metadata?.managedFields;
  const text = `${toCompactJson(configuration)}\n`;
  const others = Object.entries(annotations).reduce((sum, [name, value]) => sum + (name === annotation ? 0 : name.length + String(value).length), 0);
  const { [annotation]: _, ...without } = annotations;
  draft.metadata.annotations = others + annotation.length + text.length > mostAnnotations ? without : { ...annotations, [annotation]: text };
}
