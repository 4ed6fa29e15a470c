// What pods ask for and nodes have, as numbers: cpu in thousandths, all else in units.
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';

export type Amounts = Readonly<Record<string, number>>;

/** What a container that asks for nothing counts when nodes are compared (upstream: util.DefaultMilliCPURequest). */
const nonZero: Amounts = { cpu: 100, memory: 200 * 1024 * 1024 };

/** Whole units of `1 / scale`, rounded up as the API does. */
export const numberOf = (quantity: string | number, scale: 1 | 1000 = 1): number => (scale === 1000 ? parseQuantity(quantity).milliValue() : parseQuantity(quantity).value());

export function amountsOf(list: Json): Amounts {
  const out: Record<string, number> = {};
  for (const name in list ?? {}) out[name] = numberOf(list[name], name === 'cpu' ? 1000 : 1);
  return out;
}

export function add(a: Amounts, b: Amounts): Amounts {
  const out: Record<string, number> = { ...a };
  for (const name in b) out[name] = (out[name] ?? 0) + (b[name] ?? 0);
  return out;
}

const largest = (a: Amounts, b: Amounts): Amounts => {
  const out: Record<string, number> = { ...a };
  for (const name in b) out[name] = Math.max(out[name] ?? 0, b[name] ?? 0);
  return out;
};

type RequestsOf = (container: Json) => Amounts;
const asked: RequestsOf = (container) => amountsOf(container.resources?.requests);
const askedNonZero: RequestsOf = (container) => ({ ...nonZero, ...asked(container) });

/**
 * A pod's requests: its containers and sidecars together, or the most that an init container needs beside the
 * sidecars started before it, whichever is more; pod-level requests replace them; the overhead comes on top.
 */
function total(spec: Json, requestsOf: RequestsOf): Amounts {
  let sum: Amounts = {};
  for (const container of spec.containers ?? []) sum = add(sum, requestsOf(container));
  let sidecars: Amounts = {};
  let atStart: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      sidecars = add(sidecars, requestsOf(container));
      atStart = largest(atStart, sidecars);
    } else atStart = largest(atStart, add(sidecars, requestsOf(container)));
  }
  const containers = largest(add(sum, sidecars), atStart);
  return add({ ...containers, ...amountsOf(spec.resources?.requests) }, amountsOf(spec.overhead));
}

export const requestsOf = (spec: Json): Amounts => total(spec, asked);
export const nonZeroRequestsOf = (spec: Json): Amounts => total(spec, askedNonZero);
