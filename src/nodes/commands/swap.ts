// swapon, swapoff and free: what a machine swaps to.
import { swapsIn } from '../host/index.ts';
import type { Call } from '../shell/index.ts';
import { kernelOf, plain } from './kernel.ts';

/** In KiB: every area is as large as the next. */
const size = 2_097_148;

const complain = ({ err, name }: Call, text: string): number => {
  err.push(`${name}: ${text}\n`);
  return 255;
};

const isAsked = (args: readonly string[], short: string, long: string): boolean => args.some((arg) => arg === long || (/^-[a-z]+$/.test(arg) && arg.includes(short)));

const areasOf = (call: Call): string[] => call.args.filter((arg) => !arg.startsWith('-'));
const isRoot = (call: Call): boolean => kernelOf(call).machine.user === 'root';

/** `--show`: a table with what is swapped to; nothing at all when there is nothing. */
function table(call: Call): number {
  const { swaps } = kernelOf(call).kernel;
  if (swaps.length === 0) return 0;
  const rows = swaps.map((name) => [name, name.startsWith('/dev/') ? 'partition' : 'file', '2G', '0B', '-2']);
  const all = call.args.includes('--noheadings') ? rows : [['NAME', 'TYPE', 'SIZE', 'USED', 'PRIO'], ...rows];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  call.out.push(all.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' ')}\n`).join(''));
  return 0;
}

export const swapon = plain((call) => {
  const { host, kernel } = kernelOf(call);
  const isAll = isAsked(call.args, 'a', '--all');
  const areas = isAll ? swapsIn(host) : areasOf(call);
  if (call.args.some((arg) => arg.startsWith('--show') || arg === '-s' || arg === '--summary') || (areas.length === 0 && !isAll)) return table(call);
  for (const area of areas) {
    if (!isRoot(call)) return complain(call, `${area}: swapon failed: Operation not permitted`);
    if (!area.startsWith('/dev/') && !host.files[area]) return complain(call, `cannot open ${area}: No such file or directory`);
    if (!kernel.swaps.includes(area)) kernel.swaps.push(area);
    else if (!isAll) return complain(call, `${area}: swapon failed: Device or resource busy`);
  }
  return 0;
});

export const swapoff = plain((call) => {
  const { kernel } = kernelOf(call);
  const isAll = isAsked(call.args, 'a', '--all');
  if (!isRoot(call)) return complain(call, isAll ? 'Not superuser.' : `${areasOf(call)[0] ?? ''}: swapoff failed: Operation not permitted`);
  const areas = isAll ? [...kernel.swaps] : areasOf(call);
  for (const area of areas) {
    if (!kernel.swaps.includes(area)) return complain(call, `${area}: swapoff failed: Invalid argument`);
    kernel.swaps = kernel.swaps.filter((each) => each !== area);
  }
  return 0;
});

const units: readonly (readonly [number, string])[] = [
  [1024 ** 2, 'Gi'],
  [1024, 'Mi'],
  [1, 'Ki'],
];

/** As `free -h` shows KiB: at most three digits. */
function short(kib: number): string {
  if (kib === 0) return '0B';
  const [length, name] = units.find(([each]) => kib >= each) as readonly [number, string];
  const count = kib / length;
  return `${count < 10 ? count.toFixed(1) : Math.round(count)}${name}`;
}

export const free = plain((call) => {
  const { host, kernel } = kernelOf(call);
  const shown = (kib: number): string =>
    isAsked(call.args, 'h', '--human') ? short(kib) : String(Math.floor(kib / (isAsked(call.args, 'g', '--gibi') ? 1024 ** 2 : isAsked(call.args, 'm', '--mebi') ? 1024 : 1)));
  const total = Number(/^\d+/.exec(host.facts.memory)?.[0] ?? 0) * (host.facts.memory.endsWith('Mi') ? 1024 : 1);
  const [used, cached] = [Math.round(total * 0.19), Math.round(total * 0.36)];
  const swap = size * kernel.swaps.length;
  const row = (name: string, figures: readonly number[]): string => `${name.padEnd(5)}${figures.map((figure, i) => shown(figure).padStart(i === 0 ? 15 : 12)).join('')}\n`;
  call.out.push('               total        used        free      shared  buff/cache   available\n');
  call.out.push(row('Mem:', [total, used, total - used - cached, Math.round(total * 0.001), cached, total - used]) + row('Swap:', [swap, 0, swap]));
  return 0;
});
