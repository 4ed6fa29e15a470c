// The small programs of containers, by where they are found.
import { builtins, type Command, curl, smallTools } from '../../../nodes/shell/index.ts';
import { chroot } from './chroot.ts';
import { fail, optionOf, worldOf } from './common.ts';
import { dig, host, nslookup } from './names.ts';
import { packageTools } from './packages.ts';
import { processTools, stressTools } from './processes.ts';
import { ifconfig, ip, listen, nc, netstat, ping, telnet } from './sockets.ts';
import { systemTools } from './system.ts';
import { tar } from './tar.ts';
import { wget } from './wget.ts';
import { text } from './text.ts';
import { inWordsOf } from './words.ts';

const shellsTools = Object.fromEntries(['echo', 'printf', 'test', '[', 'true', 'false', 'kill', 'pwd'].map((name) => [name, builtins[name] as Command]));

const httpd: Command = (call) => listen(call, Number((optionOf(call.args, '-p') ?? '80').split(':').pop()));

/** `busybox ls` */
const busybox: Command = function* (call) {
  const [name, ...args] = call.args;
  const command = name === undefined ? undefined : worldOf(call).program(name);
  return command ? yield* command({ ...call, name: name as string, args }) : fail(call, name === undefined ? 'BusyBox v1.37.0 multi-call binary.' : `${name}: applet not found`, 127);
};

/** What nearly every image with a shell has. */
const common: Readonly<Record<string, Command>> = {
  ...smallTools,
  ash: smallTools.sh as Command,
  dash: smallTools.sh as Command,
  ...shellsTools,
  ...systemTools,
  ...processTools,
  ...text,
  tar,
  busybox,
  chroot,
  time: smallTools.nohup as Command,
};

/** What busybox has beyond that, and larger systems in packages of their own. */
const network: Readonly<Record<string, Command>> = { wget, nslookup, nc, telnet, ping, ip, ifconfig, netstat, httpd };

/** What only images have that say so. */
const special: Readonly<Record<string, Command>> = { curl, dig, host, ss: netstat, ...stressTools, ...packageTools };

const all: Readonly<Record<string, Command>> = { ...common, ...network, ...special };

export const isTool = (name: string): boolean => Object.hasOwn(all, name);
export const isSpecial = (name: string): boolean => Object.hasOwn(special, name);

/** A tool, with its complaints in the words of whoever made it. */
export const toolOf = (name: string, family: 'busybox' | 'debian'): Command => inWordsOf(family, all[name] as Command);
