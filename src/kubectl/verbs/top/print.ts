// The tables of kubectl top: cells that tabs end, the last one too.
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import type { Call } from '../../call.ts';
import { alignColumns } from '../../printers/index.ts';
import type { Usage } from './metrics.ts';

export const measured = ({ flags }: Call): string[] => ['cpu', 'memory', ...(flags.bool('show-swap') ? ['swap'] : [])];

const zero = parseQuantity('0');
const mebi = 1024 * 1024;

/** `12m`, `34Mi` */
export function amountText(resource: string, usage: Usage): string {
  const amount = usage[resource] ?? zero;
  return resource === 'cpu' ? `${amount.milliValue()}m` : `${Math.trunc(amount.value() / mebi)}Mi`;
}

/** The share of what there is, in whole percent. */
export function shareText(resource: string, usage: Usage, available: Usage): string {
  const whole = available[resource];
  const share = !whole || whole.isZero ? 0 : ((usage[resource] ?? zero).milliValue() / whole.milliValue()) * 100;
  return `${Math.trunc(share)}%`;
}

export function printTable(call: Call, titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = call.flags.bool('no-headers') ? rows : [titles, ...rows];
  call.environment.stdout(alignColumns(lines.map((cells) => `${cells.map((cell) => `${cell}\t`).join('')}\n`).join('')));
}
