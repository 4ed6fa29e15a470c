// probe: who reaches whom, tried by clients in pods on a copy of the cluster.
import type { Client } from '../../client/index.ts';
import type { World } from '../world.ts';
import { askUntil, Clients, clientWords, type From, fromField, keptField, type Told, usualWithin, withinField } from './client.ts';
import type { CheckKind, CheckSpec, Finding, JsonSchema } from './kind.ts';

interface To {
  /** A name as the client knows it, or an address. */
  host?: string;
  /** Every pod that is selected, by its address. */
  namespace?: string;
  selector?: string;
  /** Every node, by its address. */
  nodes?: boolean;
  /** A text where it was drawn. */
  port: number | string;
  /** Over HTTP. */
  path?: string;
  status?: number;
  body?: string;
}

interface Try {
  from: From;
  to: To;
  answers?: boolean;
}

interface ProbeSpec extends CheckSpec {
  tries: Try[];
  within?: number;
  kept?: boolean;
}

const toField: JsonSchema = {
  type: 'object',
  description: 'Who is asked: a host, all pods of a selector, or all nodes',
  properties: {
    host: { type: 'string', minLength: 1, description: 'A name as the client knows it, or an address' },
    namespace: { type: 'string', minLength: 1, description: 'The namespace of the pods' },
    selector: { type: 'string', minLength: 1, description: 'Every pod that this label selector selects, by its address' },
    nodes: { type: 'boolean', description: 'Every node, by its address' },
    port: { pattern: '^(\\d+|__[A-Z0-9_]+__)$', minimum: 1, maximum: 65535, description: 'The port, over TCP: a number, or the name of one of the values' },
    path: { type: 'string', minLength: 1, description: 'What is asked for over HTTP (/ when only a status or a body is given)' },
    status: { type: 'integer', minimum: 100, maximum: 599, description: 'The HTTP status of the answer' },
    body: { type: 'string', minLength: 1, description: 'A text that the answer contains' },
  },
  required: ['port'],
  additionalProperties: false,
};

/** One connection that is tried. */
interface Target extends To {
  host: string;
  words: string;
}

const addressesOf = (client: Client, { host, namespace, selector, nodes }: To): { host: string; words: string }[] => {
  if (host !== undefined) return [{ host, words: host }];
  if (nodes)
    return client.list('nodes').flatMap(({ metadata, status }) => {
      const ip = status?.addresses?.find((address: { type: string }) => address.type === 'InternalIP')?.address;
      return ip ? [{ host: ip, words: `node ${metadata.name}` }] : [];
    });
  return client
    .list('pods', { ...(namespace ? { namespace } : {}), ...(selector ? { labelSelector: selector } : {}) })
    .flatMap(({ metadata, status }) => (status?.podIP && !metadata.deletionTimestamp ? [{ host: status.podIP, words: `pod ${metadata.name}` }] : []));
};

const isHttp = ({ path, status, body }: To): boolean => (path ?? status ?? body) !== undefined;

/** What came of it, in the order in which it can go wrong. */
type Outcome = { reached: false; why: string } | { reached: true; status?: number; body?: string };

const reasons: readonly (readonly [RegExp, string])[] = [
  [/resolve/, 'the name is not known'],
  [/timed out|\(28\)/, 'no answer'],
  [/refused|\(7\)/, 'connection refused'],
];

const whyNot = ({ stdout, stderr }: Told): Outcome => ({ reached: false, why: reasons.find(([pattern]) => pattern.test(stderr))?.[1] ?? ((stderr || stdout).trim() || 'no answer') });

function outcomeOf(told: Told, http: boolean): Outcome {
  if (told.status !== 0) return whyNot(told);
  if (!http) return { reached: true };
  const end = told.stdout.lastIndexOf('\n');
  return { reached: true, status: Number(told.stdout.slice(end + 1)), body: told.stdout.slice(0, end) };
}

const seconds = 3;

function commandFor(target: Target): string[] {
  const { host, port, path = '/' } = target;
  return isHttp(target) ? ['curl', '-sS', '-m', String(seconds), '-w', '\\n%{http_code}', `http://${host}:${port}${path}`] : ['nc', '-zv', '-w', String(seconds), host, String(port)];
}

/** What is wrong with one connection. */
function judge({ from, answers = true }: Try, target: Target, outcome: Outcome): Finding[] {
  const { port, path, status, body, words } = target;
  const what = `${words} port ${port}${path ? ` at ${path}` : ''}`;
  if (!answers) return outcome.reached ? [{ expected: `${clientWords(from)} does not reach ${what}`, found: 'it does' }] : [];
  const expected = `${clientWords(from)} reaches ${what}`;
  if (!outcome.reached) return [{ expected, found: outcome.why }];
  if (status !== undefined && outcome.status !== status) return [{ expected: `${expected} with status ${status}`, found: `status ${outcome.status}` }];
  if (body !== undefined && !outcome.body?.includes(body)) return [{ expected: `${expected}, which answers "${body}"`, found: outcome.body?.trim().split('\n')[0]?.slice(0, 60) || 'an empty answer' }];
  return [];
}

function attempt(spec: Try, world: World, clients: Clients): readonly Finding[] {
  const addresses = addressesOf(world.client, spec.to);
  if (addresses.length === 0) return [{ expected: `pods with ${spec.to.selector} in namespace ${spec.to.namespace}`, found: 'there are none' }];
  return addresses.flatMap((address) => {
    const target = { ...spec.to, ...address };
    const told = clients.run(spec.from, commandFor(target));
    return 'cannot' in told ? [told.cannot] : judge(spec, target, outcomeOf(told, isHttp(target)));
  });
}

export const probe: CheckKind<ProbeSpec> = {
  kind: 'probe',
  description: 'Connections between pods, services, nodes and the world outside, each of which must be answered or not; tried on a copy of the cluster',
  protects: ({ kept }) => kept === true,
  fields: {
    tries: {
      type: 'array',
      minItems: 1,
      description: 'Connections',
      items: {
        type: 'object',
        properties: { from: fromField, to: toField, answers: { type: 'boolean', description: 'False when nobody may answer' } },
        required: ['from', 'to'],
        additionalProperties: false,
      },
    },
    within: withinField,
    kept: keptField,
  },
  required: ['tries'],
  run({ tries, within = usualWithin }, { world }) {
    const copy = world.fork();
    const clients = new Clients(copy);
    return askUntil(copy, within, () => tries.flatMap((each) => attempt(each, copy, clients)));
  },
};
