// Processes, users and the machine: who runs, as whom, where.
import { dateText } from './date.ts';
import type { Machine } from '../machine.ts';
import { burn, durationOf, forever, operandsOf, print, split, type Tool } from './common.ts';

const env: Tool = (args, io, machine, shell) => {
  const own = Object.fromEntries(args.flatMap((arg) => (/^\w+=/.test(arg) ? [[arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]] : [])));
  const [name, ...rest] = args.filter((arg) => !/^\w+=/.test(arg) && arg !== '-i' && arg !== '-');
  Object.assign(machine.vars, own);
  if (name) return shell.program(name, rest, io);
  return print(
    io,
    Object.entries(machine.vars)
      .filter(([key]) => machine.exported.has(key) || key in own)
      .map(([key, value]) => `${key}=${value}`),
  );
};

const printenv: Tool = (args, io, machine) => {
  if (!args[0]) return env([], io, machine, undefined as never);
  const values = args.map((name) => (machine.exported.has(name) ? machine.vars[name] : undefined));
  print(
    io,
    values.filter((value) => value !== undefined),
  );
  return values.every((value) => value !== undefined) ? 0 : 1;
};

/** The name of a user or group in /etc/passwd or /etc/group. */
function nameOf(machine: Machine, file: string, id: number): string | undefined {
  return (machine.read(file) ?? '')
    .split('\n')
    .find((line) => line.split(':')[2] === String(id))
    ?.split(':')[0];
}

const id: Tool = (args, io, machine) => {
  const { uid, gid, groups } = machine.user;
  const named = (n: number, file: string): string => {
    const name = nameOf(machine, file, n);
    return name ? `${n}(${name})` : String(n);
  };
  // busybox's own root is in the group wheel.
  const wheel = uid === 0 && /\bbusybox\b/.test(machine.start.image) ? [10] : [];
  const all = [...new Set([gid, ...groups, ...wheel])].sort((a, b) => a - b);
  const flags = split(args).flags;
  const short = flags.includes('n') ? (n: number, file: string) => nameOf(machine, file, n) ?? String(n) : (n: number) => String(n);
  if (flags.includes('u')) return print(io, [short(uid, '/etc/passwd')]);
  if (flags.includes('g')) return print(io, [short(gid, '/etc/group')]);
  if (flags.includes('G')) return print(io, [all.map((n) => short(n, '/etc/group')).join(' ')]);
  return print(io, [
    `uid=${named(uid, '/etc/passwd')} gid=${named(gid, '/etc/group')}${all.length > 1 || machine.family === 'debian' || uid === 0 ? ` groups=${all.map((n) => named(n, '/etc/group')).join(',')}` : ''}`,
  ]);
};

const whoami: Tool = (_, io, machine) => {
  const name = nameOf(machine, '/etc/passwd', machine.user.uid);
  if (name) return print(io, [name]);
  io.err(machine.family === 'debian' ? `whoami: cannot find name for user ID ${machine.user.uid}\n` : `whoami: unknown uid ${machine.user.uid}\n`);
  return 1;
};

interface Process {
  pid: number;
  command: string;
}

/** Process 1, what it started, and the command that looks. */
function processes(machine: Machine, own: string): Process[] {
  const first = machine.commandLine;
  const isNginx = /^nginx/.test(first);
  const title = isNginx ? 'nginx: master process nginx -g daemon off;' : first;
  return [{ pid: 1, command: title }, ...(isNginx ? [29, 30].map((pid) => ({ pid, command: 'nginx: worker process' })) : []), { pid: 37, command: own }];
}

const ps: Tool = (args, io, machine) => {
  const own = ['ps', ...args].join(' ');
  const all = processes(machine, own);
  const user = (nameOf(machine, '/etc/passwd', machine.user.uid) ?? String(machine.user.uid)).slice(0, 8);
  if (machine.family !== 'debian') return print(io, ['PID   USER     TIME  COMMAND', ...all.map(({ pid, command }) => `${String(pid).padStart(5)} ${user.padEnd(8)}  0:00 ${command}`)]);
  const time = dateText(machine.start.at, '%H:%M');
  if (args.some((arg) => /a?ux/.test(arg)))
    return print(io, [
      'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
      ...all.map(({ pid, command }) => `${user.padEnd(8)} ${String(pid).padStart(7)}  0.0  0.1  11408  7412 ?        Ss   ${time}   0:00 ${command}`),
    ]);
  return print(io, ['    PID TTY          TIME CMD', ...all.map(({ pid, command }) => `${String(pid).padStart(7)} ?        00:00:00 ${(command.split(/[: ]/)[0] as string).slice(0, 15)}`)]);
};

const kill: Tool = (args, io, machine) => {
  const names: Record<string, string> = { '15': 'TERM', '9': 'KILL', '1': 'HUP', '2': 'INT', '3': 'QUIT' };
  const spelt = args[0] === '-s' ? args[1] : args[0]?.startsWith('-') ? args[0].slice(1) : 'TERM';
  const signal = (spelt ?? 'TERM').replace(/^SIG/, '');
  const pids = args.filter((arg, i) => /^\d+$/.test(arg) && args[i - 1] !== '-s');
  for (const pid of pids) {
    if (!processes(machine, '').some((each) => String(each.pid) === pid)) {
      io.err(`sh: can't kill pid ${pid}: No such process\n`);
      return 1;
    }
    machine.signals.push({ at: machine.now, pid: Number(pid), signal: names[signal] ?? signal });
  }
  return 0;
};

const byName: Tool = (args, _, machine) => {
  const [name = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (!machine.commandLine.includes(name)) return 1;
  const signal =
    args
      .find((arg) => /^-(SIG)?[A-Z]+$|^-\d+$/.test(arg))
      ?.slice(1)
      .replace(/^SIG/, '') ?? 'TERM';
  machine.signals.push({ at: machine.now, pid: 1, signal: signal === '9' ? 'KILL' : signal });
  return 0;
};

const sleep: Tool = (args, io, machine) => {
  const durations = args.map(durationOf);
  const wrong = args.find((_, i) => Number.isNaN(durations[i]));
  if (wrong !== undefined) {
    io.err(machine.family === 'debian' ? `sleep: invalid time interval '${wrong}'\nTry 'sleep --help' for more information.\n` : `sleep: invalid number '${wrong}'\n`);
    return 1;
  }
  if (durations.includes(Number.POSITIVE_INFINITY)) forever(machine);
  machine.pass(durations.reduce((sum, each) => sum + each, 0));
  return 0;
};

const date: Tool = (args, io, machine) => {
  const format = args.find((arg) => arg.startsWith('+'))?.slice(1);
  if (args.includes('-s')) {
    io.err("date: can't set date: Operation not permitted\n");
    return 1;
  }
  io.out(
    `${args.some((arg) => arg === '-Iseconds' || arg === '--iso-8601=seconds') ? `${new Date(machine.now).toISOString().slice(0, 19)}+00:00` : args.includes('-I') ? dateText(machine.now, '%F') : dateText(machine.now, format)}\n`,
  );
  return 0;
};

const timeout: Tool = (args, io, machine, shell) => {
  const [limit = '0', name = 'true', ...rest] = args.filter((arg, i) => !/^-[sk]/.test(arg) && !/^-[sk]$/.test(args[i - 1] ?? ''));
  const ms = durationOf(limit);
  const status = machine.limited(ms, () => shell.program(name, rest, io));
  return status ?? (machine.family === 'debian' ? 124 : 143);
};

const which: Tool = (args, io, machine) => {
  const found = args.filter((name) => machine.knows(name));
  print(
    io,
    found.map((name) => `/usr/bin/${name}`),
  );
  return found.length === args.length ? 0 : 1;
};

const free: Tool = (args, io) =>
  print(
    io,
    args.includes('-m')
      ? [
          '              total        used        free      shared  buff/cache   available',
          'Mem:           3919        1204         846           4        1869        2561',
          'Swap:             0           0           0',
        ]
      : [
          '              total        used        free      shared  buff/cache   available',
          'Mem:        4013088     1233012      866304        4096     1913772     2622464',
          'Swap:             0           0           0',
        ],
  );

const hostname: Tool = (args, io, machine) => print(io, [args.some((arg) => arg === '-i' || arg === '-I') ? machine.start.ip : machine.start.hostname]);
const uname: Tool = (args, io, machine) =>
  print(io, [
    args.includes('-a')
      ? `Linux ${machine.start.hostname} 6.8.0-51-generic #52-Ubuntu SMP x86_64 GNU/Linux`
      : args.includes('-r')
        ? '6.8.0-51-generic'
        : args.includes('-m')
          ? 'x86_64'
          : args.includes('-n')
            ? machine.start.hostname
            : 'Linux',
  ]);

/** Holds memory and keeps cores busy, as it is told (polinux/stress). */
export const stress: Tool = (args, io, machine) => {
  const value = (...names: string[]): string | undefined =>
    names.map((name) => (args.includes(name) ? args[args.indexOf(name) + 1] : args.find((arg) => arg.startsWith(`${name}=`))?.split('=')[1])).find(Boolean);
  const amount = /^(\d+)([bkmg]?)/i.exec(value('--vm-bytes') ?? '256M');
  const bytes = Number(amount?.[1] ?? 0) * ({ b: 1, k: 1024, m: 1_048_576, g: 1_073_741_824 }[(amount?.[2] ?? 'b').toLowerCase()] ?? 1);
  const [cpu, vm] = [Number(value('--cpu', '-c') ?? 0), Number(value('--vm', '-m') ?? 0)];
  const kinds = `dispatching hogs: ${cpu} cpu, ${Number(value('--io', '-i') ?? 0)} io, ${vm} vm, ${Number(value('--hdd', '-d') ?? 0)} hdd`;
  io.out(`stress: info: [1] ${kinds}\n`);
  machine.cores += cpu + (vm && value('--vm-hang') === undefined ? vm : 0);
  machine.hold(vm * bytes + 1_000_000);
  const limit = value('--timeout', '-t');
  if (limit === undefined) return forever(machine);
  machine.pass(durationOf(limit));
  io.out(`stress: info: [1] successful run completed in ${Math.round(durationOf(limit) / 1000)}s\n`);
  return 0;
};

const dd: Tool = (args, io, machine) => {
  const option = (name: string): string | undefined => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  if (option('if') === '/dev/zero' && option('of') === '/dev/null' && option('count') === undefined) return burn(machine);
  const count = Number(option('count') ?? 1);
  io.err(`${count}+0 records in\n${count}+0 records out\n`);
  const target = option('of');
  if (target) machine.write(target, '');
  return 0;
};

const crond: Tool = (_, __, machine) => forever(machine);

export const processTools: Readonly<Record<string, Tool>> = {
  env,
  printenv,
  id,
  whoami,
  hostname,
  uname,
  ps,
  kill,
  pkill: byName,
  killall: byName,
  sleep,
  date,
  timeout,
  which,
  free,
  dd,
  crond,
  top: crond,
  yes: (_, __, machine) => burn(machine),
  nproc: (_, io) => print(io, ['2']),
  arch: (_, io) => print(io, ['x86_64']),
  tty: (_, io, machine) => print(io, [machine.terminal ? '/dev/pts/0' : 'not a tty']),
  pidof: ([name = ''], io, machine) => (machine.commandLine.includes(name) ? print(io, ['1']) : 1),
  uptime: (_, io, machine) => print(io, [` ${dateText(machine.now, '%T')} up 2 days,  3:12,  0 users,  load average: 0.21, 0.18, 0.16`]),
  nohup: (args, io, _, shell) => shell.program(args[0] ?? 'true', args.slice(1), io),
  time: (args, io, _, shell) => shell.program(args[0] ?? 'true', args.slice(1), io),
  su: () => 0,
  clear: () => 0,
  watch: (args, io, machine, shell) => {
    const words = operandsOf(args, ['-n']);
    for (;;) {
      shell.program('sh', ['-c', words.join(' ')], io);
      machine.pass(2000);
    }
  },
};
