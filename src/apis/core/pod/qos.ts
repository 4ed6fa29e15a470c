// The quality of service that a pod's requests and limits make: Guaranteed, Burstable or BestEffort.
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity, type Quantity } from '../../../apimachinery/quantity.ts';

const counted = ['cpu', 'memory'];

type Amounts = Map<string, Quantity>;

/** Adds what is asked for of cpu and memory; what is zero does not count. */
function addTo(sums: Amounts, list: Json): string[] {
  const present = counted.filter((name) => list?.[name] !== undefined && parseQuantity(list[name]).sign > 0);
  for (const name of present) {
    const amount = parseQuantity(list[name]);
    sums.set(name, sums.get(name)?.add(amount) ?? amount);
  }
  return present;
}

export function qosClass(spec: Json): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const requests: Amounts = new Map();
  const limits: Amounts = new Map();
  let limited = true;
  const own = spec.resources && Object.keys({ ...spec.resources.requests, ...spec.resources.limits }).length > 0;
  for (const owner of own ? [spec] : [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    addTo(requests, owner.resources?.requests);
    limited = addTo(limits, owner.resources?.limits).length === counted.length && limited;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal = [...requests].every(([name, amount]) => limits.get(name)?.equals(amount));
  return limited && equal && requests.size === limits.size ? 'Guaranteed' : 'Burstable';
}
