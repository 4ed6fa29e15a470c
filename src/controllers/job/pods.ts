// A job's pods: making and deleting them, and how long to wait after failures.
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { ComponentContext } from '../../client/index.ts';
import type { Instant } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { hasFinalizer, patchFinalizerAway } from '../shared/finalizers.ts';
import { controllerReference, ignoringAbsence } from '../shared/owners.ts';
import { isReady, podFromTemplate } from '../shared/pods.ts';
import { indexAnnotation, indexOf } from './indexes.ts';

export const source = 'job-controller';
export const tracking = 'batch.kubernetes.io/job-tracking';
const backoff = { base: 10_000, longest: 600_000 };

export function createPod(job: KubeObject, index: number | undefined, context: ComponentContext): void {
  const draft = podFromTemplate(job.spec.template, job, controllerReference(job));
  draft.metadata.finalizers = [...(draft.metadata.finalizers ?? []), tracking];
  if (index !== undefined) giveIndex(draft, job, index);
  try {
    const pod = context.client.create('pods', draft);
    tell(context, source, { about: job, type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata.name}` });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
    tell(context, source, { about: job, type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}` });
    throw error;
  }
}

function giveIndex(draft: Json, job: KubeObject, index: number): void {
  draft.metadata.generateName = `${job.metadata.name}-${index}-`;
  draft.metadata.annotations = { ...draft.metadata.annotations, [indexAnnotation]: String(index) };
  draft.metadata.labels = { ...draft.metadata.labels, [indexAnnotation]: String(index) };
  draft.spec.hostname = draft.spec.hostname ?? `${job.metadata.name}-${index}`;
  const variable = { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${indexAnnotation}']` } } };
  for (const container of [...draft.spec.containers, ...(draft.spec.initContainers ?? [])]) {
    if (!container.env?.some(({ name }: Json) => name === variable.name)) container.env = [...(container.env ?? []), variable];
  }
}

/** Deletes a pod. One that is not to count as a failure is let go of first. */
export function deletePod(job: KubeObject, pod: KubeObject, counts: boolean, context: ComponentContext): void {
  if (!counts && hasFinalizer(pod, tracking)) patchFinalizerAway(context.client, 'pods', pod, tracking);
  const done = ignoringAbsence(() => {
    context.client.delete('pods', pod.metadata.name, pod.metadata.namespace);
    return true;
  });
  if (done) tell(context, source, { about: job, type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}` });
}

/** The pods that go first when fewer are wanted: second ones of an index, those not on a node, not ready, of high index, young. */
export function byRemoval(pods: readonly KubeObject[]): KubeObject[] {
  const seen = new Set<number>();
  const second = new Set<KubeObject>();
  for (const pod of pods) {
    if (indexOf(pod) < 0) continue;
    if (seen.has(indexOf(pod))) second.add(pod);
    seen.add(indexOf(pod));
  }
  const criteria: ((pod: KubeObject) => number)[] = [
    (pod) => (second.has(pod) ? 0 : 1),
    (pod) => -indexOf(pod),
    (pod) => (pod.spec.nodeName ? 1 : 0),
    (pod) => (isReady(pod) ? 1 : 0),
    (pod) => -parseTime(pod.metadata.creationTimestamp),
  ];
  return [...pods].sort((a, b) => criteria.map((value) => value(a) - value(b)).find((d) => d !== 0) ?? (a.metadata.name < b.metadata.name ? -1 : 1));
}

function finishedAt(pod: KubeObject): Instant {
  const times = (pod.status?.containerStatuses ?? []).map((c: Json) => parseTime(c.state?.terminated?.finishedAt)).filter((t: number) => !Number.isNaN(t));
  const condition = (pod.status?.conditions ?? []).find((c: Json) => c.type === 'Ready');
  return times.length > 0 ? Math.max(...times) : parseTime(condition?.lastTransitionTime ?? pod.metadata.deletionTimestamp ?? pod.metadata.creationTimestamp);
}

/** When the next pod may be made: after failures in a row, later and later. */
export function nextStart(pods: readonly KubeObject[]): Instant {
  const finished = pods.filter((pod) => pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded').sort((a, b) => finishedAt(a) - finishedAt(b));
  let failures = 0;
  for (const pod of finished) failures = pod.status.phase === 'Failed' ? failures + 1 : 0;
  const last = finished.at(-1);
  if (failures === 0 || !last) return 0;
  return finishedAt(last) + Math.min(backoff.base * 2 ** (failures - 1), backoff.longest);
}
