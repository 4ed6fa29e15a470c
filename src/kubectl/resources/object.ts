// From a decoded document to an object: what must be there, and the items of lists.
import type { Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';

const stopValidation = 'if you choose to ignore these errors, turn validation off with --validate=false';

const isObject = (value: Json): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

function shapeErrors(document: Json): string[] {
  if (!isObject(document)) return ['invalid object to validate'];
  const errors: string[] = [];
  for (const field of ['apiVersion', 'kind']) {
    if (document[field] === undefined || document[field] === null) errors.push(`${field} not set`);
    else if (typeof document[field] !== 'string') errors.push(`${field} isn't string type`);
  }
  return errors;
}

/** Throws the sentence of --validate when a document cannot be an object. */
export function checkShape(document: Json, source: string): void {
  const errors = shapeErrors(document);
  if (errors.length > 0) throw validationError(source, errors.length === 1 ? (errors[0] as string) : `[${errors.join(', ')}]`);
}

export const validationError = (source: string, why: string): CommandError => new CommandError(`error validating ${JSON.stringify(source)}: error validating data: ${why}; ${stopValidation}`);

const goType = (value: Json): string => (Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value);

const textMaps = ['labels', 'annotations'];
const texts = ['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp'];
const integers = ['generation', 'deletionGracePeriodSeconds'];
const lists = new Map([
  ['ownerReferences', '[]v1.OwnerReference'],
  ['finalizers', '[]string'],
  ['managedFields', '[]v1.ManagedFieldsEntry'],
]);

function metadataError(metadata: Json): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isObject(metadata)) return mismatch(metadata, 'metadataOnlyObject.metadata', 'v1.ObjectMeta');
  for (const field of Object.keys(metadata).sort()) {
    const problem = fieldError(field, metadata[field]);
    if (problem) return problem;
  }
  return undefined;
}

const mismatch = (value: Json, field: string, type: string): string => `json: cannot unmarshal ${goType(value)} into Go struct field ${field} of type ${type}`;

function fieldError(field: string, value: Json): string | undefined {
  if (value === null) return undefined;
  const path = `ObjectMeta.metadata.${field}`;
  if (texts.includes(field) && typeof value !== 'string') return mismatch(value, path, 'string');
  if (integers.includes(field) && typeof value !== 'number') return mismatch(value, path, 'int64');
  const list = lists.get(field);
  if (list && !Array.isArray(value)) return mismatch(value, path, list);
  if (!textMaps.includes(field)) return undefined;
  if (!isObject(value)) return mismatch(value, path, 'map[string]string');
  const wrong = Object.keys(value)
    .sort()
    .find((key) => value[key] !== null && typeof value[key] !== 'string');
  return wrong === undefined ? undefined : mismatch(value[wrong], path, 'string');
}

/** Throws `unable to decode "x": ...` for what no object is. */
export function checkObject(document: Json, source: string): void {
  const problem = decodeError(document);
  if (problem) throw new CommandError(`unable to decode ${JSON.stringify(source)}: ${problem}`);
}

function decodeError(document: Json): string | undefined {
  if (!isObject(document)) return `json: cannot unmarshal ${goType(document)} into Go value of type unstructured.detector`;
  for (const field of ['apiVersion', 'kind']) {
    const value = document[field];
    if (value !== undefined && value !== null && typeof value !== 'string') return mismatch(value, `metadataOnlyObject.${field}`, 'string');
  }
  const problem = metadataError(document.metadata);
  if (problem) return problem;
  return document.kind ? undefined : `Object 'Kind' is missing in '${JSON.stringify(sortedByKey(document))}'`;
}

function sortedByKey(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedByKey);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedByKey(value[key])]),
  );
}

export const isList = (object: Json): boolean => Array.isArray(object?.items) && typeof object.kind === 'string';

/** The items of a list; those of a typed list learn their kind from it. */
export function itemsOf(list: Json): Json[] {
  const kind = list.kind.endsWith('List') ? list.kind.slice(0, -'List'.length) : '';
  return list.items.map((item: Json) => (!isObject(item) || item.kind || !kind ? item : { apiVersion: list.apiVersion, kind, ...item }));
}
