// What an autoscaler's metrics say: how many replicas each asks for, or why it cannot tell.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../../apimachinery/quantity.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Client } from '../../client/index.ts';
import { isActive, isReady } from '../shared/pods.ts';

/** A ratio this near to 1 changes nothing (--horizontal-pod-autoscaler-tolerance). */
const tolerance = 0.1;

export interface Proposal {
  replicas: number;
  /** How the metric is called in sentences. */
  name: string;
  /** For status.currentMetrics. */
  current: Json;
}

/** A metric that could not be read: the reason of the event, and the two sentences that are made of it. */
export class MetricError extends Error {
  constructor(
    readonly reason: string,
    message: string,
    readonly metric: string,
  ) {
    super(message);
  }
}

interface Target {
  pods: readonly KubeObject[];
  /** status.replicas of the scaled object. */
  replicas: number;
  namespace: string;
}

export function propose(metric: Json, target: Target, client: Client): Proposal {
  if (metric.type !== 'Resource') throw new MetricError(`FailedGet${metric.type}Metric`, unsupported(metric.type), metric.type);
  const { name, target: wanted } = metric.resource;
  const what = wanted.type === 'Utilization' ? 'utilization' : 'usage';
  try {
    const usage = usageOf(name, target, client);
    return wanted.type === 'Utilization' ? byUtilization(name, wanted.averageUtilization, usage, target) : byValue(name, wanted.averageValue, usage, target);
  } catch (error) {
    throw new MetricError('FailedGetResourceMetric', `failed to get ${name} ${what}: ${(error as Error).message}`, `${name} resource`);
  }
}

const unsupported = (type: string): string => {
  const api = type === 'External' ? 'external' : 'custom';
  return `unable to get ${api} metrics: no ${api} metrics API (${api}.metrics.k8s.io) registered`;
};

/** What each ready pod uses. */
function usageOf(name: string, { pods, namespace }: Target, client: Client): Map<KubeObject, Quantity> {
  const measured = new Map(fetchMetrics(name, namespace, client).map((m) => [m.metadata.name, m]));
  const usage = new Map<KubeObject, Quantity>();
  for (const pod of pods) {
    const metrics = measured.get(pod.metadata.name);
    if (!metrics || !isActive(pod) || !isReady(pod)) continue;
    usage.set(
      pod,
      metrics.containers.reduce((sum: Quantity, c: Json) => sum.add(parseQuantity(c.usage?.[name] ?? '0')), Quantity.of(0)),
    );
  }
  if (usage.size === 0) throw new Error('did not receive metrics for targeted pods (pods might be unready)');
  return usage;
}

function fetchMetrics(name: string, namespace: string, client: Client): KubeObject[] {
  const failed = `unable to get metrics for resource ${name}:`;
  try {
    const found = client.list('pods.metrics.k8s.io', { namespace });
    if (found.length === 0) throw new Error(`${failed} no metrics returned from resource metrics API`);
    return found;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(`${failed} unable to fetch metrics from resource metrics API: ${error.message} (get pods.metrics.k8s.io)`);
  }
}

const sumOf = (amounts: Iterable<Quantity>): number => [...amounts].reduce((sum, q) => sum + q.milliValue(), 0);

function sized(ratio: number, ready: number, replicas: number): number {
  return Math.abs(ratio - 1) <= tolerance ? replicas : Math.ceil(ratio * ready - 1e-9);
}

function byUtilization(name: string, wanted: number, usage: ReadonlyMap<KubeObject, Quantity>, { replicas }: Target): Proposal {
  let requested = 0;
  for (const pod of usage.keys()) {
    for (const container of pod.spec.containers) {
      const request = container.resources?.requests?.[name];
      if (request === undefined) throw new Error(`missing request for ${name} in container ${container.name} of Pod ${pod.metadata.name}`);
      requested += parseQuantity(request).milliValue();
    }
  }
  const used = sumOf(usage.values());
  const utilization = Math.floor((used * 100) / requested);
  const average = Quantity.ofMillis(Math.floor(used / usage.size)).toString();
  return {
    replicas: sized(utilization / wanted, usage.size, replicas),
    name: `${name} resource utilization (percentage of request)`,
    current: { type: 'Resource', resource: { name, current: { averageUtilization: utilization, averageValue: average } } },
  };
}

function byValue(name: string, wanted: string, usage: ReadonlyMap<KubeObject, Quantity>, { replicas }: Target): Proposal {
  const used = sumOf(usage.values());
  const average = Quantity.ofMillis(Math.floor(used / usage.size));
  const ratio = used / usage.size / parseQuantity(wanted).milliValue();
  return { replicas: sized(ratio, usage.size, replicas), name: `${name} resource`, current: { type: 'Resource', resource: { name, current: { averageValue: average.toString() } } } };
}
