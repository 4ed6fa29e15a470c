// What `kubectl describe node` says.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { ApiError, isReason } from '../../../apimachinery/status.ts';
import { writeProbed } from '../../describe/conditions.ts';
import type { DescribeReader, Describer, EventReference } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { referenceTo } from '../../describe/events.ts';
import { orUnset, sortedKeys, timeText, writeLabelsAndAnnotations } from '../../describe/metadata.ts';
import { writeTaints } from '../../describe/scheduling.ts';
import { amountText } from '../../support/quantities.ts';
import { writeAllocated } from './allocated.ts';
import { nodeRoles } from './index.ts';

function writeLease(out: Description, reader: DescribeReader, name: string): void {
  let lease: KubeObject;
  try {
    lease = reader.get('leases.coordination.k8s.io', name, 'kube-node-lease');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    out.field('Lease', `Failed to get lease: ${error.message}`);
    return;
  }
  const { holderIdentity, acquireTime, renewTime } = lease.spec ?? {};
  const timeOrUnset = (time: string | null | undefined): string => (time ? timeText(time) : '<unset>');
  out.heading('Lease');
  out.field('HolderIdentity', orUnset(holderIdentity), 1);
  out.field('AcquireTime', timeOrUnset(acquireTime), 1);
  out.field('RenewTime', timeOrUnset(renewTime), 1);
}

function writeAmounts(out: Description, label: string, amounts: Json): void {
  const names = sortedKeys(amounts);
  if (names.length > 0) out.heading(label);
  for (const name of names) out.field(name, amountText(amounts[name]), 1);
}

const systemInfo: readonly (readonly [label: string, field: string])[] = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
];

const shownPools = 10;

/** The devices of the node alone, by driver and pool; nothing when they cannot be listed. */
function writeDevices(out: Description, reader: DescribeReader, name: string): void {
  const pools = new Map<string, { driver: string; pool: string; slices: number; devices: number }>();
  for (const { spec } of listOrNone(reader, 'resourceslices.resource.k8s.io', `spec.nodeName=${name}`)) {
    const key = `${spec.driver}/${spec.pool.name}`;
    const sum = pools.get(key) ?? { driver: spec.driver, pool: spec.pool.name, slices: 0, devices: 0 };
    pools.set(key, { ...sum, slices: sum.slices + 1, devices: sum.devices + (spec.devices?.length ?? 0) });
  }
  if (pools.size === 0) return;
  out.heading('Node-Local ResourceSlices');
  out.titles(1, 'Driver', 'Pool', 'Slices', 'Devices');
  const keys = [...pools.keys()].sort();
  for (const key of keys.slice(0, shownPools)) out.row(1, ...Object.values(pools.get(key) ?? {}));
  if (keys.length > shownPools) out.row(1, `...and ${keys.length - shownPools} more pools`);
}

function listOrNone(reader: DescribeReader, resource: string, fieldSelector: string): KubeObject[] {
  try {
    return reader.list(resource, { fieldSelector });
  } catch {
    return [];
  }
}

/** Pods that are not over; nothing when they may not be seen. */
function podsOn(reader: DescribeReader, name: string): KubeObject[] | undefined {
  try {
    return reader.list('pods', { fieldSelector: `spec.nodeName=${name},status.phase!=Failed,status.phase!=Succeeded` });
  } catch (error) {
    if (isReason(error, 'Forbidden')) return undefined;
    throw error;
  }
}

function writeSystem(out: Description, { spec = {}, status = {} }: Json): void {
  out.heading('System Info');
  for (const [label, field] of systemInfo) out.field(label, status.nodeInfo?.[field] ?? '', 1);
  if (spec.podCIDR) out.field('PodCIDR', spec.podCIDR);
  if (spec.podCIDRs?.length) out.field('PodCIDRs', spec.podCIDRs.join(','));
  if (spec.providerID) out.field('ProviderID', spec.providerID);
}

/** The kubelet reports events with the node's name for its uid. */
const eventsOf = (node: Json): EventReference[] => [referenceTo(node), { ...referenceTo(node), uid: node.metadata.name }];

export const nodeDescriber: Describer = {
  resource: 'nodes',
  events: eventsOf,
  describe(node, out, { reader, now }) {
    const { metadata, spec = {}, status = {} } = node;
    const pods = podsOn(reader, metadata.name);
    out.field('Name', metadata.name);
    out.field('Roles', nodeRoles(node));
    writeLabelsAndAnnotations(out, node);
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    writeTaints(out, spec.taints);
    out.field('Unschedulable', spec.unschedulable ?? false);
    writeLease(out, reader, metadata.name);
    writeProbed(out, status.conditions, 'LastHeartbeatTime');
    out.heading('Addresses');
    for (const { type, address } of status.addresses ?? []) out.field(type, address, 1);
    writeAmounts(out, 'Capacity', status.capacity);
    writeAmounts(out, 'Allocatable', status.allocatable);
    writeDevices(out, reader, metadata.name);
    writeSystem(out, node);
    if (pods) writeAllocated(out, pods, status, now);
    else out.field('Pods', 'not authorized');
  },
};
