// What the pods of a node have asked for of it: one line for each pod, and the sums.
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../../../apimachinery/quantity.ts';
import type { Description } from '../../describe/description.ts';
import { podResources } from '../../quota.ts';
import { ageOf } from '../../support/columns.ts';

type Amounts = ReadonlyMap<string, Quantity>;

const zero = Quantity.of(0);
const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const ownLines = ['cpu', 'memory', 'ephemeral-storage'];
/** Cores are compared in thousandths, all else in whole units. */
const sizeOf = (name: string, amount: Quantity): number => (name === 'cpu' ? amount.milliValue() : amount.value());

/** Of a node that has none of it, Go makes the smallest number there is. */
const noShare = '-9223372036854775808';

class Allocatable {
  constructor(readonly amounts: Json) {}

  /** `250m (12%)` */
  share(name: string, used: Amounts, whenNone: string): string {
    const amount = used.get(name) ?? zero;
    const all = sizeOf(name, parseQuantity(this.amounts[name] ?? '0'));
    const percent = all === 0 ? whenNone : String(Math.trunc((sizeOf(name, amount) / all) * 100));
    return `${amount} (${percent}%)`;
  }
}

function sum(all: readonly Amounts[]): Amounts {
  const total = new Map<string, Quantity>();
  for (const [name, amount] of all.flatMap((amounts) => [...amounts])) total.set(name, total.get(name)?.add(amount) ?? amount);
  return total;
}

function writePods(out: Description, pods: readonly Json[], allocatable: Allocatable, now: number): void {
  out.field('Non-terminated Pods', `(${pods.length} in total)`);
  out.row(1, 'Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age');
  out.row(1, '---------', '----', '', '------------', '----------', '---------------', '-------------', '---');
  for (const pod of pods) {
    const requests = podResources(pod, 'requests');
    const limits = podResources(pod, 'limits');
    const shares = ['cpu', 'memory'].flatMap((name) => [allocatable.share(name, requests, noShare), allocatable.share(name, limits, noShare)]);
    out.row(1, pod.metadata.namespace, pod.metadata.name, '', ...shares, ageOf(pod, now));
  }
}

export function writeAllocated(out: Description, pods: readonly Json[], status: Json, now: number): void {
  const allocatable = new Allocatable((Object.keys(status.allocatable ?? {}).length > 0 ? status.allocatable : status.capacity) ?? {});
  writePods(out, pods, allocatable, now);
  const requests = sum(pods.map((pod) => podResources(pod, 'requests')));
  const limits = sum(pods.map((pod) => podResources(pod, 'limits')));
  out.row(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)');
  out.titles(1, 'Resource', 'Requests', 'Limits');
  const names = Object.keys(allocatable.amounts).sort();
  for (const name of [...ownLines, ...names.filter(isHugePages)]) out.row(1, name, allocatable.share(name, requests, '0'), allocatable.share(name, limits, '0'));
  const extended = names.filter((name) => !isHugePages(name) && !ownLines.includes(name) && name !== 'pods');
  for (const name of extended) out.row(1, name, requests.get(name) ?? zero, limits.get(name) ?? zero);
}
