// What a Secret is when it does not say: Opaque, its stringData folded into data.
import type { Json } from '../../../apimachinery/object.ts';

export function foldStringData(secret: Json): void {
  if (secret.stringData === undefined) return;
  const added: [string, string][] = Object.entries<string>(secret.stringData).map(([key, value]) => [key, Buffer.from(value, 'utf8').toString('base64')]);
  if (added.length > 0) secret.data = { ...secret.data, ...Object.fromEntries(added) };
  delete secret.stringData;
}

export function applySecretDefaults(secret: Json): void {
  foldStringData(secret);
  secret.type ||= 'Opaque';
}
