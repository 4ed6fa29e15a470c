// Where in objects a transformer works: paths of fields, through lists, made where they are missing if need be.
import type { Json } from '../../apimachinery/object.ts';
import { idOf, isMap, type Resource } from './resource.ts';

export interface FieldSpec {
  /** `spec/template/metadata/labels`; every item of a list on the way is meant. */
  path: string;
  kind?: string;
  group?: string;
  version?: string;
  create?: boolean;
}

/** A slash inside a field's name is written `\/`. */
export const pathOf = (path: string): string[] =>
  path
    .split(/(?<!\\)\//)
    .map((part) => part.replaceAll('\\/', '/'))
    .filter(Boolean);

export function applies(spec: FieldSpec, resource: Resource): boolean {
  const { group, version, kind } = idOf(resource);
  return (!spec.kind || spec.kind === kind) && (!spec.group || spec.group === group) && (!spec.version || spec.version === version);
}

/** Gives what is at a path to `change`, and puts its answer there. */
export function changeAt(value: Json, path: readonly string[], create: boolean, change: (found: Json) => Json, missing: () => Json = () => ({})): void {
  const [first = '', ...rest] = path;
  if (Array.isArray(value)) {
    for (const item of value) changeAt(item, path, create, change, missing);
    return;
  }
  if (!isMap(value)) return;
  const field = first.endsWith('[]') ? first.slice(0, -2) : first;
  if (value[field] === undefined || value[field] === null) {
    if (!create || first.endsWith('[]')) return;
    value[field] = rest.length === 0 ? missing() : {};
  }
  if (rest.length === 0) value[field] = Array.isArray(value[field]) && first.endsWith('[]') ? value[field].map(change) : change(value[field]);
  else changeAt(value[field], rest, create, change, missing);
}

export function changeFields(resource: Resource, specs: readonly FieldSpec[], change: (found: Json) => Json): void {
  for (const spec of specs) if (applies(spec, resource)) changeAt(resource.object, pathOf(spec.path), spec.create ?? false, change);
}

const workloads = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'];
const withTemplate = ['ReplicationController', ...workloads, 'Job'];
const each = (kinds: readonly string[], path: string, create = true): FieldSpec[] => kinds.map((kind) => ({ kind, path, create }));
const cron = (path: string, create = true): FieldSpec => ({ kind: 'CronJob', path: `spec/jobTemplate/${path}`, create });

export const templateLabels: readonly FieldSpec[] = [
  ...each(withTemplate, 'spec/template/metadata/labels'),
  { kind: 'StatefulSet', path: 'spec/volumeClaimTemplates[]/metadata/labels', create: true },
  cron('metadata/labels'),
  cron('spec/template/metadata/labels'),
];

export const metadataLabels: readonly FieldSpec[] = [{ path: 'metadata/labels', create: true }];

const affinityTerms = ['preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm', 'requiredDuringSchedulingIgnoredDuringExecution'];
const podSelectors = [
  ...['podAffinity', 'podAntiAffinity'].flatMap((sort) => affinityTerms.map((terms) => `spec/template/spec/affinity/${sort}/${terms}/labelSelector/matchLabels`)),
  'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
];

/** Labels everywhere: on objects, on what they make, and in what selects them. */
export const commonLabels: readonly FieldSpec[] = [
  ...metadataLabels,
  ...templateLabels,
  { kind: 'Service', version: 'v1', path: 'spec/selector', create: true },
  { kind: 'ReplicationController', version: 'v1', path: 'spec/selector', create: true },
  ...each(workloads, 'spec/selector/matchLabels'),
  ...podSelectors.flatMap((path) => each(['Deployment', 'StatefulSet'], path, false)),
  { kind: 'Job', path: 'spec/selector/matchLabels' },
  cron('spec/selector/matchLabels', false),
  { kind: 'PodDisruptionBudget', path: 'spec/selector/matchLabels' },
  { kind: 'NetworkPolicy', path: 'spec/podSelector/matchLabels' },
  { kind: 'NetworkPolicy', path: 'spec/ingress/from/podSelector/matchLabels' },
  { kind: 'NetworkPolicy', path: 'spec/egress/to/podSelector/matchLabels' },
];

export const commonAnnotations: readonly FieldSpec[] = [
  { path: 'metadata/annotations', create: true },
  ...each(withTemplate, 'spec/template/metadata/annotations'),
  cron('metadata/annotations'),
  cron('spec/template/metadata/annotations'),
];

export const replicaKinds = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];
