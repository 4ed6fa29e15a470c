// What `kubectl describe ingress` says: rules, and the endpoints behind each of their backends.
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { endpointText, slicesOf } from '../../describe/endpointText.ts';
import { writeAnnotations, writeLabels } from '../../describe/metadata.ts';

function portNameOf(service: Json, { number, name }: Json): string {
  const matching = (service.spec.ports ?? []).filter((each: Json) => (number ? each.port === number : Boolean(name) && each.name === name));
  return matching.at(-1)?.name ?? '';
}

function serviceText(reader: DescribeReader, namespace: string, { name, port = {} }: Json): string {
  const backend = `${name}:${port.number || port.name || ''}`;
  try {
    const slices = slicesOf(reader, namespace, name);
    const service = reader.get('services', name, namespace);
    return `${backend} (${endpointText(slices, portNameOf(service, port))})`;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `${backend} (<error: ${error.message}>)`;
  }
}

function backendText(reader: DescribeReader, namespace: string, { service, resource }: Json): string {
  if (service) return serviceText(reader, namespace, service);
  return resource ? `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}` : '';
}

function addressText({ status }: Json): string {
  const addresses: string[] = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }: Json) => ip || hostname).filter(Boolean);
  return [...new Set(addresses)].sort().join(',');
}

function writeTls(out: Description, tls: Json[] = []): void {
  if (tls.length > 0) out.heading('TLS');
  for (const { secretName, hosts = [] } of tls) out.row(1, secretName ? `${secretName} terminates ${hosts.join(',')}` : `SNI routes ${hosts.join(',')}`);
}

function writeRules(out: Description, rules: Json[] = [], defaultText: string, textOf: (backend: Json) => string): void {
  out.heading('Rules');
  out.titles(1, 'Host', 'Path', 'Backends');
  const withPaths = rules.filter(({ http }) => http);
  for (const { host, http } of withPaths) {
    out.row(1, host || '*', '');
    for (const { path = '', backend } of http.paths) out.row(2, '', `${path} `, textOf(backend));
  }
  if (withPaths.length === 0) out.row(1, '*', '*', defaultText);
}

export const ingressDescriber: Describer = {
  resource: 'ingresses.networking.k8s.io',
  describe(ingress, out, { reader }) {
    const { metadata, spec } = ingress;
    const textOf = (backend: Json): string => backendText(reader, metadata.namespace ?? '', backend);
    const defaultText = spec.defaultBackend ? textOf(spec.defaultBackend) : '<default>';
    out.field('Name', metadata.name);
    writeLabels(out, metadata.labels);
    out.field('Namespace', metadata.namespace);
    out.field('Address', addressText(ingress));
    out.field('Ingress Class', spec.ingressClassName ?? '<none>');
    out.field('Default backend', defaultText);
    writeTls(out, spec.tls);
    writeRules(out, spec.rules, defaultText, textOf);
    writeAnnotations(out, metadata.annotations);
  },
};
