// kubectl create service clusterip, nodeport, loadbalancer, externalname.
import { isDNS1123Subdomain, isValidPortName, isValidPortNum } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { generator, metadataOf } from './shared.ts';

function parsePort(text: string): number {
  if (!/^\d+$/.test(text)) throw new CommandError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  const port = Number(text);
  if (port > 65535) throw new CommandError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`);
  const wrong = isValidPortNum(port);
  if (wrong.length > 0) throw new CommandError(wrong.join(','));
  return port;
}

function parseTarget(text: string): number | string {
  const isNumber = /^[+-]?\d+$/.test(text);
  const wrong = isNumber ? isValidPortNum(Number(text)) : isValidPortName(text);
  if (wrong.length > 0) throw new CommandError(wrong.join(','));
  return isNumber ? Number(text) : text;
}

/** `80:8080`, `80`: a port as --tcp says it. */
function parseTcp(text: string): Json {
  const [port = '', target] = text.split(/:(.*)/s);
  const number = parsePort(port);
  // A name may not hold the colon.
  return { name: text.replaceAll(':', '-'), protocol: 'TCP', port: number, targetPort: target === undefined ? number : parseTarget(target) };
}

function service(type: string, command: string, spec: (call: Call) => Json): Verb {
  return generator({
    command,
    failure: `failed to create ${type} service: `,
    build(call, name) {
      const extra = spec(call);
      const ports = call.flags.list('tcp').map(parseTcp);
      if (ports.length === 0 && type !== 'ExternalName' && extra.clusterIP !== 'None') throw new CommandError('at least one tcp port specifier must be provided');
      if (extra.nodePort) for (const port of ports) port.nodePort = extra.nodePort;
      const { nodePort: _, ...rest } = extra;
      const labels = { app: name };
      return {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: metadataOf(call, name, { labels }),
        spec: { ...(ports.length > 0 ? { ports } : {}), selector: labels, ...rest, type },
        status: { loadBalancer: {} },
      };
    },
  });
}

export const clusterIP = service('ClusterIP', 'create service clusterip', ({ flags }) => {
  const address = flags.string('clusterip');
  return address ? { clusterIP: address } : {};
});

export const nodePort = service('NodePort', 'create service nodeport', ({ flags }) => ({ nodePort: flags.int('node-port') }));

export const loadBalancer = service('LoadBalancer', 'create service loadbalancer', () => ({}));

export const externalName = service('ExternalName', 'create service externalname', ({ flags }) => {
  const name = flags.string('external-name');
  if (isDNS1123Subdomain(name).length > 0) throw new CommandError(`invalid service external name ${name}`);
  return { externalName: name };
});
