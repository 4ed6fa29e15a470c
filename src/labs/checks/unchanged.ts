// unchanged: a protected object or file is as it was when the lab had been prepared.
import { deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { holds, toCel } from '../cel.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { lookUp, nameOf, type Target, targetFields } from './target.ts';

interface UnchangedSpec extends CheckSpec, Partial<Target> {
  /** The paths that must not change; the identity and everything but the status when there are none. */
  fields?: string[];
  /** CEL on `old` and `object`, where equal fields would be too much. */
  condition?: { that: string; expect: string };
  /** It may be another object, if only it is like the old one. */
  anew?: boolean;
  path?: string;
  host?: string;
}

/** What the system itself writes. */
const itsOwn = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp']);

const at = (object: Json, path: string): Json => path.split('.').reduce((value, key) => value?.[key], object);

function essence(object: KubeObject): Json {
  const { status: _, metadata, ...rest } = object;
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !itsOwn.has(key))) };
}

function differences(spec: UnchangedSpec, old: KubeObject, object: KubeObject): Finding[] {
  const what = nameOf(spec as Target);
  if (!spec.anew && old.metadata.uid !== object.metadata.uid) return [{ expected: `${what} as it was`, found: 'it was deleted and made anew' }];
  const { condition, fields } = spec;
  if (condition) return holds(condition.that, { old: toCel(old), object: toCel(object) }) ? [] : [{ expected: condition.expect, found: 'it was changed' }];
  if (!fields) return deepEqual(essence(old), essence(object)) ? [] : [{ expected: `${what} as it was`, found: 'it was changed' }];
  return fields.filter((path) => !deepEqual(at(old, path), at(object, path))).map((path) => ({ expected: `${path} of ${what} as it was`, found: 'it was changed' }));
}

export const unchanged: CheckKind<UnchangedSpec> = {
  kind: 'unchanged',
  description: 'An object or a file that must be as it was',
  protects: () => true,
  fields: {
    ...targetFields,
    fields: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description: 'The paths that must not change (spec.replicas); everything but the status when left out' },
    condition: {
      type: 'object',
      description: 'A CEL expression on `old` and `object`, instead of fields',
      properties: { that: { type: 'string', minLength: 1 }, expect: { type: 'string', minLength: 1 } },
      required: ['that', 'expect'],
      additionalProperties: false,
    },
    anew: { type: 'boolean', description: 'True when it may be deleted and made anew, if only it is like the old one' },
    path: { type: 'string', minLength: 1, description: 'A file, instead of an object' },
    host: { type: 'string', minLength: 1, description: 'The machine that has the file; the working directory when left out' },
  },
  required: [],
  expressions: ({ condition }) => (condition ? [condition.that] : []),
  variables: () => ['old', 'object'],
  remember: ({ path, host, ...target }, { world, readFile }) => (path === undefined ? { object: lookUp(world.client, target as Target) } : { file: readFile(path, host) ?? null }),
  run(spec, { world: { client }, before, readFile }) {
    const { id, path, host } = spec;
    if (path !== undefined) return (readFile(path, host) ?? null) === (before.files[id] ?? null) ? [] : [{ expected: `${path} as it was`, found: 'it was changed' }];
    const old = before.objects[id];
    const object = lookUp(client, spec as Target) as KubeObject | null;
    if (!object) return old ? [{ expected: nameOf(spec as Target), found: 'it was deleted' }] : [];
    return old ? differences(spec, old, object) : [{ expected: `no ${nameOf(spec as Target)}`, found: 'it was made' }];
  },
};
