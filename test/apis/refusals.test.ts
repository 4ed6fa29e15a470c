// The sentences with which a real server refused objects, made by the kinds' own rules from the very same files.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldErrorText } from '../../src/apimachinery/fieldErrors.ts';
import type { Json } from '../../src/apimachinery/object.ts';
import { parseYamlDocuments } from '../../src/apimachinery/yaml.ts';
import { applySchemaDefaults, decode } from '../../src/apis/decode.ts';
import { builtInKind } from '../../src/apis/resources.ts';
import { validateMetadata } from '../../src/apis/validation/metadata.ts';

const recorded = new URL('../../test/recorded/', import.meta.url);

interface Refusal {
  session: string;
  file: string;
  message: string;
}

/** Every `kubectl apply -f FILE` of a session that ended in `... is invalid: ...`, with the file. */
function refusalsOf(session: string): (Refusal & { document: Json })[] {
  const text = readFileSync(new URL(`${session}.session`, recorded), 'utf8');
  const [steps = '', ...parts] = text.split(/^-- (\S+) --\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) files.set(parts[i] as string, parts[i + 1] as string);
  return [...steps.matchAll(/^\$ kubectl apply -f (\S+)\n((?:2> .*\n)+)/gm)].flatMap(([, file = '', stderr = '']) => {
    const message = stderr.replace(/^2> /gm, '').trimEnd();
    return message.includes(' is invalid: ') ? [{ session, file, message, document: parseYamlDocuments(files.get(file) ?? '')[0] }] : [];
  });
}

function gvkOf({ apiVersion, kind }: Json): { group: string; version: string; kind: string } {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return { group, version, kind };
}

/** What `kubectl apply` prints of a refused creation. */
function refuse(document: Json): string {
  const info = builtInKind(gvkOf(document));
  if (!info) throw new Error(`no kind ${document.kind}`);
  const object = { ...decode(document, info.typeName, info.schema).value, apiVersion: document.apiVersion, kind: document.kind };
  applySchemaDefaults(object, info.schema);
  const { logic } = info;
  if (info.namespaced) object.metadata.namespace ??= 'default';
  logic.applyDefaults?.(object);
  logic.prepareForCreate?.(object, { now: 0, user: 'kubernetes-admin' });
  const metadata = validateMetadata(object, { nameRule: logic.nameRule ?? 'dns1123subdomain', namespaced: info.namespaced });
  const errors = [...new Set([...metadata, ...(logic.validate?.(object) ?? [])].map(fieldErrorText))];
  const listed = errors.length === 1 ? errors[0] : errors.map((error) => `\n* ${error}`).join('');
  return `The ${document.kind} "${object.metadata.name}" is invalid: ${listed}`;
}

const sessions = [
  'errors/config-validation',
  'network/service-validation',
  'network/ingress',
  'network/network-policies',
  'storage/validation',
  'security/limit-range',
  'security/rbac-errors',
  'misc/crd-errors',
];
/** Refused for what only an expression's compiler can say, or by another room. */
const elsewhere = ['pod-mount.yaml', 'pod-dup.yaml'];

describe.each(sessions)('%s', (session) => {
  test.each(refusalsOf(session).filter(({ file }) => !elsewhere.includes(file)))('$file', ({ document, message }) => {
    expect(refuse(document)).toBe(message);
  });
});
