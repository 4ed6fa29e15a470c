// Pods that want company, and pods that do not: demands both of the pod and of those that run already, and wishes.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { type Cycle, highestScore, type NodeInfo, type Plugin } from '../framework.ts';
import { matchesLabelSelector } from '../selectors.ts';

type Labels = Readonly<Record<string, string>>;

interface Term {
  key: string;
  matches(pod: KubeObject): boolean;
}

function termOf(owner: KubeObject, from: Json, namespaceLabels: (name: string) => Labels): Term {
  const labels = owner.metadata.labels ?? {};
  const expressions = (keys: string[] | undefined, operator: string) => (keys ?? []).filter((key) => key in labels).map((key) => ({ key, operator, values: [labels[key]] }));
  const selector = from.labelSelector && {
    ...from.labelSelector,
    matchExpressions: [...(from.labelSelector.matchExpressions ?? []), ...expressions(from.matchLabelKeys, 'In'), ...expressions(from.mismatchLabelKeys, 'NotIn')],
  };
  const own = !from.namespaces?.length && !from.namespaceSelector;
  const inNamespace = (namespace: string): boolean =>
    own
      ? namespace === owner.metadata.namespace
      : (from.namespaces ?? []).includes(namespace) || (from.namespaceSelector ? matchesLabelSelector(namespaceLabels(namespace), from.namespaceSelector) : false);
  return { key: from.topologyKey, matches: (pod) => inNamespace(pod.metadata.namespace ?? '') && matchesLabelSelector(pod.metadata.labels, selector) };
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

type Terms = (owner: KubeObject, sort: 'podAffinity' | 'podAntiAffinity') => Term[];
type Wishes = (owner: KubeObject, sort: 'podAffinity' | 'podAntiAffinity') => { term: Term; weight: number }[];

function readersOf(cycle: Cycle): { terms: Terms; wishes: Wishes } {
  const namespaceLabels = (name: string): Labels => cycle.lister.list('namespaces').find((n) => n.metadata.name === name)?.metadata.labels ?? {};
  return {
    terms: (owner, sort) => (owner.spec.affinity?.[sort]?.[required] ?? []).map((from: Json) => termOf(owner, from, namespaceLabels)),
    wishes: (owner, sort) => (owner.spec.affinity?.[sort]?.[preferred] ?? []).map((from: Json) => ({ term: termOf(owner, from.podAffinityTerm, namespaceLabels), weight: from.weight })),
  };
}

/** The domains, as key and value, where some running pod satisfies `test`. */
function domainsWith(nodes: readonly NodeInfo[], terms: readonly Term[], test: (term: Term, pod: KubeObject) => boolean): Set<string> {
  const out = new Set<string>();
  for (const info of nodes) {
    for (const term of terms) {
      const value = info.labels[term.key];
      if (value !== undefined && info.pods.some((pod) => test(term, pod))) out.add(`${term.key}=${value}`);
    }
  }
  return out;
}

function filterOf(cycle: Cycle, terms: Terms): (info: NodeInfo) => { reasons: string[]; final?: boolean } | undefined {
  const { pod, nodes } = cycle;
  const affinity = terms(pod, 'podAffinity');
  const anti = terms(pod, 'podAntiAffinity');
  const company = domainsWith(nodes, affinity, (_, other) => affinity.every((t) => t.matches(other)));
  const avoided = domainsWith(nodes, anti, (term, other) => term.matches(other));
  const forbidden = new Set<string>();
  for (const info of nodes) {
    for (const other of info.pods) {
      for (const term of terms(other, 'podAntiAffinity')) if (term.key in info.labels && term.matches(pod)) forbidden.add(`${term.key}=${info.labels[term.key]}`);
    }
  }
  // The first of a group that wants its own company may settle anywhere.
  const first = affinity.length > 0 && company.size === 0 && affinity.every((t) => t.matches(pod));
  return (info) => {
    const at = (term: Term) => `${term.key}=${info.labels[term.key]}`;
    if (affinity.some((t) => !(t.key in info.labels) || (!first && !company.has(at(t))))) return { reasons: ["node(s) didn't match pod affinity rules"], final: true };
    if (anti.some((t) => t.key in info.labels && avoided.has(at(t)))) return { reasons: ["node(s) didn't match pod anti-affinity rules"] };
    const keys = Object.keys(info.labels).map((key) => `${key}=${info.labels[key]}`);
    if (forbidden.size && keys.some((key) => forbidden.has(key))) return { reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"] };
    return undefined;
  };
}

/** What a required affinity of a running pod counts among wishes (hardPodAffinityWeight). */
const hardWeight = 1;

function scoreOf(cycle: Cycle, { terms, wishes }: ReturnType<typeof readersOf>): (nodes: readonly NodeInfo[]) => number[] {
  const { pod } = cycle;
  const own = [...wishes(pod, 'podAffinity').map((w) => ({ ...w })), ...wishes(pod, 'podAntiAffinity').map((w) => ({ ...w, weight: -w.weight }))];
  const worth = new Map<string, number>();
  const count = (key: string, info: NodeInfo, weight: number) => {
    const value = info.labels[key];
    if (value !== undefined) worth.set(`${key}=${value}`, (worth.get(`${key}=${value}`) ?? 0) + weight);
  };
  for (const info of cycle.nodes) {
    for (const other of info.pods) {
      for (const { term, weight } of own) if (term.matches(other)) count(term.key, info, weight);
      for (const term of terms(other, 'podAffinity')) if (term.matches(pod)) count(term.key, info, hardWeight);
      for (const { term, weight } of wishes(other, 'podAffinity')) if (term.matches(pod)) count(term.key, info, weight);
      for (const { term, weight } of wishes(other, 'podAntiAffinity')) if (term.matches(pod)) count(term.key, info, -weight);
    }
  }
  return (nodes) => {
    const raw = nodes.map((info) => Object.keys(info.labels).reduce((sum, key) => sum + (worth.get(`${key}=${info.labels[key]}`) ?? 0), 0));
    const max = Math.max(...raw);
    const min = Math.min(...raw);
    return raw.map((score) => (max > min ? Math.floor((highestScore * (score - min)) / (max - min)) : 0));
  };
}

export const interPodAffinity: Plugin = {
  name: 'InterPodAffinity',
  weight: 2,
  prepare: (cycle) => {
    const readers = readersOf(cycle);
    return { filter: filterOf(cycle, readers.terms), score: scoreOf(cycle, readers) };
  },
};
