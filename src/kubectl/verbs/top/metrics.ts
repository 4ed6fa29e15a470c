// What the metrics API says, asked for as kubectl top does.
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity, type Quantity } from '../../../apimachinery/quantity.ts';
import { type Call, CommandError } from '../../call.ts';

const group = 'metrics.k8s.io';
const versions = ['v1', 'v1beta1'];

/** Amounts by resource: `cpu`, `memory`, `swap`. */
export type Usage = Readonly<Record<string, Quantity>>;

export const usageOf = (amounts: Json): Usage => Object.fromEntries(Object.entries(amounts ?? {}).map(([name, text]) => [name, parseQuantity(text as string)]));

/** The path below which metrics are served. */
export function metricsPath(call: Call): string {
  const { groups } = call.factory.request('GET', '/apis');
  const found = (groups as Json[]).find(({ name }) => name === group)?.versions.find(({ version }: Json) => versions.includes(version));
  if (!found) throw new CommandError('Metrics API not available');
  return `/apis/${group}/${found.version}`;
}

/** The metrics of one object, or of those that a selector finds. */
export function fetchMetrics(call: Call, path: string, name: string, labelSelector: string): Json[] {
  if (name) return [call.factory.request('GET', `${path}/${name}`)];
  return [...call.factory.request('GET', path, { query: labelSelector ? { labelSelector } : {} }).items];
}

export function checkSort({ flags }: Call): void {
  const sort = flags.string('sort-by');
  if (sort && sort !== 'cpu' && sort !== 'memory') throw new CommandError('--sort-by accepts only cpu or memory');
}

/** By what --sort-by names, the most first; by name where it names nothing. */
export function inOrder<T>({ flags }: Call, items: readonly T[], usage: (item: T) => Usage, name: (item: T) => string): T[] {
  const sort = flags.string('sort-by');
  const byName = (a: T, b: T): number => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
  if (!sort) return [...items].sort(byName);
  const zero = parseQuantity('0');
  return [...items].sort((a, b) => (usage(b)[sort] ?? zero).compare(usage(a)[sort] ?? zero));
}
