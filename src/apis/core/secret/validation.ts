// What a Secret of each type must hold.
import { type FieldError, FieldPath, invalidValue, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isConfigMapKey } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { immutable } from '../../support/checks.ts';
import { mapError } from '../../../apimachinery/goJson.ts';
import { frozenFields, maxDataBytes } from '../configmap/validation.ts';

const dataAt = FieldPath.root('data');
const serviceAccountName = 'kubernetes.io/service-account.name';

const missing = (secret: Json, ...keys: string[]): FieldError[] => keys.filter((key) => secret.data?.[key] === undefined).map((key) => required(dataAt.key(key)));

function dockerConfig(secret: Json, key: string): FieldError[] {
  const value = secret.data?.[key];
  if (value === undefined) return [required(dataAt.key(key))];
  const error = mapError(Buffer.from(value, 'base64').toString('utf8'));
  return error ? [invalidValue(dataAt.key(key), '<secret contents redacted>', error)] : [];
}

/** Rules by type; other types may hold anything. */
const byType: Record<string, (secret: Json) => FieldError[]> = {
  'kubernetes.io/service-account-token': (secret) => (secret.metadata.annotations?.[serviceAccountName] ? [] : [required(FieldPath.root('metadata').child('annotations').key(serviceAccountName))]),
  'kubernetes.io/dockercfg': (secret) => dockerConfig(secret, '.dockercfg'),
  'kubernetes.io/dockerconfigjson': (secret) => dockerConfig(secret, '.dockerconfigjson'),
  'kubernetes.io/basic-auth': (secret) => {
    const errors = missing(secret, 'username', 'password');
    return errors.length === 2 ? errors : [];
  },
  'kubernetes.io/ssh-auth': (secret) => (secret.data?.['ssh-privatekey'] ? [] : [required(dataAt.key('ssh-privatekey'))]),
  'kubernetes.io/tls': (secret) => missing(secret, 'tls.crt', 'tls.key'),
};

export function validateSecret(secret: Json): FieldError[] {
  const data: Record<string, string> = secret.data ?? {};
  const errors = Object.keys(data)
    .sort()
    .flatMap((key) => isConfigMapKey(key).map((message) => invalidValue(dataAt.key(key), key, message)));
  const size = Object.values(data).reduce((sum, value) => sum + Buffer.byteLength(value, 'base64'), 0);
  if (size > maxDataBytes) errors.push(tooLong(dataAt, maxDataBytes));
  return [...errors, ...(byType[secret.type]?.(secret) ?? [])];
}

export function validateSecretUpdate(secret: Json, old: Json): FieldError[] {
  return [...immutable(FieldPath.root('type'), secret.type, old.type), ...frozenFields(secret, old, ['data']), ...validateSecret(secret)];
}
