// What a kubelet writes to its machine's journal, in klog's form.
import { type HostState, mainPid, note } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';

export type Severity = 'I' | 'W' | 'E';

const two = (n: number): string => String(n).padStart(2, '0');

/** `E0302 10:00:00.123000    1234 pod_workers.go:1324] "..." key="value"` */
const sentence = (message: string, values: Readonly<Record<string, string>>): string =>
  JSON.stringify(message) +
  Object.entries(values)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    .join('');

function line(severity: Severity, at: Instant, pid: number, place: string, said: string): string {
  const date = new Date(at);
  const stamp = `${severity}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())} ${date.toISOString().slice(11, 23)}000`;
  return `${stamp} ${String(pid).padStart(7)} ${place}] ${said}`;
}

/** Kubelets without containers have no journal. */
export function log(host: HostState, at: Instant, severity: Severity, place: string, message: string, values: Readonly<Record<string, string>> = {}): void {
  const pid = mainPid(host, 'kubelet');
  if (host.runtime === 'hollow' || pid === undefined) return;
  note(host, at, { unit: 'kubelet', from: 'kubelet', pid, text: line(severity, at, pid, place, sentence(message, values)) });
}

/** What is said again and again is kept once in the life of a kubelet. */
export function logOnce(host: HostState, at: Instant, severity: Severity, place: string, message: string, values: Readonly<Record<string, string>>): void {
  const since = host.units.kubelet?.since ?? 0;
  const said = ` ${place}] ${sentence(message, values)}`;
  if (!(host.journal ?? []).some((entry) => entry.unit === 'kubelet' && entry.at >= since && entry.text.endsWith(said))) log(host, at, severity, place, message, values);
}
