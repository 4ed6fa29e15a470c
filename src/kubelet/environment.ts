// A container's environment: its own variables, those of ConfigMaps and Secrets, of the pod, and of the Services.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { allContainers, askApi, type Work } from './work.ts';

/** Why a container cannot be configured: the message behind CreateContainerConfigError. */
export class ConfigError extends Error {}

function configOf({ context, pod }: Work, resource: 'configmaps' | 'secrets', name: string, optional: boolean): KubeObject | undefined {
  const found = askApi(() => context.client.find(resource, name, pod.metadata.namespace));
  if (found === 'away') throw new ConfigError(`failed to sync ${resource === 'secrets' ? 'secret' : 'configmap'} cache: timed out waiting for the condition`);
  if (!found && !optional) throw new ConfigError(`${resource === 'secrets' ? 'secret' : 'configmap'} "${name}" not found`);
  return found;
}

const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

function keyOf(work: Work, resource: 'configmaps' | 'secrets', ref: Json): string | undefined {
  const object = configOf(work, resource, ref.name, ref.optional);
  const value = object?.data?.[ref.key];
  if (value === undefined && !ref.optional) throw new ConfigError(`couldn't find key ${ref.key} in ${resource === 'secrets' ? 'Secret' : 'ConfigMap'} ${work.pod.metadata.namespace}/${ref.name}`);
  return value === undefined ? undefined : resource === 'secrets' ? decode(value) : value;
}

const quoted = (map: Record<string, string> = {}): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join('\n');

/** A field of the pod as the downward API writes it. */
export function fieldText({ pod, spec, record, host }: Work, path: string): string {
  if (path === 'metadata.labels' || path === 'metadata.annotations') return quoted(pod.metadata[path.slice(9) as 'labels']);
  const bracket = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (bracket) return pod.metadata[bracket[1] as 'labels']?.[bracket[2] as string] ?? '';
  const fields: Record<string, string | undefined> = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'metadata.uid': pod.metadata.uid,
    'spec.nodeName': host.name,
    'spec.serviceAccountName': spec.serviceAccountName,
    'status.hostIP': host.facts.address,
    'status.hostIPs': host.facts.address,
    'status.podIP': record.sandbox?.ip,
    'status.podIPs': record.sandbox?.ip,
  };
  return fields[path] ?? '';
}

const numberIn = (text: string): number => Number(parseQuantity(text).nanos) / 1e9;
const units: Readonly<Record<string, number>> = { '1m': 0.001, '1': 1, '1k': 1e3, '1M': 1e6, '1G': 1e9, '1Ki': 1024, '1Mi': 1024 ** 2, '1Gi': 1024 ** 3 };

/** A request or limit in whole units of the divisor, rounded up. */
export function resourceText({ spec, host }: Work, container: Json, ref: Json): string {
  const of = ref.containerName ? allContainers(spec).find((c: Json) => c.name === ref.containerName) : container;
  const [list, name] = ref.resource.split('.') as [string, string];
  const given = of?.resources?.[list]?.[name] ?? (list === 'requests' ? undefined : name === 'cpu' ? host.facts.cpu : host.facts.memory);
  const divisor = String(ref.divisor ?? '1') === '0' ? '1' : String(ref.divisor ?? '1');
  return String(Math.ceil((given === undefined ? 0 : numberIn(String(given))) / (units[divisor] ?? 1) - 1e-9));
}

function sourced(work: Work, container: Json, from: Json): string | undefined {
  if (from.configMapKeyRef) return keyOf(work, 'configmaps', from.configMapKeyRef);
  if (from.secretKeyRef) return keyOf(work, 'secrets', from.secretKeyRef);
  if (from.fieldRef) return fieldText(work, from.fieldRef.fieldPath);
  if (from.resourceFieldRef) return resourceText(work, container, from.resourceFieldRef);
  return '';
}

/** `$(NAME)` in a value or an argument; `$$` is a dollar, unknown names stay. */
export const expand = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replace(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (whole, name) => (whole === '$$' ? '$' : (env[name] ?? whole)));

/** Throws ConfigError when something that it needs is not there. */
export function environmentOf(work: Work, container: Json): Record<string, string> {
  const env: Record<string, string> = {};
  for (const from of container.envFrom ?? []) {
    const resource = from.configMapRef ? 'configmaps' : 'secrets';
    const ref = from.configMapRef ?? from.secretRef;
    const object = configOf(work, resource, ref.name, ref.optional);
    for (const key in object?.data ?? {}) env[`${from.prefix ?? ''}${key}`] = resource === 'secrets' ? decode(object?.data[key]) : object?.data[key];
  }
  for (const variable of container.env ?? []) {
    const value = variable.valueFrom ? sourced(work, container, variable.valueFrom) : expand(variable.value ?? '', { ...services(work), ...env });
    if (value !== undefined) env[variable.name] = value;
  }
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOSTNAME: work.spec.hostNetwork ? work.host.name : work.pod.metadata.name,
    ...services(work),
    ...env,
    HOME: env.HOME ?? '/root',
  };
}

/** The variables that name the Services of the pod's namespace, as links of old. */
function services({ context, pod, spec, record }: Work): Record<string, string> {
  if (record.manifest) return {};
  const listed = askApi(() => context.client.list('services', { namespace: pod.metadata.namespace }));
  const kubernetes = pod.metadata.namespace === 'default' ? undefined : askApi(() => context.client.find('services', 'kubernetes', 'default'));
  const all = [...(kubernetes && kubernetes !== 'away' ? [kubernetes] : []), ...(listed === 'away' ? [] : listed)];
  const out: Record<string, string> = {};
  for (const service of all) {
    const ip = service.spec.clusterIP;
    const always = service.metadata.name === 'kubernetes' && service.metadata.namespace === 'default';
    if (!ip || ip === 'None' || (!always && spec.enableServiceLinks === false)) continue;
    const name = service.metadata.name.toUpperCase().replaceAll('-', '_');
    const ports: Json[] = service.spec.ports ?? [];
    out[`${name}_SERVICE_HOST`] = ip;
    out[`${name}_SERVICE_PORT`] = String(ports[0]?.port ?? '');
    for (const port of ports) {
      if (port.name) out[`${name}_SERVICE_PORT_${port.name.toUpperCase().replaceAll('-', '_')}`] = String(port.port);
      const protocol = (port.protocol ?? 'TCP') as string;
      const url = `${protocol.toLowerCase()}://${ip}:${port.port}`;
      const prefix = `${name}_PORT_${port.port}_${protocol}`;
      out[`${name}_PORT`] ??= url;
      Object.assign(out, { [prefix]: url, [`${prefix}_PROTO`]: protocol.toLowerCase(), [`${prefix}_PORT`]: String(port.port), [`${prefix}_ADDR`]: ip });
    }
  }
  return out;
}
