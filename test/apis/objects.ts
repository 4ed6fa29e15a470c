// Objects as the API server makes them out of manifests: decoded, with defaults, prepared for creation.
import { parseAllDocuments } from 'yaml';
import { applySchemaDefaults, decode } from '../../src/apis/decode.ts';
import { builtInResources, groupVersionText, type ResourceInfo } from '../../src/apis/resources.ts';
import { validateMetadata } from '../../src/apis/validation/metadata.ts';
import { type FieldError, fieldErrorText } from '../../src/apimachinery/fieldErrors.ts';
import type { Json } from '../../src/apimachinery/object.ts';

export const uid = '11111111-2222-3333-4444-555555555555';

const context = { now: Date.UTC(2026, 10, 21), user: 'someone' };

export function resourceOf(object: Json): ResourceInfo {
  const info = builtInResources.find((candidate) => candidate.kind === object.kind && groupVersionText(candidate) === object.apiVersion);
  if (!info) throw new Error(`no resource for ${object.apiVersion} ${object.kind}`);
  return info;
}

/** The objects of a manifest as they come out of the decoder, defaults included. */
export function decoded(manifest: string): Json[] {
  return parseAllDocuments(manifest)
    .map((document) => document.toJS())
    .filter((object) => object?.kind)
    .map((object) => {
      const info = resourceOf(object);
      const value = { metadata: {}, ...decode(object, info.typeName, info.schema).value, apiVersion: object.apiVersion, kind: object.kind };
      applySchemaDefaults(value, info.schema);
      info.logic.applyDefaults?.(value);
      return value;
    });
}

/** The object as it would be stored. */
export function created(object: Json): Json {
  const info = resourceOf(object);
  object.metadata = { ...object.metadata, ...(info.namespaced ? { namespace: object.metadata.namespace ?? 'default' } : {}), uid };
  info.logic.prepareForCreate?.(object, context);
  return object;
}

export const stored = (manifest: string): Json => created(decoded(manifest)[0]);

export const sentences = (errors: readonly FieldError[]): string[] => [...new Set(errors.map(fieldErrorText))];

/** What is wrong with a new object. */
export function wrongWith(object: Json): string[] {
  const { logic, namespaced } = resourceOf(object);
  return sentences([...validateMetadata(object, { nameRule: logic.nameRule, namespaced }), ...(logic.validate?.(object) ?? [])]);
}

/** What is wrong with changing an object so. */
export function wrongWithChange(old: Json, change: (draft: Json) => void): string[] {
  const draft = structuredClone(old);
  change(draft);
  const { logic } = resourceOf(old);
  return sentences([...(logic.validateUpdateOnly ? [] : (logic.validate?.(draft) ?? [])), ...(logic.validateUpdate?.(draft, old) ?? [])]);
}

export const podWith = (spec: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: ${spec}}`;
