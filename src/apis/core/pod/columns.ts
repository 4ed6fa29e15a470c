// The row of a pod: READY, STATUS and RESTARTS, as upstream's printer reads them out of a pod's status.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { type Json, parseTime } from '../../../apimachinery/object.ts';
import type { Cell, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { isSidecar } from './context.ts';

const none = '<none>';

interface Summary {
  reason: string;
  ready: number;
  restarts: number;
  /** When a container last ended before it was started again; 0 for never. */
  lastRestart: number;
}

const lastEnd = (status: Json): number => parseTime(status.lastState?.terminated?.finishedAt) || 0;

/** Why a container ended: its reason, or the signal or the code that says it. */
const endOf = (terminated: Json): string => terminated.reason || (terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`);

const conditionIs = (pod: Json, type: string, status: string): boolean => Boolean(pod.status?.conditions?.some((condition: Json) => condition.type === type && condition.status === status));

function initialReason(pod: Json): string {
  const gated = pod.status?.conditions?.some((condition: Json) => condition.type === 'PodScheduled' && condition.reason === 'SchedulingGated');
  return gated ? 'SchedulingGated' : pod.status?.reason || pod.status?.phase || '';
}

/** What an init container that is not through says of its pod; nothing when the next one counts. */
function initReason(status: Json, sidecar: boolean, i: number, count: number): string | undefined {
  const { terminated, waiting } = status.state ?? {};
  if (terminated && terminated.exitCode === 0) return undefined;
  if (sidecar && status.started) return undefined;
  if (terminated) return `Init:${endOf(terminated)}`;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${i}/${count}`;
}

/** Init containers, in order, up to the first that is not through. */
function summarizeInit(pod: Json, summary: Summary): { initializing: boolean; sidecars: Pick<Summary, 'restarts' | 'lastRestart'> } {
  const containers: Json[] = pod.spec?.initContainers ?? [];
  const sidecars = { restarts: 0, lastRestart: 0 };
  for (const [i, status] of ((pod.status?.initContainerStatuses ?? []) as Json[]).entries()) {
    const container = containers.find((candidate) => candidate.name === status.name);
    const sidecar = container !== undefined && isSidecar(container);
    summary.restarts += status.restartCount ?? 0;
    summary.lastRestart = Math.max(summary.lastRestart, lastEnd(status));
    if (sidecar) {
      sidecars.restarts += status.restartCount ?? 0;
      sidecars.lastRestart = Math.max(sidecars.lastRestart, lastEnd(status));
    }
    const reason = initReason(status, sidecar, i, containers.length);
    if (reason !== undefined) {
      summary.reason = reason;
      return { initializing: true, sidecars };
    }
    if (sidecar && status.started && status.ready && !(status.state?.terminated?.exitCode === 0)) summary.ready++;
  }
  return { initializing: false, sidecars };
}

/** The containers themselves; the first in the list has the last word. */
function summarizeContainers(pod: Json, summary: Summary): void {
  let running = false;
  for (const status of [...((pod.status?.containerStatuses ?? []) as Json[])].reverse()) {
    const { waiting, terminated } = status.state ?? {};
    summary.restarts += status.restartCount ?? 0;
    summary.lastRestart = Math.max(summary.lastRestart, lastEnd(status));
    if (waiting?.reason) summary.reason = waiting.reason;
    else if (terminated) summary.reason = endOf(terminated);
    else if (status.ready && status.state?.running) {
      running = true;
      summary.ready++;
    }
  }
  if (summary.reason === 'Completed' && running) summary.reason = conditionIs(pod, 'Ready', 'True') ? 'Running' : 'NotReady';
}

function summarize(pod: Json): Summary {
  const summary: Summary = { reason: initialReason(pod), ready: 0, restarts: 0, lastRestart: 0 };
  const { initializing, sidecars } = summarizeInit(pod, summary);
  if (!initializing || conditionIs(pod, 'Initialized', 'True')) {
    Object.assign(summary, sidecars);
    summarizeContainers(pod, summary);
  }
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (pod.metadata.deletionTimestamp && pod.status?.reason === 'NodeLost') summary.reason = 'Unknown';
  else if (pod.metadata.deletionTimestamp && !ended) summary.reason = 'Terminating';
  return summary;
}

/** STATUS, as `kubectl get pods` shows it. */
export const podStatusText = (pod: Json): string => summarize(pod).reason;

function readinessGates(pod: Json): string {
  const gates: Json[] = pod.spec?.readinessGates ?? [];
  if (gates.length === 0) return none;
  return `${gates.filter((gate) => conditionIs(pod, gate.conditionType, 'True')).length}/${gates.length}`;
}

export function podRow(pod: Json, { now }: TableContext): Cell[] {
  const { reason, ready, restarts, lastRestart } = summarize(pod);
  const total = (pod.spec?.containers ?? []).length + ((pod.spec?.initContainers ?? []) as Json[]).filter(isSidecar).length;
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    reason,
    restarts > 0 && lastRestart > 0 ? `${restarts} (${humanDuration(now - lastRestart)} ago)` : String(restarts),
    ageOf(pod, now),
    pod.status?.podIPs?.[0]?.ip || none,
    pod.spec?.nodeName || none,
    pod.status?.nominatedNodeName || none,
    readinessGates(pod),
  ];
}

/** The cells CONTAINERS and IMAGES of everything that has a pod template. */
export function containerCells(template: Json): [names: string, images: string] {
  const containers: Json[] = template?.spec?.containers ?? [];
  return [containers.map((container) => container.name).join(','), containers.map((container) => container.image).join(',')];
}
