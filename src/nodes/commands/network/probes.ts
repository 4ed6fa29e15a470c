// nc and ping, as Ubuntu 24.04 has them: netcat-openbsd and iputils.
import { pick } from '../../../sim/index.ts';
import { type Call, type Command, complain, type Options, type ShellProgram, stationOf, tool } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';
import { isAddress, reachOf } from '../station.ts';

const reasons = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host' } as const;
/** The kernel gives up after this long. */
const kernelPatience = 130_000;
const noRoute = 3_060;

/** /etc/services */
const serviceNames: Readonly<Record<string, string>> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
  8080: 'http-alt',
};

interface Probe {
  host: string;
  address: string;
  options: Options;
}

function* connect(call: Call, { host, address, options }: Probe, port: number): ShellProgram<number> {
  const machine = call.shell.machine as HostMachine;
  const isUdp = options.has('u');
  const { outcome } = isUdp ? reachOf(machine).connect(address, port, machine.now(), 'UDP') : stationOf(call).connect(call, { host, address, port });
  const patience = options.has('w') ? Number(options.value('w')) * 1000 : undefined;
  const protocol = isUdp ? 'udp' : 'tcp';
  const place = host === address || options.has('n') ? host : `${host} (${address})`;
  const wait = { open: 0, refused: 0, unreachable: Math.min(noRoute, patience ?? noRoute), timeout: patience ?? kernelPatience }[outcome];
  // A datagram that nobody answers may have arrived.
  const isOpen = outcome === 'open' || (isUdp && outcome === 'timeout');
  if (wait > 0 && !isOpen) yield { for: 'instant', at: machine.now() + wait };
  if (isOpen) {
    if (options.has('v')) call.err.push(`Connection to ${place} ${port} port [${protocol}/${(options.has('n') ? undefined : serviceNames[port]) ?? '*'}] succeeded!\n`);
    return 0;
  }
  const why = outcome !== 'refused' && patience !== undefined && wait === patience ? 'timed out: Operation now in progress' : `failed: ${reasons[outcome as keyof typeof reasons]}`;
  if (options.has('v')) call.err.push(`nc: connect to ${host === address ? host : `${host} (${address})`} port ${port} (${protocol}) ${why}\n`);
  return 1;
}

/** Only whether a port is open (-z): nothing is sent. */
export const nc: Command = tool(['z', 'v', 'u', 'n', '4', 'N', 'w=', 'h'], function* (call, options) {
  const [host, ports = ''] = options.words;
  if (host === undefined || !/^\d+(-\d+)?$/.test(ports)) return usage(call);
  if (!options.has('z')) return complain(call, 'only looking whether a port is open (-z) is possible here; curl sends requests');
  const address = yield* stationOf(call).lookUp(call, host);
  if (address === undefined)
    return complain(call, `getaddrinfo for host "${host}" port ${ports.split('-')[0]}: ${host.includes('.') ? 'Name or service not known' : 'Temporary failure in name resolution'}`);
  const [first = 0, last = first] = ports.split('-').map(Number);
  let status = 1;
  for (let port = first; port <= last; port += 1) status = Math.min(status, yield* connect(call, { host, address, options }, port));
  return status;
});

function usage({ err }: Call): number {
  err.push('usage: nc [-4hnuvz] [-w timeout] destination port\n');
  return 1;
}

/** One that is down: its neighbours hear nothing from it. Otherwise whether an answer comes. */
function replyOf(machine: HostMachine, address: string): 'answer' | 'silence' | 'unreachable' {
  const there = machine.land.hosts().find(({ facts }) => facts.address === address);
  if (there) return there.awayUntil === undefined ? 'answer' : 'unreachable';
  return reachOf(machine).answers(address, machine.now()) ? 'answer' : 'silence';
}

/** Each machine on the way to a pod takes one; what lies outside is far away. */
function hopsLeft(machine: HostMachine, address: string): number {
  const hosts = machine.land.hosts();
  if (address.startsWith('127.') || hosts.some(({ facts }) => facts.address === address)) return 64;
  const home = hosts.find(({ pods }) => Object.values(pods).some(({ sandbox }) => sandbox?.ip === address));
  return home === machine.host ? 64 : home ? 63 : 52;
}

const figures = (times: readonly number[]): string => {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const deviation = Math.sqrt(Math.max(0, times.reduce((sum, time) => sum + time * time, 0) / times.length - mean * mean));
  return [Math.min(...times), mean, Math.max(...times), deviation].map((time) => time.toFixed(3)).join('/');
};

interface Sent {
  count: number;
  errors: number;
  times: number[];
  began: number;
}

function summary(host: string, { count, errors, times, began }: Sent, last: number): string {
  const lost = Math.round((100 * (count - times.length)) / count);
  const head = `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${times.length} received, ${errors > 0 ? `+${errors} errors, ` : ''}${lost}% packet loss, time ${Math.round(last - began)}ms\n`;
  if (times.length > 0) return `${head}rtt min/avg/max/mdev = ${figures(times)} ms\n`;
  return `${head}${errors > 1 ? `pipe ${errors}` : ''}\n`;
}

export const ping: Command = tool(['c=', 'W=', 'w=', 'i=', 's=', 'I=', 'n', 'q', '4'], function* (call, options) {
  const machine = call.shell.machine as HostMachine;
  const [host] = options.words;
  if (host === undefined) return complain(call, 'usage error: Destination address required');
  const address = yield* stationOf(call).lookUp(call, host);
  if (address === undefined) return complain(call, `${host}: ${host.includes('.') ? 'Name or service not known' : 'Temporary failure in name resolution'}`, 2);
  const most = Number(options.value('c') ?? Number.POSITIVE_INFINITY);
  const end = machine.now() + Number(options.value('w') ?? Number.POSITIVE_INFINITY) * 1000;
  const pause = Number(options.value('i') ?? 1) * 1000;
  const sent: Sent = { count: 0, errors: 0, times: [], began: machine.now() };
  const name = isAddress(host) || options.has('n') ? address : `${host} (${address})`;
  call.out.push(`PING ${host} (${address}) 56(84) bytes of data.\n`);
  let last = machine.now();
  // Whoever ends it early (Ctrl-C) is told what came until then.
  try {
    while (sent.count < most && machine.now() < end) {
      last = machine.now();
      sent.count += 1;
      const reply = replyOf(machine, address);
      const isLast = sent.count >= most;
      if (reply === 'answer') {
        const time = 0.05 + pick(400, 'ping', address, last) / 1000;
        sent.times.push(time);
        if (!options.has('q')) call.out.push(`64 bytes from ${name}: icmp_seq=${sent.count} ttl=${hopsLeft(machine, address)} time=${time.toFixed(3)} ms\n`);
      } else if (reply === 'unreachable') {
        sent.errors += 1;
        if (!options.has('q')) call.out.push(`From ${machine.host.facts.address} icmp_seq=${sent.count} Destination Host Unreachable\n`);
      }
      const wait = isLast ? (reply === 'answer' ? 0 : Number(options.value('W') ?? 10) * 1000) : pause;
      if (wait > 0) yield { for: 'instant', at: Math.min(end, machine.now() + wait) };
    }
  } finally {
    call.out.push(summary(host, sent, last));
  }
  return sent.times.length > 0 ? 0 : 1;
});
