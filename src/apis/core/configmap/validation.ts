// What a ConfigMap's keys may be, and what an immutable one keeps.
import { type FieldError, FieldPath, forbiddenField, invalidValue, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isConfigMapKey } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { sameValue } from '../../support/checks.ts';

/** The most bytes that the values of a ConfigMap or of a Secret have together. */
export const maxDataBytes = 1024 * 1024;

/** The other bag's keys may not be used again: said of one of the two. */
function keys(bag: string, object: Json, others: Json = {}): FieldError[] {
  const at = FieldPath.root(bag);
  return Object.keys(object[bag] ?? {})
    .sort()
    .flatMap((key) => {
      const messages = isConfigMapKey(key);
      if (Object.hasOwn(others, key)) messages.push('duplicate of key present in binaryData');
      return messages.map((message) => invalidValue(at.key(key), key, message));
    });
}

const bytes = (values: Json, encoding: 'utf8' | 'base64'): number => Object.values<string>(values ?? {}).reduce((sum, value) => sum + Buffer.byteLength(value, encoding), 0);

export function validateConfigMap(object: Json): FieldError[] {
  const errors = [...keys('data', object, object.binaryData), ...keys('binaryData', object)];
  if (bytes(object.data, 'utf8') + bytes(object.binaryData, 'base64') > maxDataBytes) errors.push(tooLong(FieldPath.root(), maxDataBytes));
  return errors;
}

/** Fields of an object whose `immutable` is set. Shared with Secrets. */
export function frozenFields(object: Json, old: Json, fields: readonly string[]): FieldError[] {
  if (!old.immutable) return [];
  const changed = fields.filter((field) => !sameValue(object[field], old[field]));
  return [...(object.immutable ? [] : ['immutable']), ...changed].map((field) => forbiddenField(field, 'field is immutable when `immutable` is set'));
}

export const validateConfigMapUpdate = (object: Json, old: Json): FieldError[] => [...frozenFields(object, old, ['data', 'binaryData']), ...validateConfigMap(object)];
