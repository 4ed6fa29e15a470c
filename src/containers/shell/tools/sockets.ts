// nc, telnet, ping, and what shows a container's own network.
import type { Io } from '../evaluate.ts';
import type { Machine } from '../machine.ts';
import { forever, operandsOf, optionOf, print, type Tool } from './common.ts';
import { lookUp } from './resolver.ts';

/** A number that stands for a text. */
export const fnv = (text: string): number => [...text].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261);

const reasons = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host' } as const;
/** The kernel gives up after this long. */
const kernelPatience = 130_000;

export function listen(port: number, machine: Machine): never {
  machine.ports.push({ port, since: machine.now });
  return forever(machine);
}

const serviceNames: Readonly<Record<string, string>> = { 80: 'http', 443: 'https', 53: 'domain', 5432: 'postgresql', 3306: 'mysql', 6379: 'redis', 8080: 'http-alt', 22: 'ssh' };

function connect(host: string, port: number, args: string[], verbose: boolean, io: Io, machine: Machine): number {
  const found = lookUp(machine, host);
  if (found === 'unknown' || found === 'silent') {
    io.err(machine.hasBind ? `nc: getaddrinfo for host "${host}" port ${port}: Name does not resolve\n` : `nc: bad address '${host}'\n`);
    return 1;
  }
  const ip = found.addresses[0] as string;
  const wait = optionOf(args, '-w');
  machine.sent(host, port);
  const { outcome } = machine.network()?.connect(ip, port, machine.now, args.some((arg) => /^-[a-z]*u/.test(arg)) ? 'UDP' : 'TCP') ?? { outcome: 'refused' as const };
  if (outcome === 'timeout') machine.pass(wait ? Number(wait) * 1000 : kernelPatience);
  if (outcome === 'open') {
    if (verbose) io.err(machine.hasBind ? `Connection to ${host} (${ip}) ${port} port [tcp/${serviceNames[port] ?? '*'}] succeeded!\n` : `${host} (${ip}:${port}) open\n`);
    return 0;
  }
  if (machine.hasBind) {
    if (verbose)
      io.err(
        outcome === 'timeout' && wait
          ? `nc: connect to ${host} (${ip}) port ${port} (tcp) timed out: Operation in progress\n`
          : `nc: connect to ${host} (${ip}) port ${port} (tcp) failed: ${reasons[outcome]}\n`,
      );
  } else io.err(`nc: ${host} (${ip}:${port}): ${reasons[outcome]}\n`);
  return 1;
}

export const nc: Tool = (args, io, machine) => {
  const flags = args.filter((arg) => /^-[a-z]+$/.test(arg)).join('');
  const operands = operandsOf(args, ['-w', '-p', '-i', '-s']);
  if (flags.includes('l')) return listen(Number(optionOf(args, '-p') ?? operands.findLast((arg) => /^\d+$/.test(arg)) ?? 0), machine);
  const [host = '', port = '0'] = operands;
  const [first = 0, last = first] = port.split('-').map(Number);
  let status = 1;
  for (let each = first; each <= last; each++) status = Math.min(status, connect(host, each, args, flags.includes('v'), io, machine));
  return status;
};

export const telnet: Tool = (args, io, machine) => {
  const [host = '', port = '23'] = operandsOf(args, []);
  const found = lookUp(machine, host);
  if (typeof found === 'string') {
    io.err(`telnet: bad address '${host}'\n`);
    return 1;
  }
  const { outcome } = machine.network()?.connect(found.addresses[0] as string, Number(port), machine.now) ?? { outcome: 'refused' as const };
  if (outcome === 'timeout') machine.pass(kernelPatience);
  if (outcome !== 'open') {
    io.err(`telnet: can't connect to remote host (${found.addresses[0]}): ${reasons[outcome]}\n`);
    return 1;
  }
  io.out(`Connected to ${host}\n`);
  return 0;
};

export const ping: Tool = (args, io, machine) => {
  const count = Number(optionOf(args, '-c') ?? Number.POSITIVE_INFINITY);
  const [host = ''] = operandsOf(args, ['-c', '-W', '-w', '-i', '-s', '-I']);
  const found = lookUp(machine, host);
  if (typeof found === 'string') {
    io.err(machine.family === 'debian' ? `ping: ${host}: Name or service not known\n` : `ping: bad address '${host}'\n`);
    return machine.family === 'debian' ? 2 : 1;
  }
  const ip = found.addresses[0] as string;
  io.out(`PING ${host} (${ip}): 56 data bytes\n`);
  const limit = Number(optionOf(args, '-w') ?? Number.POSITIVE_INFINITY) * 1000;
  const from = machine.now;
  const times: number[] = [];
  let sent = 0;
  while (sent < count && machine.now - from < limit) {
    if (machine.network()?.answers(ip, machine.now)) {
      times.push(0.06 + (fnv(`${ip}${sent}`) % 90) / 1000);
      io.out(`64 bytes from ${ip}: seq=${sent} ttl=${ip === machine.start.ip ? 64 : 62} time=${times.at(-1)?.toFixed(3)} ms\n`);
    }
    sent++;
    machine.step();
    machine.pass(sent < count ? 999 : times.length ? 1 : 9_999);
  }
  io.out(`\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${times.length} packets received, ${Math.round((100 * (sent - times.length)) / sent)}% packet loss\n`);
  if (times.length) io.out(`round-trip min/avg/max = ${Math.min(...times).toFixed(3)}/${(times.reduce((a, b) => a + b, 0) / times.length).toFixed(3)}/${Math.max(...times).toFixed(3)} ms\n`);
  return times.length ? 0 : 1;
};

const mac = (ip: string): string => ['02', ...ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0')), '0a'].join(':');

export const ip: Tool = (args, io, machine) => {
  const own = machine.start.ip;
  const gateway = own.replace(/\.\d+$/, '.1');
  const what = args.find((arg) => !arg.startsWith('-')) ?? '';
  if (/^r/.test(what))
    return print(io, [`default via ${gateway} dev eth0 `, `10.244.0.0/16 via ${gateway} dev eth0 `, `${own.replace(/\.\d+$/, '.0')}/24 dev eth0 proto kernel scope link src ${own} `]);
  const links = [
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000',
    '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
    '2: eth0@if12: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1450 qdisc noqueue state UP qlen 1000',
    `    link/ether ${mac(own)} brd ff:ff:ff:ff:ff:ff`,
  ];
  if (/^l/.test(what)) return print(io, links);
  return print(io, [
    ...links.slice(0, 2),
    '    inet 127.0.0.1/8 scope host lo',
    '       valid_lft forever preferred_lft forever',
    ...links.slice(2),
    `    inet ${own}/24 brd ${own.replace(/\.\d+$/, '.255')} scope global eth0`,
    '       valid_lft forever preferred_lft forever',
  ]);
};

export const ifconfig: Tool = (_, io, machine) => {
  const own = machine.start.ip;
  return print(io, [
    `eth0      Link encap:Ethernet  HWaddr ${mac(own).toUpperCase()}`,
    `          inet addr:${own}  Bcast:${own.replace(/\.\d+$/, '.255')}  Mask:255.255.255.0`,
    '          UP BROADCAST RUNNING MULTICAST  MTU:1450  Metric:1',
    '',
    'lo        Link encap:Local Loopback',
    '          inet addr:127.0.0.1  Mask:255.0.0.0',
    '          UP LOOPBACK RUNNING  MTU:65536  Metric:1',
    '',
  ]);
};

export const netstat: Tool = (_, io, machine) => {
  const ports = (machine.program?.ports ?? []).filter((port) => port.since <= machine.now);
  return print(io, [
    'Active Internet connections (only servers)',
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    ',
    ...ports.map(({ port }) => `tcp        0      0 ${`0.0.0.0:${port}`.padEnd(23)} 0.0.0.0:*               LISTEN      1/${machine.commandName}`),
  ]);
};
