// Names as a program in a container resolves them: /etc/hosts, then the name servers and search domains of /etc/resolv.conf.
import { hostsLines } from '../../../nodes/host/index.ts';
import type { Call, ShellProgram } from '../../../nodes/shell/index.ts';
import type { Reach } from '../../program.ts';
import type { World } from '../world.ts';
import { pass, worldOf } from './common.ts';

export interface Resolver {
  servers: string[];
  search: string[];
  ndots: number;
}

export function resolverOf(world: World): Resolver {
  const text = world.textOf('/etc/resolv.conf') ?? '';
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
export function serverAnswers(world: World, network: Reach, server: string | undefined): boolean {
  if (server === undefined) return false;
  if (!/^10\./.test(server)) return true; // outside of the cluster
  return network.connect(server, 53, world.clock, 'UDP').outcome === 'open';
}

/** The candidates for a name, in the order in which the C library tries them. */
export function candidates(name: string, { search, ndots }: Resolver): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}

const fromHosts = (world: World, name: string): string | undefined => hostsLines(world.textOf('/etc/hosts') ?? '').find(({ address, names }) => names.includes(name) && isLiteral(address))?.address;

/** As getaddrinfo does it; time passes when nobody answers. */
export function* lookUp(call: Call, name: string): ShellProgram<Lookup> {
  const world = worldOf(call);
  if (isLiteral(name)) return { name, addresses: [name] };
  const known = fromHosts(world, name);
  if (known) return { name, addresses: [known] };
  const network = world.network();
  const resolver = resolverOf(world);
  if (!network || !serverAnswers(world, network, resolver.servers[0])) {
    yield* pass(call, patience);
    return 'silent';
  }
  for (const candidate of candidates(name, resolver)) {
    const found = network.resolve(candidate, world.clock);
    if (found) return found;
  }
  return 'unknown';
}
