// What a kustomization does to all objects: namespace, prefix and suffix, labels, annotations, replicas, images.
import type { Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';
import { applies, changeAt, changeFields, commonAnnotations, commonLabels, type FieldSpec, metadataLabels, replicaKinds, templateLabels } from './fieldSpecs.ts';
import { idOf, isClusterScoped, isMap, remember, type Resource, sameId } from './resource.ts';

const bindings = new Set(['RoleBinding', 'ClusterRoleBinding']);
const webhooks = new Set(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']);

function moveTo(resource: Resource, namespace: string): void {
  const { object } = resource;
  const id = idOf(resource);
  const put = (): string => namespace;
  if (id.kind === 'Namespace' && id.group === '') {
    remember(resource);
    object.metadata.name = namespace;
  } else if (!isClusterScoped(id)) {
    remember(resource);
    object.metadata = { ...object.metadata, namespace };
  }
  if (bindings.has(id.kind)) for (const subject of object.subjects ?? []) if (subject.kind === 'ServiceAccount' && subject.name === 'default') subject.namespace = namespace;
  if (id.kind === 'APIService') changeAt(object, ['spec', 'service', 'namespace'], false, put);
  if (webhooks.has(id.kind)) changeAt(object, ['webhooks', 'clientConfig', 'service', 'namespace'], false, put);
}

export function setNamespace(resources: readonly Resource[], namespace: string): void {
  for (const resource of resources) moveTo(resource, namespace);
  for (const resource of resources) {
    const same = resources.filter((other) => sameId(idOf(other), idOf(resource)));
    if (same.length > 1) throw new CommandError(`namespace transformation produces ID conflict: [${same.map((one) => JSON.stringify(sorted(withHistory(one)))).join(' ')}]`);
  }
}

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  return isMap(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key])]),
      )
    : value;
};

/** The object as upstream keeps it meanwhile: with what it was called in annotations. */
function withHistory({ object, previous }: Resource): Json {
  const note = (name: string, values: string[]): [string, string] => [`internal.config.kubernetes.io/previous${name}`, values.join(',')];
  const notes = [
    note(
      'Kinds',
      previous.map((id) => id.kind),
    ),
    note(
      'Names',
      previous.map((id) => id.name),
    ),
    note(
      'Namespaces',
      previous.map((id) => id.namespace || 'default'),
    ),
  ];
  const { annotations, ...metadata } = object.metadata;
  return { ...object, metadata: { annotations: { ...annotations, ...Object.fromEntries(notes) }, ...metadata } };
}

const keepName = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

export function addAffix(resources: readonly Resource[], affix: string, side: 'prefix' | 'suffix'): void {
  for (const resource of resources) {
    const { metadata, kind } = resource.object;
    if (keepName.has(kind)) continue;
    remember(resource);
    resource[side === 'prefix' ? 'prefixes' : 'suffixes'].push(affix);
    metadata.name = side === 'prefix' ? `${affix}${metadata.name}` : `${metadata.name}${affix}`;
  }
}

const add =
  (pairs: Json): ((found: Json) => Json) =>
  (found) => ({ ...(isMap(found) ? found : {}), ...pairs });

export function addLabels(resources: readonly Resource[], { pairs, includeSelectors, includeTemplates, fields = [] }: Json, more: readonly FieldSpec[] = []): void {
  const own: FieldSpec[] = includeSelectors ? [...commonLabels, ...more] : includeTemplates ? [...metadataLabels, ...templateLabels] : [...metadataLabels];
  for (const resource of resources) changeFields(resource, [...fields, ...own], add(pairs));
}

export const addCommonLabels = (resources: readonly Resource[], pairs: Json, more: readonly FieldSpec[] = []): void => addLabels(resources, { pairs, includeSelectors: true }, more);

export function addAnnotations(resources: readonly Resource[], pairs: Json, more: readonly FieldSpec[] = []): void {
  for (const resource of resources) changeFields(resource, [...commonAnnotations, ...more], add(pairs));
}

export function setReplicas(resources: readonly Resource[], { name, count }: Json, more: readonly FieldSpec[] = []): void {
  const scaled = (resource: Resource): boolean => replicaKinds.includes(resource.object.kind) || more.some((spec) => applies(spec, resource));
  const found = resources.filter((resource) => scaled(resource) && [idOf(resource), ...resource.previous].some((id) => id.name === name));
  if (found.length === 0) {
    throw new CommandError(`resource with name ${name} does not match a config with the following GVK [${replicaKinds.map((kind) => `${kind}.[noVer].[noGrp]`).join(' ')}]`);
  }
  for (const resource of found) {
    if (replicaKinds.includes(resource.object.kind)) changeAt(resource.object, ['spec', 'replicas'], true, () => count ?? 0);
    changeFields(resource, more, () => count ?? 0);
  }
}

interface ImageName {
  name: string;
  tag: string;
  digest: string;
}

function splitImage(image: string): ImageName {
  const at = image.indexOf('@');
  const [rest, digest] = at < 0 ? [image, ''] : [image.slice(0, at), image.slice(at + 1)];
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  return colon < 0 ? { name: rest, tag: '', digest } : { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

function renameImage(image: Json, { name, newName, newTag, tagSuffix, digest }: Json): Json {
  if (typeof image !== 'string') return image;
  const is = splitImage(image);
  if (is.name !== name) return image;
  const as = newName || is.name;
  if (newTag && digest) return `${as}:${newTag}@${digest}`;
  if (digest) return `${as}@${digest}`;
  if (newTag) return `${as}:${newTag}`;
  const tag = tagSuffix && is.tag ? `${is.tag}${tagSuffix}` : is.tag;
  return `${as}${tag ? `:${tag}` : ''}${is.digest ? `@${is.digest}` : ''}`;
}

/** Images of containers, however deep they lie. */
function changeImages(value: Json, change: Json): void {
  if (Array.isArray(value)) {
    for (const item of value) changeImages(item, change);
    return;
  }
  if (!isMap(value)) return;
  for (const [field, child] of Object.entries(value)) {
    if ((field === 'containers' || field === 'initContainers') && Array.isArray(child)) {
      for (const container of child) if (isMap(container) && container.image !== undefined) container.image = renameImage(container.image, change);
    }
    changeImages(child, change);
  }
}

export function setImage(resources: readonly Resource[], image: Json, more: readonly FieldSpec[] = []): void {
  for (const resource of resources) {
    if (resource.object.kind !== 'CustomResourceDefinition') changeImages(resource.object, image);
    changeFields(resource, more, (found) => renameImage(found, image));
  }
}
