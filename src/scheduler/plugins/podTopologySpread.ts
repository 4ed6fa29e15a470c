// Pods of a kind are spread over domains of nodes: strictly, or as far as it goes.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { controllerOf } from '../../apimachinery/object.ts';
import { type Cycle, highestScore, type NodeInfo, type Plugin, type Prepared } from '../framework.ts';
import { matchesLabelSelector, matchesLabels, matchesNodeDemands, toleratesAll } from '../selectors.ts';

interface Constraint {
  key: string;
  maxSkew: number;
  minDomains: number;
  matches(pod: KubeObject): boolean;
  counts(info: NodeInfo): boolean;
}

const hostname = 'kubernetes.io/hostname';
/** What spreads pods of a Service or a controller that ask for nothing (upstream: systemDefaultConstraints). */
const byDefault = [
  { topologyKey: hostname, maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5 },
];

function constraintOf(spec: Json, labels: Readonly<Record<string, string>>, namespace: string | undefined, from: Json): Constraint {
  const extra: Json[] = (from.matchLabelKeys ?? []).filter((key: string) => key in labels).map((key: string) => ({ key, operator: 'In', values: [labels[key]] }));
  const selector = from.labelSelector && { ...from.labelSelector, matchExpressions: [...(from.labelSelector.matchExpressions ?? []), ...extra] };
  const hard = (info: NodeInfo): Json[] => (info.node.spec?.taints ?? []).filter((t: Json) => t.effect !== 'PreferNoSchedule');
  return {
    key: from.topologyKey,
    maxSkew: from.maxSkew,
    minDomains: from.minDomains ?? 1,
    matches: (pod) => pod.metadata.namespace === namespace && !pod.metadata.deletionTimestamp && matchesLabelSelector(pod.metadata.labels, selector),
    counts: (info) => (from.nodeAffinityPolicy === 'Ignore' || matchesNodeDemands(spec, info.labels, info.name)) && (from.nodeTaintsPolicy !== 'Honor' || toleratesAll(spec.tolerations, hard(info))),
  };
}

/** How many matching pods each domain holds, over the nodes that count. */
function countDomains(constraint: Constraint, nodes: readonly NodeInfo[], keys: readonly string[]): Map<string, number> {
  const domains = new Map<string, number>();
  for (const info of nodes) {
    if (!keys.every((key) => key in info.labels) || !constraint.counts(info)) continue;
    const domain = info.labels[constraint.key] as string;
    domains.set(domain, (domains.get(domain) ?? 0) + info.pods.filter((pod) => constraint.matches(pod)).length);
  }
  return domains;
}

function filterOf(cycle: Cycle, constraints: readonly Constraint[]): NonNullable<Prepared['filter']> {
  const keys = constraints.map((c) => c.key);
  const counted = constraints.map((constraint) => {
    const domains = countDomains(constraint, cycle.nodes, keys);
    const least = domains.size < constraint.minDomains ? 0 : Math.min(...domains.values());
    return { constraint, domains, least: Number.isFinite(least) ? least : 0 };
  });
  return (info) => {
    for (const { constraint, domains, least } of counted) {
      const domain = info.labels[constraint.key];
      if (domain === undefined) return { reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"], final: true };
      const self = constraint.matches(cycle.pod) ? 1 : 0;
      if ((domains.get(domain) ?? 0) + self - least > constraint.maxSkew) return { reasons: ["node(s) didn't match pod topology spread constraints"] };
    }
    return undefined;
  };
}

/** The selector of what owns the pod, with those of the Services that select it. */
function defaultSelector(cycle: Cycle): Json | undefined {
  const { pod, lister } = cycle;
  const labels = pod.metadata.labels;
  if (!labels) return undefined;
  const matchLabels: Record<string, string> = {};
  for (const service of lister.list('services')) {
    const selector = service.spec?.selector;
    if (service.metadata.namespace === pod.metadata.namespace && selector && matchesLabels(labels, selector)) Object.assign(matchLabels, selector);
  }
  const resources: Record<string, string> = { ReplicaSet: 'replicasets.apps', StatefulSet: 'statefulsets.apps', ReplicationController: 'replicationcontrollers' };
  const owner = controllerOf(pod);
  const resource = owner && resources[owner.kind];
  const selector = resource && owner ? lister.find(resource, owner.name, pod.metadata.namespace)?.spec?.selector : undefined;
  const own = selector?.matchLabels || selector?.matchExpressions ? selector : { matchLabels: selector ?? {} };
  Object.assign(matchLabels, own.matchLabels ?? {});
  const matchExpressions = own.matchExpressions ?? [];
  return Object.keys(matchLabels).length || matchExpressions.length ? { matchLabels, matchExpressions } : undefined;
}

function scoreOf(cycle: Cycle, constraints: readonly Constraint[], all: boolean): NonNullable<Prepared['score']> {
  return (nodes) => {
    const keys = constraints.map((c) => c.key);
    const scored = nodes.filter((info) => !all || keys.every((key) => key in info.labels));
    const raw = new Map<string, number>(scored.map((info) => [info.name, 0]));
    for (const constraint of constraints) {
      const domains = countDomains(constraint, cycle.nodes, all ? keys : [constraint.key]);
      const size = constraint.key === hostname ? scored.length : new Set(scored.map((info) => info.labels[constraint.key])).size;
      for (const info of scored) {
        const domain = info.labels[constraint.key];
        if (domain === undefined) continue;
        raw.set(info.name, (raw.get(info.name) ?? 0) + (domains.get(domain) ?? 0) * Math.log(size + 2) + constraint.maxSkew - 1);
      }
    }
    const rounded = new Map([...raw].map(([name, score]) => [name, Math.round(score)]));
    const max = Math.max(...rounded.values());
    const min = Math.min(...rounded.values());
    return nodes.map(({ name }) => {
      const score = rounded.get(name);
      if (score === undefined) return 0;
      return max === 0 ? highestScore : Math.floor((highestScore * (max + min - score)) / max);
    });
  };
}

export const podTopologySpread: Plugin = {
  name: 'PodTopologySpread',
  weight: 2,
  prepare: (cycle) => {
    const { spec, pod } = cycle;
    const labels = pod.metadata.labels ?? {};
    const asked: Json[] = spec.topologySpreadConstraints ?? [];
    const build = (from: Json) => constraintOf(spec, labels, pod.metadata.namespace, from);
    const hard = asked.filter((c) => c.whenUnsatisfiable !== 'ScheduleAnyway').map(build);
    let soft = asked.filter((c) => c.whenUnsatisfiable === 'ScheduleAnyway').map(build);
    const selector = asked.length ? undefined : defaultSelector(cycle);
    if (selector) soft = byDefault.map((c) => build({ ...c, labelSelector: selector }));
    return { ...(hard.length ? { filter: filterOf(cycle, hard) } : {}), ...(soft.length ? { score: scoreOf(cycle, soft, !selector) } : {}) };
  },
};
