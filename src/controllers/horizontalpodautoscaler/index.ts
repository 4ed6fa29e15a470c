// Scales what an autoscaler names to what its metrics ask for.
import { deepCopy, deepEqual, formatTime, type Json, type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import { fromLabelSelector, selectorText } from '../../apimachinery/labels.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Instant } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { resourceOfKind } from '../shared/resources.ts';
import { limit } from './limits.ts';
import { type Memory, recall, type Remembered, scaled } from './memory.ts';
import { MetricError, type Proposal, propose, type Target } from './metrics.ts';

const source = 'horizontal-pod-autoscaler';
const resource = 'horizontalpodautoscalers.autoscaling';
/** An autoscaler is looked at this often, for the first time so long after it was made. */
const period = 15_000;

/** A ratio this near to 1 changes nothing (--horizontal-pod-autoscaler-tolerance). */
const usualTolerance = 0.1;

export const horizontalPodAutoscaler = (memory: Memory): Component => ({
  name: 'horizontal-pod-autoscaler-controller',
  credential: controllerCredential('horizontal-pod-autoscaler'),
  // Its rounds go on by themselves; a change waits for the next one.
  watches: [{ resource, keys: ({ type, object }) => (type === 'MODIFIED' ? [] : [keyOf(object)]) }],
  stop: () => {
    for (const key of Object.keys(memory)) delete memory[key];
  },
  reconcile(key, context) {
    const { namespace, name } = splitKey(key);
    const hpa = context.client.find(resource, name, namespace);
    if (!hpa) {
      delete memory[key];
      return undefined;
    }
    const created = parseTime(hpa.metadata.creationTimestamp);
    const elapsed = context.now - created;
    if (elapsed >= period && elapsed % period === 0) new Review(hpa, memory, context).run();
    return nextRound(created, context.now);
  },
});

const nextRound = (created: Instant, now: Instant): Instant => created + (Math.floor((now - created) / period) + 1) * period;

/** One look at an autoscaler: reads the target, asks the metrics, scales, and writes what came of it. */
class Review {
  private readonly status: Json;

  constructor(
    private readonly hpa: KubeObject,
    private readonly memory: Memory,
    private readonly context: ComponentContext,
  ) {
    this.status = deepCopy(hpa.status ?? {});
  }

  run(): void {
    const target = this.target();
    if (target) this.scale(target);
    if (deepEqual(this.status, this.hpa.status)) return;
    this.context.client.updateStatus(resource, this.hpa, (draft) => {
      draft.status = this.status;
    });
  }

  private target(): KubeObject | undefined {
    const { client } = this.context;
    const { scaleTargetRef } = this.hpa.spec;
    try {
      const at = resourceOfKind(client, { apiVersion: scaleTargetRef.apiVersion ?? 'v1', kind: scaleTargetRef.kind });
      if (!at) throw new Error(`no matches for kind "${scaleTargetRef.kind}" in group "${scaleTargetRef.apiVersion?.split('/')[0] ?? ''}"`);
      const found = client.get(at.resource, scaleTargetRef.name, this.hpa.metadata.namespace);
      this.condition('AbleToScale', true, 'SucceededGetScale', "the HPA controller was able to get the target's current scale");
      return found;
    } catch (error) {
      this.condition('AbleToScale', false, 'FailedGetScale', `the HPA controller was unable to get the target's current scale: ${(error as Error).message}`);
      this.say('Warning', 'FailedGetScale', (error as Error).message);
      return undefined;
    }
  }

  private scale(target: KubeObject): void {
    const current: number = target.spec.replicas ?? 0;
    const known = recall(this.memory, keyOf(this.hpa), current, this.context.now);
    const { minReplicas = 1, maxReplicas } = this.hpa.spec;
    this.status.currentReplicas = target.status?.replicas ?? 0;
    this.status.desiredReplicas ??= 0;
    if (current === 0 && minReplicas !== 0) {
      this.status.desiredReplicas = 0;
      this.condition('ScalingActive', false, 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero');
    } else if (current > maxReplicas) this.resize(target, current, maxReplicas, 'Current number of replicas above Spec.MaxReplicas', known);
    else if (current < minReplicas) this.resize(target, current, minReplicas, 'Current number of replicas below Spec.MinReplicas', known);
    else this.follow(target, current, known);
  }

  private follow(target: KubeObject, current: number, known: Remembered): void {
    const highest = this.highest(target, current);
    if (!highest) return;
    this.condition('ScalingActive', true, 'ValidMetricFound', `the HPA was able to successfully calculate a replica count from ${highest.name}`);
    const { replicas, able, limited } = limit(this.hpa, current, highest.replicas, known, this.context.now);
    this.condition('AbleToScale', true, able.reason, able.message);
    this.condition('ScalingLimited', limited.holds, limited.reason, limited.message);
    if (replicas === current) this.status.desiredReplicas = current;
    else this.resize(target, current, replicas, replicas > current ? `${highest.name} above target` : 'All metrics below target', known);
  }

  private targetOf(object: KubeObject, replicas: number): Target {
    const namespace = this.hpa.metadata.namespace ?? '';
    const selector = fromLabelSelector(object.spec.selector);
    const pods = this.context.client.list('pods', { namespace }).filter((pod) => selector.matches(pod.metadata.labels));
    const { scaleUp, scaleDown } = this.hpa.spec.behavior ?? {};
    const share = (rules: Json): number => (rules?.tolerance === undefined ? usualTolerance : parseQuantity(rules.tolerance).asNumber());
    return { pods, labelSelector: selectorText(selector), replicas, namespace, tolerance: { down: share(scaleDown), up: share(scaleUp) }, now: this.context.now };
  }

  /** The proposal for the most replicas; nothing when that cannot be told: of some metrics nothing is known, and the others want fewer. */
  private highest(object: KubeObject, current: number): Proposal | undefined {
    const target = this.targetOf(object, current);
    const metrics: Json[] = this.hpa.spec.metrics ?? [];
    const failures: MetricError[] = [];
    const proposals = metrics.map((metric) => {
      try {
        return propose(metric, target, this.context.client);
      } catch (error) {
        if (!(error instanceof MetricError)) throw error;
        failures.push(error);
        this.say('Warning', error.reason, error.message);
        return undefined;
      }
    });
    this.status.currentMetrics = proposals.map((proposal) => proposal?.current ?? { type: '' });
    const highest = proposals.filter((proposal) => proposal !== undefined).toSorted((a, b) => b.replicas - a.replicas)[0];
    const [first] = failures;
    if (!first || (highest && highest.replicas >= current)) return highest;
    this.condition('ScalingActive', false, first.reason, `the HPA was unable to compute the replica count: ${first.message}`);
    const message = `invalid metrics (${failures.length} invalid out of ${metrics.length}), first error is: failed to get ${first.metric} metric value: ${first.message}`;
    this.say('Warning', 'FailedComputeMetricsReplicas', message);
    return undefined;
  }

  private resize(target: KubeObject, from: number, to: number, why: string, known: Remembered): void {
    const { client, now } = this.context;
    const at = resourceOfKind(client, target);
    if (!at || from === to) return;
    try {
      client.replace(at.resource, { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: target.metadata.name, namespace: target.metadata.namespace }, spec: { replicas: to } }, 'scale');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.condition('AbleToScale', false, 'FailedUpdateScale', `the HPA controller was unable to update the target scale: ${error.message}`);
      this.say('Warning', 'FailedRescale', `New size: ${to}; reason: ${why}; error: ${error.message}`);
      throw error;
    }
    scaled(known, to - from, now);
    this.status.desiredReplicas = to;
    this.status.lastScaleTime = formatTime(now);
    this.condition('AbleToScale', true, 'SucceededRescale', `the HPA controller was able to update the target scale to ${to}`);
    this.say('Normal', 'SuccessfulRescale', `New size: ${to}; reason: ${why}`);
  }

  private condition(type: string, holds: boolean, reason: string, message: string): void {
    const status = holds ? 'True' : 'False';
    const conditions: Json[] = this.status.conditions ?? [];
    const known = conditions.find((c) => c.type === type);
    const lastTransitionTime = known?.status === status ? known.lastTransitionTime : formatTime(this.context.now);
    const next = { type, status, lastTransitionTime, reason, message };
    this.status.conditions = known ? conditions.map((c) => (c === known ? next : c)) : [...conditions, next];
  }

  private say(type: 'Normal' | 'Warning', reason: string, message: string): void {
    tell(this.context, source, { about: this.hpa, type, reason, message });
  }
}
