// Names as a program in a container resolves them: /etc/hosts, then the name servers and search domains of /etc/resolv.conf.
import type { Reach } from '../../program.ts';
import type { Machine } from '../machine.ts';

export interface Resolver {
  servers: string[];
  search: string[];
  ndots: number;
}

export function resolverOf(machine: Machine): Resolver {
  const text = machine.read('/etc/resolv.conf') ?? '';
  return {
    servers: [...text.matchAll(/^nameserver\s+(\S+)/gm)].map((m) => m[1] as string),
    search: (/^search\s+(.*)$/m.exec(text)?.[1] ?? '').split(/\s+/).filter(Boolean),
    ndots: Number(/ndots:(\d+)/.exec(text)?.[1] ?? 1),
  };
}

/** How long clients wait for a name server that is silent. */
const patience = 10_000;

export type Lookup = { name: string; addresses: string[] } | 'unknown' | 'silent';

const isLiteral = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);

/** Whether the first name server answers at all. */
export function serverAnswers(machine: Machine, network: Reach, server: string | undefined): boolean {
  if (server === undefined) return false;
  if (!/^10\./.test(server)) return true; // outside of the cluster
  return network.connect(server, 53, machine.now, 'UDP').outcome === 'open';
}

/** The candidates for a name, in the order in which the C library tries them. */
export function candidates(name: string, { search, ndots }: Resolver): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}

function fromHosts(machine: Machine, name: string): string | undefined {
  for (const line of (machine.read('/etc/hosts') ?? '').split('\n')) {
    const [ip, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (ip && names.includes(name) && isLiteral(ip)) return ip;
  }
  return undefined;
}

/** As getaddrinfo does it; time passes when nobody answers. */
export function lookUp(machine: Machine, name: string): Lookup {
  if (isLiteral(name)) return { name, addresses: [name] };
  const known = fromHosts(machine, name);
  if (known) return { name, addresses: [known] };
  const network = machine.network();
  const resolver = resolverOf(machine);
  if (!network || !serverAnswers(machine, network, resolver.servers[0])) {
    machine.pass(patience);
    return 'silent';
  }
  for (const candidate of candidates(name, resolver)) {
    const found = network.resolve(candidate, machine.now);
    if (found) return found;
  }
  return 'unknown';
}
