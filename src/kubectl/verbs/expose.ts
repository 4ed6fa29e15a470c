// kubectl expose: a service for the pods of an object.
import type { Json } from '../../apimachinery/object.ts';
import { type Exposure, type ExposedPort, exposureOf } from '../../apis/exposures.ts';
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { resourceText } from '../discovery/mapping.ts';
import { dryRunOf, operationPrinter, type Printer } from '../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../resources/index.ts';
import { collectionPath, writeQuery } from './write.ts';
import { withLastApplied } from './lastApplied.ts';
import { override } from './run.ts';

type Labels = Record<string, string>;

/** What the flags say; what the first object adds holds for those after it. */
interface Asked {
  selector: Labels | undefined;
  labels: Labels | undefined;
  ports: string[];
}

const longestName = 63;

function parseLabels(text: string): Labels {
  const out: Labels = {};
  for (const each of text.split(',')) {
    const [key = '', value = '', ...more] = each.split('=');
    if (!each.includes('=') || more.length > 0) throw new CommandError(`unexpected label spec: ${each}`);
    if (key === '') throw new CommandError('unexpected empty label key');
    out[key] = value;
  }
  return out;
}

function requireExposure({ mapping }: Info): Exposure {
  const found = exposureOf(resourceText(mapping));
  if (!found) throw new CommandError(`cannot expose a ${mapping.group ? `${mapping.kind}.${mapping.group}` : mapping.kind}`);
  return found;
}

function introspectSelector(exposure: Exposure, object: Json): Labels {
  try {
    return exposure.selector(object);
  } catch (error) {
    throw new CommandError(`couldn't retrieve selectors via --selector flag or introspection: ${(error as Error).message}`);
  }
}

function parsePort(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new CommandError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** One port for each number, or for each protocol that the object has behind that number. */
function portsOf(call: Call, numbers: readonly string[], known: readonly ExposedPort[]): Json[] {
  const asked = call.flags.string('protocol');
  return numbers.flatMap((text, i): Json[] => {
    const port = parsePort(text);
    const several = numbers.length > 1 ? { name: `port-${i + 1}` } : {};
    const protocols = known.filter((each) => String(each.port) === text).map(({ protocol }) => protocol);
    if (asked || protocols.length < 2) return [{ ...several, protocol: asked || protocols[0] || 'TCP', port }];
    return protocols.map((protocol) => ({ name: `port-${i + 1}-${protocol.toLowerCase()}`, protocol, port }));
  });
}

function sessionAffinity(text: string): Json {
  if (text && text !== 'None' && text !== 'ClientIP') throw new CommandError(`unknown session affinity: ${text}`);
  return text ? { sessionAffinity: text } : {};
}

function specOf(call: Call, asked: Asked, known: readonly ExposedPort[]): Json {
  const { flags } = call;
  const target = flags.string('target-port');
  const targetPort = /^[+-]?\d+$/.test(target) ? Number(target) : target;
  const ports = portsOf(call, asked.ports, known).map((port) => ({ ...port, targetPort: target ? targetPort : port.port }));
  const [type, address, external, balancer] = ['type', 'cluster-ip', 'external-ip', 'load-balancer-ip'].map((name) => flags.string(name));
  return {
    ...(ports.length > 0 ? { ports } : {}),
    selector: asked.selector,
    ...(address ? { clusterIP: address } : {}),
    ...(type ? { type } : {}),
    ...(external ? { externalIPs: [external] } : {}),
    ...sessionAffinity(flags.string('session-affinity')),
    ...(type === 'LoadBalancer' && balancer ? { loadBalancerIP: balancer } : {}),
  };
}

/** Fills in what the flags did not say from the object. */
function introspect(call: Call, asked: Asked, exposure: Exposure, object: Json): ExposedPort[] {
  asked.selector ??= introspectSelector(exposure, object);
  const known = exposure.ports(object);
  if (asked.ports.length === 0) {
    asked.ports = [...new Set(known.map(({ port }) => String(port)))];
    if (asked.ports.length === 0 && call.flags.string('cluster-ip') !== 'None') throw new CommandError("couldn't find port via --port flag or introspection");
  }
  asked.labels ??= object.metadata.labels;
  return known;
}

function serviceFor(call: Call, asked: Asked, info: Info): Json {
  const known = introspect(call, asked, requireExposure(info), info.object);
  if (Object.keys(asked.selector ?? {}).length === 0) throw new CommandError('selector must be specified');
  const { namespace, explicit } = call.factory.namespace();
  const name = call.flags.string('name') || info.name.slice(0, longestName);
  const withNamespace = explicit && dryRunOf(call) === 'client';
  const labels = Object.keys(asked.labels ?? {}).length > 0 ? { labels: asked.labels } : {};
  const metadata = { name, ...(withNamespace ? { namespace } : {}), ...labels };
  return override(call, { kind: 'Service', apiVersion: 'v1', metadata, spec: specOf(call, asked, known), status: { loadBalancer: {} } });
}

function exposeOne(call: Call, asked: Asked, printer: Printer, info: Info): void {
  const service = serviceFor(call, asked, info);
  if (dryRunOf(call) === 'client') {
    printer.print(service, call.environment.stdout);
    return;
  }
  const body = call.flags.bool('save-config') ? withLastApplied(service) : service;
  const path = collectionPath(call.factory.mapper().forKind(body.apiVersion, body.kind), call.factory.namespace().namespace);
  printer.print(call.factory.request('POST', path, { body, query: writeQuery(call) }), call.environment.stdout);
}

export const expose: Verb = {
  command: 'expose',
  *run(call): Program<number> {
    const { flags } = call;
    dryRunOf(call);
    const printer = operationPrinter(call, 'exposed', { keepOrder: dryRunOf(call) === 'client' });
    const result = yield* buildResources(call, { files: fileOptionsOf(call), args: call.args, continueOnError: true, flatten: true });
    const [selector, labels, port] = ['selector', 'labels', 'port'].map((name) => flags.string(name));
    const asked: Asked = { selector: undefined, labels: undefined, ports: port ? port.split(',') : [] };
    yield* result.visit((info) => {
      requireExposure(info);
      if (selector) asked.selector ??= parseLabels(selector);
      if (labels) asked.labels ??= parseLabels(labels);
      exposeOne(call, asked, printer, info);
    });
    return 0;
  },
};
