// Conditions as tables. What stands between type and status differs from kind to kind.
import type { Json } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';
import { timeText } from './metadata.ts';

/** Type and status alone (pods). */
export function writeShortConditions(out: Description, conditions: Json[] | undefined): void {
  if (!conditions?.length) return;
  out.heading('Conditions');
  out.row(1, 'Type', 'Status');
  for (const { type, status } of conditions) out.row(1, `${type} `, `${status} `);
}

/** Type, status and reason (workloads). */
export function writeReasons(out: Description, conditions: Json[] | undefined): void {
  if (!conditions?.length) return;
  out.heading('Conditions');
  out.titles(1, 'Type', 'Status', 'Reason');
  for (const { type, status, reason } of conditions) out.row(1, `${type} `, status, reason ?? '');
}

/** With the moment of the last change (namespaces, ServiceCIDRs). */
export function writeTransitions(out: Description, conditions: Json[]): void {
  out.heading('Conditions');
  out.titles(1, 'Type', 'Status', 'LastTransitionTime', 'Reason', 'Message');
  for (const { type, status, lastTransitionTime, reason, message } of conditions) out.row(1, type, status, timeText(lastTransitionTime), reason ?? '', message ?? '');
}

/** With two moments: when it was looked at, and when it changed (nodes, claims). */
export function writeProbed(out: Description, conditions: Json[] | undefined, looked: 'LastHeartbeatTime' | 'LastProbeTime'): void {
  if (!conditions?.length) return;
  const field = looked === 'LastHeartbeatTime' ? 'lastHeartbeatTime' : 'lastProbeTime';
  out.heading('Conditions');
  out.row(1, 'Type', 'Status', looked, 'LastTransitionTime', 'Reason', 'Message');
  out.row(1, '----', '------', '-----------------', '------------------', '------', '-------');
  for (const condition of conditions) {
    const { type, status, lastTransitionTime, reason = '', message = '' } = condition;
    out.row(1, `${type} `, `${status} `, `${timeText(condition[field])} `, `${timeText(lastTransitionTime)} `, `${reason} `, message);
  }
}
