// df: the machine's disk, filled by its system and its images, and what lies in memory.
import type { HostState } from '../host/index.ts';
import { type Command, complain, plainTool } from '../shell/index.ts';
import type { HostMachine } from './land.ts';

interface Mounted {
  device: string;
  path: string;
  type: string;
  size: number;
  used: number;
  available: number;
}

/** What Ubuntu takes without any image, in KiB. */
const system = 3_145_728;
const kibibytes = (text: string): number => Number.parseInt(text, 10) * (text.endsWith('Mi') ? 1024 : 1);

function mountsOf(host: HostState): Mounted[] {
  const memory = kibibytes(host.facts.memory);
  const disk = kibibytes(host.facts.ephemeralStorage);
  const used = system + Math.ceil(host.images.reduce((sum, { bytes }) => sum + bytes, 0) / 1024);
  const inMemory = (path: string, size: number, taken = 0): Mounted => ({ device: 'tmpfs', path, type: 'tmpfs', size, used: taken, available: size - taken });
  return [
    inMemory('/run', Math.floor(memory / 10), 1_096),
    // 16 MiB are root's alone.
    { device: '/dev/vda1', path: '/', type: 'ext4', size: disk, used, available: disk - used - 16_384 },
    inMemory('/dev/shm', Math.floor(memory / 2)),
    inMemory('/run/lock', 5_120),
  ];
}

/** As -h shows KiB: rounded up, with one figure behind the point below ten. */
function short(kib: number): string {
  if (kib === 0) return '0';
  let [count, unit] = [kib, 0];
  while (count >= 1024 && unit < 3) [count, unit] = [count / 1024, unit + 1];
  const tenths = Math.ceil(count * 10 - 1e-9) / 10;
  return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(count - 1e-9)}${'KMGT'[unit]}`;
}

export const df: Command = plainTool(['h|human-readable', 'T|print-type', 'k', 'a|all'], (call, options) => {
  const machine = call.shell.machine as HostMachine;
  const all = mountsOf(machine.host);
  const isHuman = options.has('h');
  const chosen: Mounted[] = options.words.length > 0 ? [] : all;
  let status = 0;
  for (const word of options.words) {
    const path = call.shell.resolve(word);
    const found = all.filter((one) => one.path === '/' || path === one.path || path.startsWith(`${one.path}/`)).sort((a, b) => b.path.length - a.path.length)[0];
    if (!found || (!machine.files.stat(path) && found.path !== path)) status = complain(call, `${word}: No such file or directory`);
    else chosen.push(found);
  }
  if (chosen.length === 0) return status;
  const size = (kib: number): string => (isHuman ? short(kib) : String(kib));
  const type = (text: string): string[] => (options.has('T') ? [text] : []);
  const rows = [
    ['Filesystem', ...type('Type'), isHuman ? 'Size' : '1K-blocks', 'Used', isHuman ? 'Avail' : 'Available', 'Use%', 'Mounted on'],
    ...chosen.map((one) => [one.device, ...type(one.type), size(one.size), size(one.used), size(one.available), `${Math.ceil((100 * one.used) / (one.used + one.available))}%`, one.path]),
  ];
  const least = ['Filesystem'.length + 4, ...type('').map(() => 4), ...(isHuman ? [5, 5, 5] : [0, 5, 5]), 4, 0];
  const widths = least.map((width, i) => Math.max(width, ...rows.map((row) => row[i]?.length ?? 0)));
  const isLeft = (i: number): boolean => i === 0 || (options.has('T') && i === 1);
  call.out.push(rows.map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : isLeft(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' ')}\n`).join(''));
  return status;
});
