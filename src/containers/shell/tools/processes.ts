// Processes and users: who runs, as whom, and what keeps the machine busy.
import { type Call, type Command, plain } from '../../../nodes/shell/index.ts';
import { burn, fail, forever, pass, print, worldOf } from './common.ts';

const id = plain((call) => {
  const world = worldOf(call);
  const { uid, gid, groups } = world.person;
  const user = world.nameOf('/etc/passwd', uid);
  const team = (n: number): string | undefined => world.nameOf('/etc/group', n);
  const named = (n: number, name: string | undefined): string => (name ? `${n}(${name})` : String(n));
  // busybox's own root is in the group wheel.
  const wheel = uid === 0 && /\bbusybox\b/.test(world.start.image) ? [10] : [];
  const all = [...new Set([gid, ...groups, ...wheel])].sort((a, b) => a - b);
  const flags = call.args.filter((arg) => /^-./.test(arg)).join('');
  const short = (n: number, name: string | undefined): string => (flags.includes('n') ? (name ?? String(n)) : String(n));
  if (flags.includes('u')) return print(call, [short(uid, user)]);
  if (flags.includes('g')) return print(call, [short(gid, team(gid))]);
  if (flags.includes('G')) return print(call, [all.map((n) => short(n, team(n))).join(' ')]);
  const more = all.length > 1 || world.tools === 'gnu' || uid === 0 ? ` groups=${all.map((n) => named(n, team(n))).join(',')}` : '';
  return print(call, [`uid=${named(uid, user)} gid=${named(gid, team(gid))}${more}`]);
});

const whoami = plain((call) => {
  const world = worldOf(call);
  const { uid } = world.person;
  const name = world.nameOf('/etc/passwd', uid);
  if (name) return print(call, [name]);
  return fail(call, world.tools === 'gnu' ? `whoami: cannot find name for user ID ${uid}` : `whoami: unknown uid ${uid}`);
});

const ps = plain((call) => {
  const world = worldOf(call);
  const all = world.processes(['ps', ...call.args].join(' '));
  const user = (world.nameOf('/etc/passwd', world.person.uid) ?? String(world.person.uid)).slice(0, 8);
  if (world.tools !== 'gnu') return print(call, ['PID   USER     TIME  COMMAND', ...all.map(({ pid, command }) => `${String(pid).padStart(5)} ${user.padEnd(8)}  0:00 ${command}`)]);
  const time = new Date(world.start.at).toISOString().slice(11, 16);
  if (call.args.some((arg) => /a?ux/.test(arg)))
    return print(call, [
      'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
      ...all.map(({ pid, command }) => `${user.padEnd(8)} ${String(pid).padStart(7)}  0.0  0.1  11408  7412 ?        Ss   ${time}   0:00 ${command}`),
    ]);
  return print(call, ['    PID TTY          TIME CMD', ...all.map(({ pid, command }) => `${String(pid).padStart(7)} ?        00:00:00 ${(command.split(/[: ]/)[0] as string).slice(0, 15)}`)]);
});

/** Signals to process 1 when it is called so. */
const byName = plain((call) => {
  const world = worldOf(call);
  const [name = ''] = call.args.filter((arg) => !arg.startsWith('-'));
  if (!world.commandLine.includes(name)) return 1;
  const given = call.args.find((arg) => /^-(SIG)?[A-Z]+$|^-\d+$/.test(arg))?.slice(1);
  const signal = given?.replace(/^SIG/, '') ?? 'TERM';
  world.signal(1, signal === '9' ? 'KILL' : signal);
  return 0;
});

const pidof = plain((call) => (worldOf(call).commandLine.includes(call.args[0] ?? '') ? print(call, ['1']) : 1));

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };
const secondsIn = (text: string): number => Number.parseFloat(text) * (units[text.at(-1) as string] ?? 1);
const powers: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1_048_576, g: 1_073_741_824 };

/** How long it takes to fill the memory. */
const outOfMemoryAfter = 700;

/** Holds memory and keeps cores busy, as it is told (polinux/stress). */
const stress: Command = function* (call: Call) {
  const { args } = call;
  const world = worldOf(call);
  const value = (...names: string[]): string | undefined =>
    names.map((name) => (args.includes(name) ? args[args.indexOf(name) + 1] : args.find((arg) => arg.startsWith(`${name}=`))?.split('=')[1])).find(Boolean);
  const count = (...names: string[]): number => Number(value(...names) ?? 0);
  const [, amount, unit] = /^(\d+)([bkmg]?)/i.exec(value('--vm-bytes') ?? '256M') ?? [];
  const [cpu, vm] = [count('--cpu', '-c'), count('--vm', '-m')];
  print(call, [`stress: info: [1] dispatching hogs: ${cpu} cpu, ${count('--io', '-i')} io, ${vm} vm, ${count('--hdd', '-d')} hdd`]);
  world.cores += cpu + (vm && value('--vm-hang') === undefined ? vm : 0);
  world.memory = vm * Number(amount ?? 0) * (powers[(unit || 'b').toLowerCase()] ?? 1) + 1_000_000;
  // More than the limit, and the kernel kills.
  if (world.start.memoryLimit !== undefined && world.memory > world.start.memoryLimit) {
    yield* pass(call, outOfMemoryAfter);
    world.outOfMemory = true;
    return 137;
  }
  const limit = value('--timeout', '-t');
  if (limit === undefined) return yield* forever();
  yield* pass(call, secondsIn(limit) * 1000);
  return print(call, [`stress: info: [1] successful run completed in ${Math.round(secondsIn(limit))}s`]);
};

const dd: Command = function* (call: Call) {
  const option = (name: string): string | undefined => call.args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  const [target, count] = [option('of'), option('count')];
  if (option('if') === '/dev/zero' && target === '/dev/null' && count === undefined) return yield* burn(call);
  call.err.push(`${count ?? 1}+0 records in\n${count ?? 1}+0 records out\n`);
  if (target) call.shell.machine.files.write(call.shell.resolve(target), '');
  return 0;
};

const stays: Command = () => forever();

export const processTools: Readonly<Record<string, Command>> = { id, whoami, ps, pkill: byName, killall: byName, pidof, dd, crond: stays, top: stays };
export const stressTools: Readonly<Record<string, Command>> = { stress, 'stress-ng': stress };
