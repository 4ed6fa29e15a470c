// What a kubelet tells of its node: that it has started, that the machine was rebooted, that the node is ready or not.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { type ComponentContext, recordEvent } from '../client/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import { ifReachable } from './work.ts';

/** The kubelet does not know its node's uid and gives its name instead. */
const nodeOf = ({ name }: HostState): KubeObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } });

function tellOf(host: HostState, context: ComponentContext, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
  ifReachable(() => recordEvent(context, 'kubelet', { about: nodeOf(host), type, reason, message, host: host.name }));
}

const readyIn = (status: Json): string | undefined => status?.conditions?.find(({ type }: Json) => type === 'Ready')?.status;

/** `before` is the status that the API has, `after` what it should be. Kubelets without containers tell nothing. */
export function tellOfNode(host: HostState, before: Json, after: Json, context: ComponentContext): void {
  if (host.runtime === 'hollow') return;
  const started = host.units.kubelet?.since;
  const isNew = started !== undefined && host.toldStart !== undefined && host.toldStart !== started;
  if (started !== undefined) host.toldStart = started;
  const nowIs = (state: string): void => tellOf(host, context, state, `Node ${host.name} status is now: ${state}`);
  if (isNew) {
    tellOf(host, context, 'Starting', 'Starting kubelet.');
    for (const state of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) nowIs(state);
    tellOf(host, context, 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods');
  }
  const [known, bootID] = [before?.nodeInfo?.bootID, after.nodeInfo.bootID];
  if (known && known !== bootID) tellOf(host, context, 'Rebooted', `Node ${host.name} has been rebooted, boot id: ${bootID}`, 'Warning');
  const [was, is] = [readyIn(before), readyIn(after)];
  if (was !== undefined && was !== is) nowIs(is === 'True' ? 'NodeReady' : 'NodeNotReady');
}
