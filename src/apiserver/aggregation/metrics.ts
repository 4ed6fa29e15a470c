// metrics-server as it answers: what its last round of questions to the kubelets told. Computed when it is read.
import { builtInNamed, type ResourceInfo } from '../../apis/resources.ts';
import { notFound } from '../../apimachinery/status.ts';
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { pick } from '../../sim/index.ts';
import type { NodeUsage, ResourceContext, Usage } from '../context.ts';
import type { RegistryHooks } from '../registry/index.ts';

const group = 'metrics.k8s.io';
/** It asks this often (--metric-resolution). */
const resolution = 15_000;
/** A pod must have run for three rounds before there is a rate to tell, of its CPU and by the kubelet's own clock. */
const warmUp = 3 * resolution;

const [nodesInfo, podsInfo] = ['nodes', 'pods'].map((name) => builtInNamed(name) as ResourceInfo) as [ResourceInfo, ResourceInfo];

/** The rounds of one node. */
interface Round {
  at: number;
  /** How long the round's measures reach back: about as long as between two of them. */
  window: string;
}

function roundOf({ now, server }: ResourceContext, node: string): Round {
  const { seed } = server.options;
  const at = now - ((now + pick(resolution, seed, 'scrape', node)) % resolution);
  return { at, window: `${((10_000 + pick(8000, seed, 'window', node, at)) / 1000).toString()}s` };
}

/** Rates are measured to the last billionth, which tells nothing. */
const usageText = ({ cpu, memory }: Usage, ...key: readonly (string | number)[]): Json => ({
  cpu: `${Math.round(cpu) + pick(10_000, 'rate', ...key)}n`,
  memory: `${Math.round(memory / 1024) + 4 * pick(250, 'pages', ...key)}Ki`,
});

function measured({ now }: ResourceContext, kind: string, of: KubeObject, { at, window }: Round, figures: Json): KubeObject {
  const { name, namespace, labels } = of.metadata;
  return {
    kind,
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata: { name, ...(namespace ? { namespace } : {}), creationTimestamp: formatTime(now), ...(labels ? { labels } : {}) },
    timestamp: formatTime(at),
    window,
    ...figures,
  };
}

const read = (context: ResourceContext, node: KubeObject, at: number): NodeUsage | undefined => context.server.options.kubelet(node, at).usage();

function nodeMetrics(context: ResourceContext, node: KubeObject): KubeObject[] {
  const round = roundOf(context, node.metadata.name);
  const known = read(context, node, round.at);
  return known ? [measured(context, 'NodeMetrics', node, round, { usage: usageText(known.node, node.metadata.name, round.at) })] : [];
}

function podMetrics(context: ResourceContext, pod: KubeObject, round: Round, known: NodeUsage): KubeObject[] {
  const { name, namespace } = pod.metadata;
  const found = known.pods.find((each) => each.name === name && each.namespace === namespace);
  if (!found || round.at - found.startedAt < warmUp) return [];
  return [measured(context, 'PodMetrics', pod, round, { containers: found.containers.map((each) => ({ name: each.name, usage: usageText(each, found.uid, each.name, round.at) })) })];
}

function ofPods(context: ResourceContext, pods: readonly KubeObject[]): KubeObject[] {
  const nodes = new Map<string, { round: Round; known: NodeUsage | undefined }>();
  return pods.flatMap((pod) => {
    const name: string | undefined = pod.spec.nodeName;
    const node = name && context.server.storage.get(nodesInfo, undefined, name);
    if (!name || !node || pod.status?.phase !== 'Running') return [];
    let here = nodes.get(name);
    if (!here) {
      const round = roundOf(context, name);
      here = { round, known: read(context, node, round.at) };
      nodes.set(name, here);
    }
    return here.known ? podMetrics(context, pod, here.round, here.known) : [];
  });
}

/** What is there but has not been measured is missed under another name than what is not there. */
function measuredOr([metrics]: readonly KubeObject[], resource: string, name: string): KubeObject {
  if (!metrics) throw notFound({ group, resource }, name);
  return metrics;
}

export const nodesMetrics: RegistryHooks = {
  find(context, name) {
    const node = context.server.storage.get(nodesInfo, undefined, name);
    if (!node) throw notFound({ group: '', resource: 'nodes' }, name);
    return measuredOr(nodeMetrics(context, node), 'nodemetrics', name);
  },
  list: (context) => context.server.storage.list(nodesInfo, undefined).flatMap((node) => nodeMetrics(context, node)),
};

export const podsMetrics: RegistryHooks = {
  find(context, name) {
    const { namespace } = context.info;
    const pod = context.server.storage.get(podsInfo, namespace, name);
    if (!pod) throw notFound({ group: '', resource: 'pods' }, name);
    return measuredOr(ofPods(context, [pod]), 'podmetrics', `${namespace}/${name}`);
  },
  list: (context) => ofPods(context, context.server.storage.list(podsInfo, context.info.namespace)),
};
