// nc, telnet, ping, and what shows a container's own network.
import { type Call, type Command, plain, type ShellProgram } from '../../../nodes/shell/index.ts';
import { fail, forever, operandsOf, optionOf, pass, print, worldOf } from './common.ts';
import { lookUp } from './resolver.ts';

/** A number that stands for a text. */
export const fnv = (text: string): number => [...text].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261);

const reasons = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host' } as const;
/** The kernel gives up after this long. */
const kernelPatience = 130_000;

export function* listen(call: Call, port: number): ShellProgram<never> {
  const world = worldOf(call);
  world.ports.push({ port, since: world.clock });
  return yield* forever();
}

const serviceNames: Readonly<Record<string, string>> = { 80: 'http', 443: 'https', 53: 'domain', 5432: 'postgresql', 3306: 'mysql', 6379: 'redis', 8080: 'http-alt', 22: 'ssh' };

function* connect(call: Call, host: string, port: number, verbose: boolean): ShellProgram<number> {
  const { args, err } = call;
  const world = worldOf(call);
  const { hasBind } = world.inside;
  const found = yield* lookUp(call, host);
  if (typeof found === 'string') return fail(call, hasBind ? `nc: getaddrinfo for host "${host}" port ${port}: Name does not resolve` : `nc: bad address '${host}'`);
  const ip = found.addresses[0] as string;
  const wait = optionOf(args, '-w');
  world.sent(host, port);
  const { outcome } = world.network()?.connect(ip, port, world.clock, args.some((arg) => /^-[a-z]*u/.test(arg)) ? 'UDP' : 'TCP') ?? { outcome: 'refused' as const };
  if (outcome === 'timeout') yield* pass(call, wait ? Number(wait) * 1000 : kernelPatience);
  if (outcome === 'open') {
    if (verbose) err.push(hasBind ? `Connection to ${host} (${ip}) ${port} port [tcp/${serviceNames[port] ?? '*'}] succeeded!\n` : `${host} (${ip}:${port}) open\n`);
    return 0;
  }
  if (!hasBind) return fail(call, `nc: ${host} (${ip}:${port}): ${reasons[outcome]}`);
  const why = outcome === 'timeout' && wait ? 'timed out: Operation in progress' : `failed: ${reasons[outcome]}`;
  return verbose ? fail(call, `nc: connect to ${host} (${ip}) port ${port} (tcp) ${why}`) : 1;
}

export const nc: Command = function* (call) {
  const { args } = call;
  const flags = args.filter((arg) => /^-[a-z]+$/.test(arg)).join('');
  const operands = operandsOf(args, ['-w', '-p', '-i', '-s']);
  if (flags.includes('l')) return yield* listen(call, Number(optionOf(args, '-p') ?? operands.findLast((arg) => /^\d+$/.test(arg)) ?? 0));
  const [host = '', port = '0'] = operands;
  const [first = 0, last = first] = port.split('-').map(Number);
  let status = 1;
  for (let each = first; each <= last; each++) status = Math.min(status, yield* connect(call, host, each, flags.includes('v')));
  return status;
};

export const telnet: Command = function* (call) {
  const [host = '', port = '23'] = operandsOf(call.args, []);
  const world = worldOf(call);
  const found = yield* lookUp(call, host);
  if (typeof found === 'string') return fail(call, `telnet: bad address '${host}'`);
  const { outcome } = world.network()?.connect(found.addresses[0] as string, Number(port), world.clock) ?? { outcome: 'refused' as const };
  if (outcome === 'timeout') yield* pass(call, kernelPatience);
  return outcome === 'open' ? print(call, [`Connected to ${host}`]) : fail(call, `telnet: can't connect to remote host (${found.addresses[0]}): ${reasons[outcome]}`);
};

export const ping: Command = function* (call) {
  const { args } = call;
  const world = worldOf(call);
  const count = Number(optionOf(args, '-c') ?? Number.POSITIVE_INFINITY);
  const [host = ''] = operandsOf(args, ['-c', '-W', '-w', '-i', '-s', '-I']);
  const found = yield* lookUp(call, host);
  if (typeof found === 'string') return world.tools === 'gnu' ? fail(call, `ping: ${host}: Name or service not known`, 2) : fail(call, `ping: bad address '${host}'`);
  const ip = found.addresses[0] as string;
  print(call, [`PING ${host} (${ip}): 56 data bytes`]);
  const end = world.clock + Number(optionOf(args, '-w') ?? Number.POSITIVE_INFINITY) * 1000;
  const times: number[] = [];
  let sent = 0;
  while (sent < count && world.clock < end) {
    if (world.network()?.answers(ip, world.clock)) {
      times.push(0.06 + (fnv(`${ip}${sent}`) % 90) / 1000);
      print(call, [`64 bytes from ${ip}: seq=${sent} ttl=${ip === world.start.ip ? 64 : 62} time=${times.at(-1)?.toFixed(3)} ms`]);
    }
    sent++;
    yield* pass(call, sent < count ? 1_000 : times.length ? 2 : 10_000);
  }
  print(call, ['', `--- ${host} ping statistics ---`, `${sent} packets transmitted, ${times.length} packets received, ${Math.round((100 * (sent - times.length)) / sent)}% packet loss`]);
  if (times.length === 0) return 1;
  return print(call, [`round-trip min/avg/max = ${Math.min(...times).toFixed(3)}/${(times.reduce((a, b) => a + b, 0) / times.length).toFixed(3)}/${Math.max(...times).toFixed(3)} ms`]);
};

const mac = (ip: string): string => ['02', ...ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0')), '0a'].join(':');

export const ip = plain((call) => {
  const { args } = call;
  const own = worldOf(call).start.ip;
  const gateway = own.replace(/\.\d+$/, '.1');
  const what = args.find((arg) => !arg.startsWith('-')) ?? '';
  if (/^r/.test(what))
    return print(call, [`default via ${gateway} dev eth0 `, `10.244.0.0/16 via ${gateway} dev eth0 `, `${own.replace(/\.\d+$/, '.0')}/24 dev eth0 proto kernel scope link src ${own} `]);
  const links = [
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000',
    '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
    '2: eth0@if12: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1450 qdisc noqueue state UP qlen 1000',
    `    link/ether ${mac(own)} brd ff:ff:ff:ff:ff:ff`,
  ];
  if (/^l/.test(what)) return print(call, links);
  return print(call, [
    ...links.slice(0, 2),
    '    inet 127.0.0.1/8 scope host lo',
    '       valid_lft forever preferred_lft forever',
    ...links.slice(2),
    `    inet ${own}/24 brd ${own.replace(/\.\d+$/, '.255')} scope global eth0`,
    '       valid_lft forever preferred_lft forever',
  ]);
});

export const ifconfig = plain((call) => {
  const own = worldOf(call).start.ip;
  return print(call, [
    `eth0      Link encap:Ethernet  HWaddr ${mac(own).toUpperCase()}`,
    `          inet addr:${own}  Bcast:${own.replace(/\.\d+$/, '.255')}  Mask:255.255.255.0`,
    '          UP BROADCAST RUNNING MULTICAST  MTU:1450  Metric:1',
    '',
    'lo        Link encap:Local Loopback',
    '          inet addr:127.0.0.1  Mask:255.0.0.0',
    '          UP LOOPBACK RUNNING  MTU:65536  Metric:1',
    '',
  ]);
});

export const netstat = plain((call) => {
  const world = worldOf(call);
  const ports = (world.beside?.ports ?? []).filter((port) => port.since <= world.clock);
  const name = (world.commandLine.split(' ')[0] as string).split('/').pop();
  return print(call, [
    'Active Internet connections (only servers)',
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    ',
    ...ports.map(({ port }) => `tcp        0      0 ${`0.0.0.0:${port}`.padEnd(23)} 0.0.0.0:*               LISTEN      1/${name}`),
  ]);
});
