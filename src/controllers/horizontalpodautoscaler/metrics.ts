// What an autoscaler's metrics say: how many replicas each asks for, or why it cannot tell.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../../apimachinery/quantity.ts';
import type { Client } from '../../client/index.ts';
import type { Instant } from '../../sim/index.ts';
import { type Counted, countPods, type Measure } from './pods.ts';

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

export interface Target {
  pods: readonly KubeObject[];
  labelSelector: string;
  /** spec.replicas of the scaled object. */
  replicas: number;
  namespace: string;
  /** How far a ratio may be from 1 and change nothing, downwards and upwards. */
  tolerance: { down: number; up: number };
  now: Instant;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export function propose(metric: Json, target: Target, client: Client): Proposal {
  const { type } = metric;
  const source = metric[lowerFirst(type)];
  if (type !== 'Resource' && type !== 'ContainerResource') {
    const { message, metric: name } = unserved(type, source, target.namespace);
    throw new MetricError(`FailedGet${type}Metric`, message, name);
  }
  const { name: resource, container, target: wanted } = source;
  const word = type === 'Resource' ? 'resource' : 'container resource';
  const isShare = wanted.averageValue === undefined;
  try {
    const counted = countPods(target.pods, { resource, container }, target.namespace, target.labelSelector, client, target.now);
    const { replicas, current } = isShare ? byUtilization({ resource, container }, wanted.averageUtilization, counted, target) : byValue(wanted.averageValue, counted, target);
    const identity = { name: resource, ...(container === undefined ? {} : { container }) };
    return { replicas, name: isShare ? `${resource} ${word} utilization (percentage of request)` : `${resource} ${word}`, current: { type, [lowerFirst(type)]: { ...identity, current } } };
  } catch (error) {
    const what = isShare ? 'utilization' : 'usage';
    throw new MetricError(`FailedGet${type}Metric`, `failed to get ${resource} ${what}: ${(error as Error).message}`, type === 'Resource' ? `${resource} resource` : `${resource} container`);
  }
}

interface Unserved {
  message: string;
  metric: string;
}

/** Nothing here serves the APIs of custom and external metrics. */
function unserved(type: string, { metric, describedObject }: Json, namespace: string): Unserved {
  const none = 'unable to fetch metrics from custom metrics API: no known available metric versions found';
  if (type === 'Pods') return { message: `unable to get metric ${metric.name}: ${none}`, metric: 'pods' };
  if (type === 'Object') return { message: `unable to get metric ${metric.name}: ${describedObject.kind} on ${namespace} ${describedObject.name}/${none}`, metric: 'object' };
  const selector = metric.selector ? selectorGo(metric.selector) : 'nil';
  const missing = `unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${metric.name}.external.metrics.k8s.io)`;
  return { message: `unable to get external metric ${namespace}/${metric.name}/${selector}: ${missing}`, metric: `${metric.name} external` };
}

/** A label selector as Go prints it. */
function selectorGo({ matchLabels = {}, matchExpressions = [] }: Json): string {
  const labels = Object.keys(matchLabels).sort();
  const wanted = matchExpressions.map(({ key, operator, values = [] }: Json) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`);
  return `&LabelSelector{MatchLabels:map[string]string{${labels.map((key) => `${key}: ${matchLabels[key]},`).join('')}},MatchExpressions:[]LabelSelectorRequirement{${wanted.join('')}},}`;
}

const sumOf = (amounts: Iterable<number>): number => [...amounts].reduce((sum, amount) => sum + amount, 0);
const averageText = (used: ReadonlyMap<KubeObject, number>): string => Quantity.ofMillis(Math.trunc(sumOf(used.values()) / used.size)).toString();

/** How many pods the ratio asks for; pods of which nothing is known are taken for what changes least. */
function sized({ used, unready, missing }: Counted, ratioOf: (used: ReadonlyMap<KubeObject, number>) => number, full: (pod: KubeObject) => number, { replicas, tolerance }: Target): number {
  const isNear = (ratio: number): boolean => ratio >= 1 - tolerance.down && ratio <= 1 + tolerance.up;
  const ratio = ratioOf(used);
  const countsUnready = unready.length > 0 && ratio > 1;
  if (!countsUnready && missing.length === 0) return isNear(ratio) ? replicas : Math.ceil(ratio * used.size - 1e-9);
  const all = new Map(used);
  if (ratio !== 1) for (const pod of missing) all.set(pod, ratio < 1 ? full(pod) : 0);
  if (countsUnready) for (const pod of unready) all.set(pod, 0);
  const careful = ratioOf(all);
  if (isNear(careful) || (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1)) return replicas;
  const size = Math.ceil(careful * all.size - 1e-9);
  return (careful < 1 && size > replicas) || (careful > 1 && size < replicas) ? replicas : size;
}

/** What a pod requests of what is measured, in thousandths. */
function requestOf(pod: KubeObject, { resource, container }: Measure): number {
  const sidecars = (pod.spec.initContainers ?? []).filter((each: Json) => each.restartPolicy === 'Always');
  const counted = [...pod.spec.containers, ...sidecars].filter((each: Json) => container === undefined || each.name === container);
  return counted.reduce((sum: number, each: Json) => {
    const request = each.resources?.requests?.[resource];
    if (request === undefined) throw new Error(`missing request for ${resource} in container ${each.name} of Pod ${pod.metadata.name}`);
    return sum + parseQuantity(request).milliValue();
  }, 0);
}

interface Sized {
  replicas: number;
  current: Json;
}

function byUtilization(measure: Measure, wanted: number, counted: Counted, target: Target): Sized {
  const requests = new Map(target.pods.map((pod) => [pod, requestOf(pod, measure)]));
  const request = (pod: KubeObject): number => requests.get(pod) ?? 0;
  const utilization = (used: ReadonlyMap<KubeObject, number>): number => Math.trunc((sumOf(used.values()) * 100) / sumOf([...used.keys()].map(request)));
  const full = (pod: KubeObject): number => (Math.max(100, wanted) * request(pod)) / 100;
  const replicas = sized(counted, (used) => utilization(used) / wanted, full, target);
  return { replicas, current: { averageUtilization: utilization(counted.used), averageValue: averageText(counted.used) } };
}

function byValue(wanted: string, counted: Counted, target: Target): Sized {
  const value = parseQuantity(wanted).milliValue();
  const replicas = sized(
    counted,
    (used) => Math.trunc(sumOf(used.values()) / used.size) / value,
    () => value,
    target,
  );
  return { replicas, current: { averageValue: averageText(counted.used) } };
}
