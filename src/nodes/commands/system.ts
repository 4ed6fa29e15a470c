// What a machine tells of itself and of the terminal: uptime, nproc, groups, tty, stty size, man.
import type { Instant } from '../../sim/index.ts';
import { type Call, type Command, complain, plainTool } from '../shell/index.ts';
import { type HostMachine, personOf, users } from './land.ts';

const machineOf = ({ shell }: Call): HostMachine => shell.machine as HostMachine;
const print = ({ out }: Call, text: string): number => {
  out.push(`${text}\n`);
  return 0;
};

const two = (count: number): string => String(count).padStart(2, '0');
const minute = 60_000;
const named = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;

/** `3 min`, ` 1:05`, `2 days,  3:12` */
function upText(span: number): string {
  const minutes = Math.floor(span / minute);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  return `${days > 0 ? `${named(days, 'day')}, ` : ''}${hours > 0 ? `${String(hours).padStart(2)}:${two(rest)}` : `${rest} min`}`;
}

function prettyText(span: number): string {
  const minutes = Math.floor(span / minute);
  const parts = [[Math.floor(minutes / 10_080), 'week'] as const, [Math.floor(minutes / 1440) % 7, 'day'] as const, [Math.floor(minutes / 60) % 24, 'hour'] as const];
  const shown = parts.filter(([count]) => count > 0).map(([count, name]) => named(count, name));
  return `up ${[...shown, ...(minutes % 60 > 0 || shown.length === 0 ? [named(minutes % 60, 'minute')] : [])].join(', ')}`;
}

const timeOf = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

export const uptime = plainTool(['p|pretty', 's|since'], (call, options) => {
  const { host } = machineOf(call);
  const now = machineOf(call).now();
  if (options.has('s')) return print(call, `${new Date(host.bootedAt).toISOString().slice(0, 10)} ${timeOf(host.bootedAt)}`);
  if (options.has('p')) return print(call, prettyText(now - host.bootedAt));
  return print(call, ` ${timeOf(now)} up ${upText(now - host.bootedAt)},  1 user,  load average: ${loadOf(call)}`);
});

/** Each container that runs takes a little. */
function loadOf(call: Call): string {
  const { host } = machineOf(call);
  const running = Object.values(host.pods).flatMap(({ containers }) => Object.values(containers).filter(({ run }) => run)).length;
  const load = 0.02 + running * 0.02;
  return [load, load * 0.9, load * 0.8].map((each) => each.toFixed(2)).join(', ');
}

export const nproc = plainTool(['all', 'ignore='], (call, options) => print(call, String(Math.max(1, Number(machineOf(call).host.facts.cpu) - Number(options.value('ignore') ?? 0)))));

export const groups = plainTool([], (call, { words }) => {
  if (words.length === 0) return print(call, personOf(machineOf(call).user).groups.join(' '));
  let status = 0;
  for (const user of words) status = users.includes(user) ? print(call, `${user} : ${personOf(user).groups.join(' ')}`) : complain(call, `‘${user}’: no such user`);
  return status;
});

/** Whether it is typed at the terminal that it reads from. */
export const tty = plainTool(['s|silent|quiet'], (call, options) => {
  const { terminal } = call.input;
  if (!options.has('s')) print(call, terminal ? '/dev/pts/0' : 'not a tty');
  return terminal ? 0 : 1;
});

/** Nobody has installed manuals here: each program's help is what there is. */
export const man: Command = plainTool(['k', 'f', 's='], (call, { words }) => {
  const name = words.at(-1);
  if (name === undefined) {
    call.err.push("What manual page do you want?\nFor example, try 'man man'.\n");
    return 1;
  }
  call.err.push(`No manual entry for ${name}\n`);
  return 16;
});
