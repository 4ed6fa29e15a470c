// kubectl create ingress: rules such as host/path=service:port,tls=secret.
import type { Json } from '../../../apimachinery/object.ts';
import { CommandError, type Verb } from '../../call.ts';
import { generator, metadataOf, splitPair } from './shared.ts';

/** host/path=service:port[,tls[=secret]] */
const ruleForm = /^(?<host>[\w*\-.]*)(?<path>\/[^=]*)=(?<service>[\w-]+):(?<port>[\w-]+)(?<tls>,tls(?:=(?<secret>[\w.-]*))?)?$/;

const backendOf = (service: string, port: string): Json => ({ service: { name: service, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } });

interface Parsed {
  host: string;
  path: Json;
  /** Absent without tls; '' when no secret is named. */
  secret: string | undefined;
}

function parseRule(text: string): Parsed {
  const groups = ruleForm.exec(text)?.groups;
  if (!groups) throw new CommandError(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
  const { host = '', path = '', service = '', port = '', tls, secret } = groups;
  const prefix = path.endsWith('*');
  return { host, path: { path: prefix ? path.slice(0, -1) : path, pathType: prefix ? 'Prefix' : 'Exact', backend: backendOf(service, port) }, secret: tls === undefined ? undefined : (secret ?? '') };
}

/** One rule for each host, in the order in which they came. */
function rulesOf(parsed: readonly Parsed[]): Json[] {
  const byHost = new Map<string, Json[]>();
  for (const { host, path } of parsed) byHost.set(host, [...(byHost.get(host) ?? []), path]);
  return [...byHost].map(([host, paths]) => ({ ...(host ? { host } : {}), http: { paths } }));
}

/** One entry for each secret; hosts without one share an entry. */
function tlsOf(parsed: readonly Parsed[]): Json[] {
  const bySecret = new Map<string, string[]>();
  for (const { host, secret } of parsed) {
    if (secret === undefined) continue;
    const hosts = bySecret.get(secret) ?? [];
    if (host && !hosts.includes(host)) hosts.push(host);
    bySecret.set(secret, hosts);
  }
  return [...bySecret].map(([secretName, hosts]) => ({ ...(hosts.length > 0 ? { hosts } : {}), ...(secretName ? { secretName } : {}) }));
}

function defaultBackend(text: string): Json {
  const parts = text.split(':');
  if (parts.length !== 2 || parts.some((part) => part === '')) throw new CommandError('default-backend should be in format servicename:serviceport');
  return backendOf(parts[0] as string, parts[1] as string);
}

function annotationsOf(list: readonly string[]): Record<string, string> | undefined {
  if (list.length === 0) return undefined;
  return Object.fromEntries(
    list.map((text) => {
      const pair = splitPair(text);
      if (!pair) throw new CommandError(`annotation ${text} is invalid and should be in format key=[value]`);
      return pair;
    }),
  );
}

export const ingress: Verb = generator({
  command: 'create ingress',
  failure: 'failed to create ingress: ',
  build(call, name) {
    const { flags } = call;
    const fallback = flags.string('default-backend');
    if (flags.list('rule').length === 0 && !fallback) {
      throw new CommandError('not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)');
    }
    const annotations = annotationsOf(flags.list('annotation'));
    const parsed = flags.list('rule').map(parseRule);
    const backend = fallback ? defaultBackend(fallback) : undefined;
    const className = flags.string('class');
    const [rules, tls] = [rulesOf(parsed), tlsOf(parsed)];
    return {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: metadataOf(call, name, annotations ? { annotations } : {}),
      spec: {
        ...(className ? { ingressClassName: className } : {}),
        ...(backend ? { defaultBackend: backend } : {}),
        ...(tls.length > 0 ? { tls } : {}),
        ...(rules.length > 0 ? { rules } : {}),
      },
      status: { loadBalancer: {} },
    };
  },
});
