// After objects were renamed: the names by which other objects call them are changed too.
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';
import { changeAt, pathOf } from './fieldSpecs.ts';
import { nameReferences, type NameReference } from './nameReferences.ts';
import { effective, idOf, idText, isClusterScoped, isMap, originalId, type Resource } from './resource.ts';

/** Namespaces whose service accounts a binding speaks of. */
const subjectNamespaces = ({ object }: Resource): string[] =>
  object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding'
    ? (object.subjects ?? []).flatMap((subject: Json) => (subject.kind === 'ServiceAccount' && subject.namespace ? [subject.namespace] : []))
    : [];

function couldBeMeant(referrer: Resource, candidate: Resource): boolean {
  const from = idOf(referrer);
  const to = idOf(candidate);
  if (isClusterScoped(from) || isClusterScoped(to) || effective(from.namespace) === effective(to.namespace)) return true;
  return subjectNamespaces(referrer).includes(originalId(candidate).namespace || to.namespace);
}

/** A name's own base counts first: prefixes and suffixes that both have seen. */
const sameAffixes = (a: Resource, b: Resource): boolean => deepEqual(a.prefixes, b.prefixes) && deepEqual(a.suffixes, b.suffixes);

function selected(reference: NameReference, referrer: Resource, resources: readonly Resource[], name: string, namespace: string | undefined): Resource | undefined {
  const { kind, group } = reference.target;
  let found = resources.filter((candidate) => {
    const fits = (id: { kind: string; group: string; name: string; namespace: string }): boolean =>
      id.kind === kind && (group === undefined || id.group === group) && id.name === name && (namespace === undefined || effective(id.namespace) === effective(namespace));
    return candidate.previous.some(fits) && couldBeMeant(referrer, candidate);
  });
  if (found.length > 1 && referrer.object.roleRef && reference.path === 'roleRef/name') found = found.filter((c) => c.object.kind === referrer.object.roleRef.kind);
  if (found.length > 1) {
    const near = found.filter((candidate) => sameAffixes(candidate, referrer));
    if (near.length > 0) found = near;
  }
  if (found.length > 1 && !found.every((candidate) => idOf(candidate).name === idOf(found[0] as Resource).name)) {
    throw new CommandError(`multiple matches for ${idText({ ...idOf(found[0] as Resource), name })}:\n  ${found.map((c) => idText(idOf(c))).join('\n  ')}`);
  }
  return found[0];
}

function renamed(reference: NameReference, referrer: Resource, resources: readonly Resource[], value: Json): Json {
  const find = (name: string, namespace?: string): Resource | undefined => selected(reference, referrer, resources, name, namespace);
  if (typeof value === 'string') return find(value)?.object.metadata.name ?? value;
  if (Array.isArray(value)) return value.map((item) => renamed(reference, referrer, resources, item));
  if (!isMap(value) || typeof value.name !== 'string') return value;
  if (value.kind !== undefined && value.kind !== reference.target.kind) return value;
  const meant = find(value.name, value.namespace);
  if (!meant) return value;
  const { name, namespace } = meant.object.metadata;
  return { ...value, name, ...(namespace ? { namespace } : {}) };
}

/** A binding's roleRef says itself which kind it means. */
const isMeant = (reference: NameReference, { object }: Resource): boolean =>
  (reference.kind === '' || reference.kind === object.kind) && (reference.path !== 'roleRef/name' || object.roleRef?.kind === reference.target.kind);

export function fixBackReferences(resources: readonly Resource[], more: readonly NameReference[] = []): void {
  for (const referrer of resources) {
    for (const reference of [...nameReferences, ...more]) {
      if (isMeant(reference, referrer)) changeAt(referrer.object, pathOf(reference.path), false, (value) => renamed(reference, referrer, resources, value));
    }
  }
}
