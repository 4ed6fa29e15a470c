// What objects use of a ResourceQuota: one table of evaluators, shared by admission and the controller that recounts.
import { deepEqual, type Json, type KubeObject } from '../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../apimachinery/quantity.ts';

export type Usage = Record<string, Quantity>;

/** What is special about a kind when quotas count it. Every other kind is counted by `count/<resource>` alone. */
interface Evaluator {
  /** What an object uses besides its `count/...`. */
  usage(object: Json): Usage;
  /** Whether a scope takes the object; without it no scope does. */
  inScope?(object: Json, scope: ScopeRequirement): boolean;
}

export interface ScopeRequirement {
  scopeName: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: readonly string[];
}

const one = (): Quantity => Quantity.of(1);
const isFinished = (pod: Json): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

type ResourceList = Record<string, string | number>;
type Amounts = Map<string, Quantity>;

const amounts = (list: ResourceList | undefined): Amounts => new Map(Object.entries(list ?? {}).map(([name, value]) => [name, parseQuantity(value)]));

function add(to: Amounts, more: Amounts): void {
  for (const [name, value] of more) to.set(name, to.get(name)?.add(value) ?? value);
}

function raise(to: Amounts, floor: Amounts): void {
  for (const [name, value] of floor) if (value.compare(to.get(name) ?? Quantity.of(0)) >= 0) to.set(name, value);
}

/** What a pod asks for, or is limited to: its containers together, or more when an init container needs more. */
export function podResources(pod: Json, which: 'requests' | 'limits'): ReadonlyMap<string, Quantity> {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const init: Amounts = new Map();
  for (const container of pod.spec.containers ?? []) add(total, amounts(container.resources?.[which]));
  for (const container of pod.spec.initContainers ?? []) {
    const own = amounts(container.resources?.[which]);
    if (container.restartPolicy === 'Always') {
      add(total, own);
      add(sidecars, own);
      raise(init, sidecars);
    } else {
      add(own, sidecars);
      raise(init, own);
    }
  }
  raise(total, init);
  for (const [name, value] of amounts(pod.spec.resources?.[which])) total.set(name, value);
  for (const [name, value] of amounts(pod.spec.overhead)) if (which === 'requests' || total.has(name)) total.set(name, total.get(name)?.add(value) ?? value);
  return total;
}

function podUsage(pod: Json): Usage {
  if (isFinished(pod)) return {};
  const usage: Usage = { pods: one() };
  for (const [name, value] of podResources(pod, 'requests')) {
    if (['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.startsWith('hugepages-')) usage[name] = value;
    usage[`requests.${name}`] = value;
  }
  for (const [name, value] of podResources(pod, 'limits')) if (['cpu', 'memory', 'ephemeral-storage'].includes(name)) usage[`limits.${name}`] = value;
  return usage;
}

const podScopes: Readonly<Record<string, (pod: Json, requirement: ScopeRequirement) => boolean>> = {
  Terminating: (pod) => (pod.spec.activeDeadlineSeconds ?? -1) >= 0,
  NotTerminating: (pod) => (pod.spec.activeDeadlineSeconds ?? -1) < 0,
  BestEffort: (pod) => isBestEffort(pod),
  NotBestEffort: (pod) => !isBestEffort(pod),
  PriorityClass: (pod, requirement) => matches(pod.spec.priorityClassName, requirement),
  CrossNamespacePodAffinity: (pod) => affinityTerms(pod).some((term) => term.namespaces?.length > 0 || term.namespaceSelector),
};

const isBestEffort = (pod: Json): boolean =>
  ![...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? []), pod.spec].some((part) =>
    Object.keys({ ...part.resources?.requests, ...part.resources?.limits }).some((name) => name === 'cpu' || name === 'memory'),
  );

function affinityTerms(pod: Json): Json[] {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  return [podAffinity, podAntiAffinity].flatMap((affinity) => [
    ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((weighted: Json) => weighted.podAffinityTerm),
  ]);
}

function matches(value: string | undefined, { operator, values }: ScopeRequirement): boolean {
  if (operator === 'Exists') return Boolean(value);
  if (operator === 'DoesNotExist') return !value;
  return (value !== undefined && (values ?? []).includes(value)) === (operator === 'In');
}

function serviceUsage({ spec }: Json): Usage {
  const usage: Usage = { services: one(), 'services.nodeports': Quantity.of(0), 'services.loadbalancers': Quantity.of(0) };
  const ports: Json[] = spec.ports ?? [];
  if (spec.type === 'NodePort') usage['services.nodeports'] = Quantity.of(ports.length);
  if (spec.type === 'LoadBalancer') {
    usage['services.loadbalancers'] = one();
    usage['services.nodeports'] = Quantity.of(spec.allocateLoadBalancerNodePorts === false ? ports.filter((port) => port.nodePort).length : ports.length);
  }
  return usage;
}

function claimUsage(claim: Json): Usage {
  const requested = parseQuantity(claim.spec.resources?.requests?.storage ?? '0');
  const usage: Usage = { persistentvolumeclaims: one(), 'requests.storage': requested };
  const storageClass = claim.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? claim.spec.storageClassName;
  if (!storageClass) return usage;
  usage[`${storageClass}.storageclass.storage.k8s.io/persistentvolumeclaims`] = one();
  usage[`${storageClass}.storageclass.storage.k8s.io/requests.storage`] = requested;
  return usage;
}

const byItsName = (resource: string): Evaluator => ({ usage: () => ({ [resource]: one() }) });

const evaluators: Readonly<Record<string, Evaluator>> = {
  pods: { usage: podUsage, inScope: (pod, requirement) => podScopes[requirement.scopeName]?.(pod, requirement) ?? false },
  services: { usage: serviceUsage },
  persistentvolumeclaims: { usage: claimUsage, inScope: (claim, r) => r.scopeName === 'VolumeAttributesClass' && matches(claim.spec.volumeAttributesClassName, r) },
  configmaps: byItsName('configmaps'),
  secrets: byItsName('secrets'),
  replicationcontrollers: byItsName('replicationcontrollers'),
  resourcequotas: byItsName('resourcequotas'),
};

/** All that an object of the resource (`pods`, `deployments.apps`) uses. */
export const usageOf = (resource: string, object: Json): Usage => ({ ...evaluators[resource]?.usage(object), [`count/${resource}`]: one() });

const claimNames = /(^requests\.storage$|\.storageclass\.storage\.k8s\.io\/(persistentvolumeclaims|requests\.storage)$)/;

/** The resource whose objects use up what the quota calls `name`; nothing when no object does. */
export function resourceCounted(name: string): string | undefined {
  if (name.startsWith('count/')) return name.slice('count/'.length);
  if (evaluators[name]) return name;
  if (name.startsWith('services.')) return 'services';
  if (claimNames.test(name)) return 'persistentvolumeclaims';
  return /^(cpu|memory|ephemeral-storage|hugepages-.+|requests\..+|limits\..+)$/.test(name) ? 'pods' : undefined;
}

const scopesOf = (quota: KubeObject): ScopeRequirement[] => [
  ...(quota.spec.scopes ?? []).map((scopeName: string) => ({ scopeName, operator: 'Exists' })),
  ...(quota.spec.scopeSelector?.matchExpressions ?? []),
];

/** Whether the quota's scopes take the object. */
export const inScopes = (quota: KubeObject, resource: string, object: Json): boolean => scopesOf(quota).every((requirement) => evaluators[resource]?.inScope?.(object, requirement) ?? false);

/** Whether a change of an object can change what it uses. */
export const usageChanged = (resource: string, old: Json, object: Json): boolean => !deepEqual(texts(usageOf(resource, old)), texts(usageOf(resource, object)));

export const texts = (usage: Usage): Record<string, string> => Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, value.toString()]));

const perContainer = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

/** The sentence for a pod whose containers do not say what the quota's names need: `must specify limits.memory for: c`. */
export function unspecified(hard: readonly string[], pod: Json): string | undefined {
  const missing: string[] = [];
  for (const name of hard.filter((each) => perContainer.includes(each)).sort()) {
    const [which, resource] = name.startsWith('limits.') ? ['limits', name.slice(7)] : ['requests', name.replace('requests.', '')];
    if (pod.spec.resources?.[which]?.[resource as string] !== undefined) continue;
    const containers = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])].filter((c: Json) => c.resources?.[which]?.[resource as string] === undefined);
    if (containers.length > 0)
      missing.push(
        `${name} for: ${containers
          .map((c: Json) => c.name)
          .sort()
          .join(',')}`,
      );
  }
  return missing.length > 0 ? `must specify ${missing.join('; ')}` : undefined;
}
