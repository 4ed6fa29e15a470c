// What `kubectl describe pod` says.
import type { Json } from '../../../apimachinery/object.ts';
import { writeShortConditions } from '../../describe/conditions.ts';
import { writeContainers, writeResources, writeSeccomp } from '../../describe/containers.ts';
import type { Describer, EventReference } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { timeText, writeController, writeLabels, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { writeSchedulingGroup, writeSpreadConstraints, writeTolerations } from '../../describe/scheduling.ts';
import { writeVolumes } from '../../describe/volumes.ts';
import { since } from '../../support/columns.ts';
import { qosClass } from './qos.ts';

function writePlace(out: Description, { spec, status = {} }: Json): void {
  if (spec.priority !== undefined) out.field('Priority', spec.priority);
  if (spec.priorityClassName) out.field('Priority Class Name', spec.priorityClassName);
  if (spec.runtimeClassName) out.field('Runtime Class Name', spec.runtimeClassName);
  if (spec.serviceAccountName) out.field('Service Account', spec.serviceAccountName);
  out.field('Node', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>');
  if (status.startTime) out.field('Start Time', timeText(status.startTime));
}

function writeStatus(out: Description, { metadata, spec, status = {} }: Json, now: number): void {
  if (metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
    out.field('Status', `Terminating (lasts ${since(metadata.deletionTimestamp, now)})`);
    out.field('Termination Grace Period', `${metadata.deletionGracePeriodSeconds}s`);
  } else {
    out.field('Status', status.phase ?? '');
  }
  if (status.reason) out.field('Reason', status.reason);
  if (status.message) out.field('Message', status.message);
  writeSeccomp(out, spec.securityContext?.seccompProfile, 0, 0);
}

function writeAddresses(out: Description, { podIP = '', podIPs = [] }: Json = {}): void {
  out.field('IP', podIP);
  if (podIPs.length === 0) out.field('IPs', '<none>');
  else out.heading('IPs');
  for (const { ip } of podIPs) out.field('IP', ip, 1);
}

function writeReadinessGates(out: Description, { spec, status }: Json): void {
  if (!spec.readinessGates?.length) return;
  out.heading('Readiness Gates');
  out.row(1, 'Type', 'Status');
  for (const { conditionType } of spec.readinessGates) {
    const condition = (status?.conditions ?? []).find((each: Json) => each.type === conditionType);
    out.row(1, `${conditionType} `, `${condition?.status ?? '<none>'} `);
  }
}

function writeAllContainers(out: Description, pod: Json): void {
  const { spec, status = {} } = pod;
  if (spec.initContainers?.length) writeContainers(out, 'Init Containers', spec.initContainers, { statuses: status.initContainerStatuses, pod });
  writeContainers(out, 'Containers', spec.containers, { statuses: status.containerStatuses, pod });
  if (spec.ephemeralContainers?.length) writeContainers(out, 'Ephemeral Containers', spec.ephemeralContainers, { statuses: status.ephemeralContainerStatuses, pod });
}

const mirrorAnnotation = 'kubernetes.io/config.mirror';

/** A mirror pod's events are those that the kubelet reports of the static pod. */
function eventsOf({ metadata }: Json): EventReference[] {
  return [{ name: metadata.name, namespace: metadata.namespace, uid: metadata.annotations?.[mirrorAnnotation] ?? metadata.uid }];
}

export const podDescriber: Describer = {
  resource: 'pods',
  events: eventsOf,
  describe(pod, out, { now }) {
    const { spec, status = {} } = pod;
    writeName(out, pod);
    writePlace(out, pod);
    writeLabelsAndAnnotations(out, pod);
    writeStatus(out, pod, now);
    writeAddresses(out, status);
    writeController(out, pod);
    if (status.nominatedNodeName) out.field('NominatedNodeName', status.nominatedNodeName);
    if (spec.resources) {
      out.heading('Resources');
      writeResources(out, spec.resources, 1);
    }
    writeAllContainers(out, pod);
    writeReadinessGates(out, pod);
    writeShortConditions(out, status.conditions);
    writeVolumes(out, spec.volumes);
    out.field('QoS Class', status.qosClass ?? qosClass(spec));
    writeLabels(out, spec.nodeSelector, 'Node-Selectors');
    writeTolerations(out, spec.tolerations);
    writeSpreadConstraints(out, spec.topologySpreadConstraints);
    writeSchedulingGroup(out, spec.schedulingGroup, 0);
  },
};
