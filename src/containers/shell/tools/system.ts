// What a container tells of the system that it is on: disks, mounts, memory, its kernel, its time.
import { type Command, plain, smallTools } from '../../../nodes/shell/index.ts';
import { print, worldOf } from './common.ts';

const disk = 19_221_248;

function sizeText(kib: number): string {
  if (kib >= 1_048_576) return `${(kib / 1_048_576).toFixed(1)}G`;
  if (kib >= 1024) return `${(kib / 1024).toFixed(1)}M`;
  return kib === 0 ? '0' : `${kib}.0K`;
}

const df = plain((call) => {
  const { start } = worldOf(call);
  const human = call.args.some((arg) => /^-[a-zA-Z]*h/.test(arg));
  const files = call.args.filter((arg) => !/^-./.test(arg));
  const size = (kib: number): string => (human ? sizeText(kib) : String(kib));
  const rows = [
    { device: 'overlay', path: '/', kib: disk, used: 5_812_344 },
    { device: 'tmpfs', path: '/dev', kib: 65_536, used: 0 },
    { device: 'shm', path: '/dev/shm', kib: 65_536, used: 0 },
    ...(start.mounts ?? []).map(({ device, path, size: kib }) => ({ device, path, kib: kib ?? (device === 'tmpfs' ? 3_900_000 : disk), used: device === 'tmpfs' ? 12 : 5_812_344 })),
  ];
  const under = (file: string): (typeof rows)[number] => {
    const path = call.shell.resolve(file);
    return rows.filter((row) => path === row.path || path.startsWith(row.path === '/' ? '/' : `${row.path}/`)).sort((a, b) => b.path.length - a.path.length)[0] as (typeof rows)[number];
  };
  const lines = (files.length > 0 ? files.map(under) : rows).map(
    ({ device, path, kib, used }) =>
      `${device.padEnd(20)} ${size(kib).padStart(9)} ${size(used).padStart(9)} ${size(kib - used).padStart(9)} ${`${Math.round((100 * used) / kib)}%`.padStart(4)} ${path}`,
  );
  return print(call, [human ? 'Filesystem                Size      Used Available Use% Mounted on' : 'Filesystem           1K-blocks      Used Available Use% Mounted on', ...lines]);
});

const mount = plain((call) => {
  const { start } = worldOf(call);
  const root = `overlay on / type overlay (${start.readOnly ? 'ro' : 'rw'},relatime,lowerdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/12/fs)`;
  const own = (start.mounts ?? []).map(({ device, path, readOnly }) => `${device} on ${path} type ${device === 'tmpfs' ? 'tmpfs' : 'ext4'} (${readOnly ? 'ro' : 'rw'},relatime)`);
  return print(call, [
    root,
    'proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)',
    'tmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)',
    'sysfs on /sys type sysfs (ro,nosuid,nodev,noexec,relatime)',
    ...own,
  ]);
});

const free = plain((call) =>
  print(call, [
    '              total        used        free      shared  buff/cache   available',
    ...(call.args.includes('-m')
      ? ['Mem:           3919        1204         846           4        1869        2561', 'Swap:             0           0           0']
      : ['Mem:        4013088     1233012      866304        4096     1913772     2622464', 'Swap:             0           0           0']),
  ]),
);

const uname = plain((call) => {
  const { hostname } = worldOf(call);
  const parts: readonly (readonly [string, string])[] = [
    ['a', `Linux ${hostname} 6.8.0-51-generic #52-Ubuntu SMP x86_64 GNU/Linux`],
    ['r', '6.8.0-51-generic'],
    ['m', 'x86_64'],
    ['n', hostname],
  ];
  return print(call, [parts.find(([letter]) => call.args.includes(`-${letter}`))?.[1] ?? 'Linux']);
});

const hostname = plain((call) => print(call, [call.args.some((arg) => arg === '-i' || arg === '-I') ? worldOf(call).start.ip : worldOf(call).hostname]));
const uptime = plain((call) => print(call, [` ${new Date(worldOf(call).clock).toISOString().slice(11, 19)} up 2 days,  3:12,  0 users,  load average: 0.21, 0.18, 0.16`]));

/** What is there and does nothing that anybody could see. */
const nothing = plain(() => 0);

export const systemTools: Readonly<Record<string, Command>> = {
  arch: plain((call) => print(call, ['x86_64'])),
  df,
  free,
  hostname,
  mount,
  nproc: plain((call) => print(call, ['2'])),
  su: nothing,
  sync: nothing,
  tty: plain((call) => print(call, [worldOf(call).terminal ? '/dev/pts/0' : 'not a tty'])),
  umount: nothing,
  uname,
  uptime,
  more: smallTools.cat as Command,
  less: smallTools.cat as Command,
};
