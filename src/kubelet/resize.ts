// In-place resize: what a container asks for now is given to it when the node has it, and why not when it has not.
import { deepEqual, type Json, type KubeObject } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { endRun } from './termination.ts';
import { allContainers, ifReachable, isRunning, type Work } from './work.ts';

const measured = ['cpu', 'memory'] as const;
type Measure = (typeof measured)[number];

/** Millicores, or bytes, as the kubelet's messages have them. */
function amount(quantity: string | number | undefined, measure: Measure): number {
  if (quantity === undefined) return 0;
  const nanos = parseQuantity(quantity).nanos;
  return Number(measure === 'cpu' ? nanos / 1_000_000n : nanos / 1_000_000_000n);
}

const requested = (spec: Json, measure: Measure): number => allContainers(spec).reduce((sum, { resources }) => sum + amount(resources?.requests?.[measure], measure), 0);

const isOver = ({ status }: KubeObject): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** Why the node cannot give it, now or ever. */
function obstacle({ spec, pod, host, context }: Work): { reason: 'Infeasible' | 'Deferred'; message: string } | undefined {
  const node = ifReachable(() => context.client.find('nodes', host.name));
  const others = (ifReachable(() => context.client.list('pods', { fieldSelector: `spec.nodeName=${host.name}` })) ?? []).filter((other) => other.metadata.uid !== pod.metadata.uid && !isOver(other));
  for (const measure of measured) {
    const capacity = amount(node?.status?.allocatable?.[measure] ?? host.facts[measure], measure);
    const wanted = requested(spec, measure);
    if (wanted > capacity) return { reason: 'Infeasible', message: `Node didn't have enough capacity: ${measure}, requested: ${wanted}, capacity: ${capacity}` };
    const used = others.reduce((sum, other) => sum + requested(other.spec, measure), 0);
    if (wanted + used > capacity) return { reason: 'Deferred', message: `Node didn't have enough resource: ${measure}, requested: ${wanted}, used: ${used}, capacity: ${capacity}` };
  }
  return undefined;
}

const amountOf = (resources: Json, measure: Measure): Json => [resources?.requests?.[measure] ?? null, resources?.limits?.[measure] ?? null];

/** Whether the container has to begin again to have its new size. */
const restarts = (container: Json, before: Json): boolean =>
  ((container.resizePolicy ?? []) as Json[]).some(
    ({ resourceName, restartPolicy }) => restartPolicy === 'RestartContainer' && !deepEqual(amountOf(container.resources, resourceName), amountOf(before, resourceName)),
  );

/** Gives running containers the sizes that the pod asks for. */
export function resize(work: Work): void {
  const { record, spec, now, host } = work;
  if (host.runtime === 'hollow' || record.manifest) return;
  const changed = allContainers(spec).filter((c) => record.sizes?.[c.name] !== undefined && isRunning(record.containers[c.name], now) && !deepEqual(record.sizes[c.name], c.resources ?? {}));
  const problem = changed.length ? obstacle(work) : undefined;
  if (problem) record.resize = problem;
  else delete record.resize;
  for (const container of problem ? [] : changed) {
    const slot = record.containers[container.name];
    const before = record.sizes?.[container.name];
    record.sizes = { ...record.sizes, [container.name]: container.resources ?? {} };
    if (slot && restarts(container, before)) endRun(work, container, slot, spec.terminationGracePeriodSeconds ?? 30);
  }
}

/** What a container has been given. */
export const sizeOf = ({ record }: Work, container: Json): Json => record.sizes?.[container.name] ?? container.resources;
