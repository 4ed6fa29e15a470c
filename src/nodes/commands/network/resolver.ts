// Questions to name servers as nslookup and dig ask them from a machine: its own resolver, the cluster's, those outside.
import { hostsLines, readFile } from '../../host/index.ts';
import type { Call, ShellProgram } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';
import { inHosts, isAddress, outsideAddresses, reachOf } from '../station.ts';

export interface Answer {
  status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  /** What the aliases of the name lead to. */
  name: string;
  addresses: readonly string[];
  /** For an address: its name. */
  pointer?: string | undefined;
  ttl: number;
  /** Whoever answers knows it from nobody else. */
  authoritative: boolean;
  /** CoreDNS, systemd-resolved, a server of the world outside. */
  by: 'cluster' | 'resolved' | 'outside';
}

export type Asked = { server: string; answer: Answer } | { server: string; problem: string };

/** One try of three. */
const patience = 5_000;
const tries = 3;

export const pointerName = (ip: string): string => `${ip.split('.').reverse().join('.')}.in-addr.arpa`;

/** The file may be missing: systemd-resolved is there all the same. */
export const nameServer = ({ host }: HostMachine): string => /^nameserver\s+(\S+)/m.exec(readFile(host, '/etc/resolv.conf') ?? '')?.[1] ?? '127.0.0.53';

/** systemd-resolved: files and the machine's own name first. It asks nobody for a name without a dot. */
function resolved(machine: HostMachine, name: string): Answer {
  const isReverse = isAddress(name);
  const known = isReverse ? undefined : name === machine.hostname ? machine.host.facts.address : inHosts(machine, name);
  const answer = { name, ttl: 0, authoritative: known !== undefined, by: 'resolved' as const };
  if (known !== undefined) return { ...answer, status: 'NOERROR', addresses: [known] };
  const hosts = isReverse ? hostsLines(readFile(machine.host, '/etc/hosts') ?? '') : [];
  const pointer = hosts.find(({ address }) => address === name)?.names[0];
  if (pointer !== undefined) return { ...answer, status: 'NOERROR', addresses: [], pointer, authoritative: true };
  const addresses = isReverse ? [] : outsideAddresses(machine, name);
  if (addresses.length > 0) return { ...answer, status: 'NOERROR', addresses, ttl: 30 };
  return { ...answer, status: name.includes('.') ? 'NXDOMAIN' : 'SERVFAIL', addresses: [] };
}

function byCluster(machine: HostMachine, name: string): Answer {
  const reach = reachOf(machine);
  const answer = { name, ttl: 30, authoritative: /\.cluster\.local$/.test(name) || isAddress(name), by: 'cluster' as const };
  const pointer = isAddress(name) ? reach.reverse(name) : undefined;
  const found = isAddress(name) ? undefined : reach.resolve(name, machine.now());
  if (pointer === undefined && !found) return { ...answer, status: 'NXDOMAIN', addresses: [] };
  return { ...answer, status: 'NOERROR', name: found?.name ?? name, addresses: found?.addresses ?? [], pointer };
}

function outside(machine: HostMachine, name: string): Answer {
  const addresses = isAddress(name) ? [] : outsideAddresses(machine, name);
  return { status: addresses.length > 0 ? 'NOERROR' : 'NXDOMAIN', name, addresses, ttl: 300, authoritative: false, by: 'outside' };
}

const reasons = { refused: 'connection refused', timeout: 'timed out', unreachable: 'host unreachable' } as const;

/** A name, or an address whose name is wanted. Time passes when nobody answers. */
export function* ask(call: Call, server: string, asked: string): ShellProgram<Asked> {
  const machine = call.shell.machine as HostMachine;
  const name = asked.replace(/\.$/, '').toLowerCase();
  if (server === '127.0.0.53' && machine.host.units['systemd-resolved']?.active === 'active') return { server, answer: resolved(machine, name) };
  const { outcome } = reachOf(machine).connect(server, 53, machine.now(), 'UDP');
  if (outcome === 'open') return { server, answer: server.startsWith('10.') ? byCluster(machine, name) : outside(machine, name) };
  if (outcome === 'timeout') yield { for: 'instant', at: machine.now() + tries * patience };
  return { server, problem: `;; communications error to ${server}#53: ${reasons[outcome]}\n`.repeat(tries) };
}
