// dns: what names stand for, looked up by clients in pods on a copy of the cluster.
import { evaluate, toCel } from '../cel.ts';
import type { World } from '../world.ts';
import { askUntil, Clients, clientWords, type From, fromField, keptField, usualWithin, withinField } from './client.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { type Target, variablesOf, withField } from './target.ts';

interface Lookup {
  from: From;
  name: string;
  /** CEL for the list of the addresses; any will do without it. */
  addresses?: string;
  resolves?: boolean;
}

interface DnsSpec extends CheckSpec {
  lookups: Lookup[];
  with?: Record<string, Target>;
  within?: number;
  kept?: boolean;
}

const isAddress = (line: string): boolean => /^\d+(\.\d+){3}$/.test(line);

function look({ from, name, addresses, resolves = true }: Lookup, spec: DnsSpec, world: World, clients: Clients): Finding[] {
  const told = clients.run(from, ['dig', '+short', '+search', '+time=2', '+tries=1', name]);
  if ('cannot' in told) return [told.cannot];
  const found = told.stdout.split('\n').filter(isAddress).sort();
  const words = `${name}, looked up by ${clientWords(from)}`;
  const nothing = told.status === 0 ? 'the name is not known' : 'no name server answers';
  if (!resolves) return found.length === 0 ? [] : [{ expected: `no address for ${words}`, found: found.join(', ') }];
  if (found.length === 0) return [{ expected: `an address for ${words}`, found: nothing }];
  if (addresses === undefined) return [];
  const wanted = evaluate(addresses, toCel(variablesOf(world.client, spec.with)) as Record<string, unknown>);
  const list = Array.isArray(wanted) ? wanted.map(String).sort() : [];
  return list.join() === found.join() ? [] : [{ expected: `${list.join(', ') || 'an address'} for ${words}`, found: found.join(', ') }];
}

export const dns: CheckKind<DnsSpec> = {
  kind: 'dns',
  description: 'Names that pods look up, each of which must have these addresses, or none; asked on a copy of the cluster',
  protects: ({ kept }) => kept === true,
  fields: {
    lookups: {
      type: 'array',
      minItems: 1,
      description: 'Names',
      items: {
        type: 'object',
        properties: {
          from: fromField,
          name: { type: 'string', minLength: 1, description: 'The name; the search domains of the pod are tried, too' },
          addresses: { type: 'string', minLength: 1, description: 'A CEL expression for the list of its addresses, in any order; left out, any will do' },
          resolves: { type: 'boolean', description: 'False when it must not be known' },
        },
        required: ['from', 'name'],
        additionalProperties: false,
      },
    },
    with: withField,
    within: withinField,
    kept: keptField,
  },
  required: ['lookups'],
  expressions: ({ lookups }) => lookups.flatMap(({ addresses }) => (addresses === undefined ? [] : [addresses])),
  run(spec, { world }) {
    const copy = world.fork();
    const clients = new Clients(copy);
    return askUntil(copy, spec.within ?? usualWithin, () => spec.lookups.flatMap((each) => look(each, spec, copy, clients)));
  },
};
