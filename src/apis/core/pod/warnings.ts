// What the server warns of in pods and pod templates: allowed, and most likely not what was meant.
import { FieldPath } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isValidLabelValue } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { containersOf } from './context.ts';
import { ipWarnings } from '../../support/ip.ts';
import { fractionalBytes as claimAmount } from '../../support/quantities.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { overlapWarnings } from './overlaps.ts';
import { portWarnings } from './portWarnings.ts';
import { appArmorField, appArmorPrefix, seccompContainerPrefix, seccompPodAnnotation } from './profiles.ts';

const deprecatedLabels: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

const deprecatedAnnotations: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

/** In upstream's order; the claims of ephemeral volumes have their place between them. */
const deprecatedVolumes: readonly [source: string, field: string, text: string][] = [
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

const seccompText = 'non-functional in v1.27+; use the "seccompProfile" field instead';
const noSelector = 'a null labelSelector results in matching no pod';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

const items = (list: Json[] | undefined, at: FieldPath, warn: (item: Json, at: FieldPath, i: number) => string[]): string[] => (list ?? []).flatMap((item, i) => warn(item, at.index(i), i));

/** Values that no label can have are let pass where they are only preferred. */
function nodeTermWarnings(term: Json, at: FieldPath, preferredOnly: boolean): string[] {
  return items(term?.matchExpressions, at.child('matchExpressions'), ({ key, values }, where) => [
    ...(deprecatedLabels[key] ? [`${where.child('key')}: ${key} is ${deprecatedLabels[key]}`] : []),
    ...(preferredOnly ? items(values, where.child('values'), (value, at) => isValidLabelValue(value).map((text) => `${at}: ${value} is invalid, ${text}`)) : []),
  ]);
}

function placementWarnings(spec: Json, at: FieldPath): string[] {
  const affinity = at.child('affinity');
  const node = spec.affinity?.nodeAffinity;
  return [
    ...sortedEntries<string>(spec.nodeSelector).flatMap(([key]) => (deprecatedLabels[key] ? [`${at.child('nodeSelector').key(key)}: ${deprecatedLabels[key]}`] : [])),
    ...items(node?.[required]?.nodeSelectorTerms, affinity.child('nodeAffinity', required, 'nodeSelectorTerms'), (term, where) => nodeTermWarnings(term, where, false)),
    ...items(node?.[preferred], affinity.child('nodeAffinity', preferred), (term, where) => nodeTermWarnings(term.preference, where.child('preference'), true)),
    ...items(spec.topologySpreadConstraints, at.child('topologySpreadConstraints'), ({ topologyKey, labelSelector }, where) => [
      ...(deprecatedLabels[topologyKey] ? [`${where.child('topologyKey')}: ${topologyKey} is ${deprecatedLabels[topologyKey]}`] : []),
      ...(labelSelector ? [] : [`${where.child('labelSelector')}: ${noSelector}`]),
    ]),
  ];
}

function podTermWarnings(spec: Json, at: FieldPath): string[] {
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    ...items(spec.affinity?.[kind]?.[required], at.child('affinity', kind, required), (term, where) => (term.labelSelector ? [] : [`${where.child('labelSelector')}: ${noSelector}`])),
    ...items(spec.affinity?.[kind]?.[preferred], at.child('affinity', kind, preferred), (term, where) =>
      term.podAffinityTerm?.labelSelector ? [] : [`${where.child('podAffinityTerm', 'labelSelector')}: ${noSelector}`],
    ),
  ]);
}

/** `<path>: duplicate <what> "x"` for every entry that says the same as one before it. */
function repeated(list: Json[] | undefined, at: FieldPath, field: string, what: string): string[] {
  const seen = new Set<string>();
  return items(list, at, (item, where) => {
    if (seen.has(item[field])) return [`${where.child(field)}: duplicate ${what} ${JSON.stringify(item[field])}`];
    seen.add(item[field]);
    return [];
  });
}

function volumeWarnings(spec: Json, at: FieldPath): string[] {
  const each = items(spec.volumes, at.child('volumes'), (volume, where) => {
    const claim = volume.ephemeral?.volumeClaimTemplate?.spec;
    return [
      ...deprecatedVolumes.filter(([source]) => volume[source]).map(([, field, text]) => `${where.child(field)}: ${text}`),
      ...['requests', 'limits'].flatMap((kind) => claimAmount(String(where.child('ephemeral', 'volumeClaimTemplate', 'spec', 'resources', kind).key('storage')), claim?.resources?.[kind]?.storage)),
    ];
  });
  return [...each, ...overlapWarnings(spec.volumes ?? [])];
}

function listWarnings(spec: Json, at: FieldPath): string[] {
  return [
    ...repeated(spec.hostAliases, at.child('hostAliases'), 'ip', 'ip'),
    ...repeated(spec.imagePullSecrets, at.child('imagePullSecrets'), 'name', 'name'),
    ...items(spec.imagePullSecrets, at.child('imagePullSecrets'), (item, where) => (item.name ? [] : [`${where.child('name')}: invalid empty name ""`])),
  ];
}

function fractionalBytes(list: Json, at: FieldPath, names: readonly string[] = ['memory', 'ephemeral-storage']): string[] {
  return names
    .filter((name) => list?.[name] !== undefined && parseQuantity(list[name]).milliValue() % 1000 !== 0)
    .map((name) => `${at.key(name)}: fractional byte value ${JSON.stringify(parseQuantity(list[name]).toString())} is invalid, must be an integer`);
}

function hiddenVariables(container: Json, at: FieldPath): string[] {
  const seen = new Set<string>();
  return items(container.env, at.child('env'), (variable, where) => {
    const again = seen.has(variable.name);
    seen.add(variable.name);
    const self = `$(${variable.name})`;
    const value: string = variable.value ?? '';
    const extends_ = !variable.valueFrom && value !== self && value.includes(self);
    return again && !extends_ ? [`${where}: hides previous definition of ${JSON.stringify(variable.name)}, which may be dropped when using apply`] : [];
  });
}

/** Annotations of profiles without the field that has taken their place. A pod's AppArmor annotations have become fields already when this is asked. */
function profileWarnings(container: Json, annotations: Json, at: FieldPath, podProfile: Json, isPod: boolean): string[] {
  const seccomp = `${seccompContainerPrefix}${container.name}`;
  const appArmor = `${appArmorPrefix}${container.name}`;
  const text = annotations[appArmor];
  const covered = (!isPod && container.securityContext?.appArmorProfile) || (podProfile && deepEqual(podProfile, appArmorField(text ?? '')));
  return [
    ...(annotations[seccomp] !== undefined && !container.securityContext?.seccompProfile ? [`${at.key(seccomp)}: ${seccompText}`] : []),
    ...(text !== undefined && !covered ? [`${at.key(appArmor)}: deprecated since v1.30; use the "appArmorProfile" field instead`] : []),
  ];
}

function containerWarnings(spec: Json, at: FieldPath, annotations: Json, annotationsAt: FieldPath): string[] {
  return containersOf(spec).flatMap(({ field, index, container }) => {
    const where = at.child(field).index(index);
    const { limits, requests } = container.resources ?? {};
    return [
      ...profileWarnings(container, annotations, annotationsAt, spec.securityContext?.appArmorProfile, String(at) === 'spec'),
      ...['memory', 'ephemeral-storage'].flatMap((name) => [
        ...fractionalBytes(limits, where.child('resources', 'limits'), [name]),
        ...fractionalBytes(requests, where.child('resources', 'requests'), [name]),
      ]),
      ...hiddenVariables(container, where),
    ];
  });
}

function specWarnings(spec: Json, metadata: Json, root: FieldPath): string[] {
  const at = root.child('spec');
  const annotations = metadata?.annotations ?? {};
  const annotationsAt = root.child('metadata', 'annotations');
  return [
    ...placementWarnings(spec, at),
    ...Object.entries(deprecatedAnnotations).flatMap(([key, text]) => (annotations[key] === undefined ? [] : [`${annotationsAt.key(key)}: ${text}`])),
    ...volumeWarnings(spec, at),
    ...listWarnings(spec, at),
    ...fractionalBytes(spec.overhead, at.child('overhead')),
    ...(annotations[seccompPodAnnotation] !== undefined && !spec.securityContext?.seccompProfile ? [`${annotationsAt.key(seccompPodAnnotation)}: ${seccompText}`] : []),
    ...containerWarnings(spec, at, annotations, annotationsAt),
    ...portWarnings(spec, at),
    ...(spec.terminationGracePeriodSeconds < 0 ? [`${at.child('terminationGracePeriodSeconds')}: must be >= 0; negative values are invalid and will be treated as 1`] : []),
    ...podTermWarnings(spec, at),
    ...items(spec.dnsConfig?.nameservers, at.child('dnsConfig', 'nameservers'), (address, where) => ipWarnings(String(where), address)),
    ...items(spec.hostAliases, at.child('hostAliases'), ({ ip }, where) => ipWarnings(String(where.child('ip')), ip ?? '')),
  ];
}

const nameWarning = (object: Json, use: string): string[] => {
  const wrong = isDNS1123Label(object.metadata.name ?? '');
  return wrong.length > 0 ? [`metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${wrong.join(' ')}]`] : [];
};

/** Only of new pods: people rarely change one themselves. */
export const podWarnings = (pod: Json, old?: Json): string[] => (old ? [] : [...nameWarning(pod, "the Pod's hostname"), ...specWarnings(pod.spec, pod.metadata, FieldPath.root())]);

/** The same for a pod template at `path`. */
export function templateWarnings(object: Json, path: readonly string[]): string[] {
  const template = path.reduce((value, field) => value?.[field], object);
  return template?.spec ? specWarnings(template.spec, template.metadata, FieldPath.root().child(...path)) : [];
}

/** The template of a kind whose name becomes part of its pods' names: of a new object, and of one that wants something else now. */
export function ownerWarnings(object: Json, old: Json | undefined, path: readonly string[]): string[] {
  if (old) return object.metadata.generation === old.metadata.generation ? [] : templateWarnings(object, path);
  return [...nameWarning(object, 'Pod names and hostnames'), ...templateWarnings(object, path)];
}
