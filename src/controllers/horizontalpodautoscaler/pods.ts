// Which pods count when an autoscaler looks at what they use: some are not ready, of some nothing is known yet.
import { parseGoDuration } from '../../apimachinery/duration.ts';
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Client } from '../../client/index.ts';
import type { Instant } from '../../sim/index.ts';

/** --horizontal-pod-autoscaler-cpu-initialization-period and -initial-readiness-delay */
const initialization = 300_000;
const readinessDelay = 30_000;

/** What is measured: a resource, of whole pods or of one container. */
export interface Measure {
  resource: string;
  container?: string | undefined;
}

interface Measured {
  /** Thousandths. */
  amount: number;
  at: Instant;
  window: number;
}

/** By the pods' names. */
function fetchMetrics({ resource, container }: Measure, namespace: string, labelSelector: string, client: Client): Map<string, Measured> {
  const found = new Map<string, Measured>();
  let items: readonly KubeObject[];
  try {
    items = client.list('pods.metrics.k8s.io', { namespace, labelSelector });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const asked = ' (get pods.metrics.k8s.io)';
    throw new Error(`unable to fetch metrics from resource metrics API: ${error.message}${error.message.endsWith(asked) ? '' : asked}`);
  }
  if (items.length === 0) throw new Error('no metrics returned from resource metrics API');
  for (const { metadata, containers, timestamp, window } of items) {
    const counted: Json[] = container === undefined ? containers : containers.filter(({ name }: Json) => name === container);
    if (counted.length === 0) throw new Error(`container ${container} not present in metrics for pod ${namespace}/${metadata.name}`);
    if (counted.some(({ usage }) => usage?.[resource] === undefined)) continue;
    const amount = counted.reduce((sum, { usage }) => sum + parseQuantity(usage[resource]).milliValue(), 0);
    found.set(metadata.name, { amount, at: parseTime(timestamp), window: parseGoDuration(window) });
  }
  return found;
}

/** CPU tells nothing while a program starts. */
function isStarting({ status }: KubeObject, { at, window }: Measured, now: Instant): boolean {
  const condition = status?.conditions?.find((c: Json) => c.type === 'Ready');
  const started = parseTime(status?.startTime);
  if (!condition || Number.isNaN(started)) return true;
  const since = parseTime(condition.lastTransitionTime);
  if (started + initialization > now) return condition.status === 'False' || at < since + window;
  return condition.status === 'False' && started + readinessDelay > since;
}

export interface Counted {
  /** What the pods that count use, in thousandths. */
  used: Map<KubeObject, number>;
  unready: KubeObject[];
  missing: KubeObject[];
}

export function countPods(pods: readonly KubeObject[], measure: Measure, namespace: string, labelSelector: string, client: Client, now: Instant): Counted {
  let metrics: Map<string, Measured>;
  try {
    metrics = fetchMetrics(measure, namespace, labelSelector, client);
  } catch (error) {
    throw new Error(`unable to get metrics for resource ${measure.resource}: ${(error as Error).message}`);
  }
  if (pods.length === 0) throw new Error('no pods returned by selector while calculating replica count');
  const counted: Counted = { used: new Map(), unready: [], missing: [] };
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp !== undefined || pod.status?.phase === 'Failed') continue;
    const metric = metrics.get(pod.metadata.name);
    if (pod.status?.phase === 'Pending') counted.unready.push(pod);
    else if (!metric) counted.missing.push(pod);
    else if (measure.resource === 'cpu' && isStarting(pod, metric, now)) counted.unready.push(pod);
    else counted.used.set(pod, metric.amount);
  }
  if (counted.used.size === 0) throw new Error('did not receive metrics for targeted pods (pods might be unready)');
  return counted;
}
