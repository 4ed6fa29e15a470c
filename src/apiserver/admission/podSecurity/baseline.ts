// The baseline level: what lets a pod reach beyond itself in known ways.
import type { Json } from '../../../apimachinery/object.ts';
import { type Check, containers, containersOf, hasOwnUsers, namesOf, type PodLike, plural, quoted, setters, sortedSet, type Violation } from './pods.ts';

const capabilities = new Set(['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']);
const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

/** Profiles of the runtime or of the host; anything else, even none, is a way out. */
export const isProfile = (type: string): boolean => type === 'RuntimeDefault' || type === 'Localhost';

function appArmorProfile(pod: PodLike): Violation | undefined {
  const own = pod.spec.securityContext?.appArmorProfile?.type;
  const isBad = (type: string | undefined): boolean => type !== undefined && !isProfile(type);
  const names = namesOf(pod, (c) => isBad(c.securityContext?.appArmorProfile?.type));
  const types = [own, ...containersOf(pod).map((c) => c.securityContext?.appArmorProfile?.type)].filter(isBad);
  const annotations = Object.entries<string>(pod.metadata?.annotations ?? {})
    .filter(([key, value]) => key.startsWith(appArmorAnnotation) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort();
  const values = [...sortedSet(types), ...annotations];
  if (values.length === 0) return undefined;
  const who = [setters(isBad(own), names), annotations.length > 0 ? plural('annotation', 'annotations', annotations.length) : ''].filter(Boolean).join(' and ');
  return { reason: plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', values.length), detail: `${who} must not set AppArmor profile type to ${quoted(values)}` };
}

function addedCapabilities(pod: PodLike): Violation | undefined {
  const bad = (c: Json): string[] => (c.securityContext?.capabilities?.add ?? []).filter((name: string) => !capabilities.has(name));
  const names = namesOf(pod, (c) => bad(c).length > 0);
  if (names.length === 0) return undefined;
  return { reason: 'non-default capabilities', detail: `${containers(names)} must not include ${quoted(sortedSet(containersOf(pod).flatMap(bad)))} in securityContext.capabilities.add` };
}

function hostNamespaces({ spec }: PodLike): Violation | undefined {
  const set = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field]);
  return set.length === 0 ? undefined : { reason: 'host namespaces', detail: set.map((field) => `${field}=true`).join(', ') };
}

function hostPathVolumes({ spec }: PodLike): Violation | undefined {
  const names: string[] = (spec.volumes ?? []).filter((v: Json) => v.hostPath).map((v: Json) => v.name);
  return names.length === 0 ? undefined : { reason: 'hostPath volumes', detail: `${plural('volume', 'volumes', names.length)} ${quoted(names)}` };
}

function hostPorts(pod: PodLike): Violation | undefined {
  const ports = (c: Json): string[] => (c.ports ?? []).filter((p: Json) => p.hostPort).map((p: Json) => String(p.hostPort));
  const names = namesOf(pod, (c) => ports(c).length > 0);
  if (names.length === 0) return undefined;
  const all = sortedSet(containersOf(pod).flatMap(ports));
  return { reason: 'hostPort', detail: `${containers(names)} ${plural('uses', 'use', names.length)} ${plural('hostPort', 'hostPorts', all.length)} ${all.join(', ')}` };
}

function probeHosts(pod: PodLike): Violation | undefined {
  const handlers = (c: Json): Json[] => [c.livenessProbe, c.readinessProbe, c.startupProbe, c.lifecycle?.postStart, c.lifecycle?.preStop];
  const hosts = (c: Json): string[] => handlers(c).flatMap((h) => [h?.httpGet?.host, h?.tcpSocket?.host].filter(Boolean));
  const names = sortedSet(namesOf(pod, (c) => hosts(c).length > 0));
  if (names.length === 0) return undefined;
  const all = sortedSet(containersOf(pod).flatMap(hosts));
  return {
    reason: 'probe or lifecycle host',
    detail: `${containers(names)} ${plural('uses', 'use', names.length)} ${plural('probe or lifecycle host', 'probe or lifecycle hosts', all.length)} ${quoted(all)}`,
  };
}

function privileged(pod: PodLike): Violation | undefined {
  const names = namesOf(pod, (c) => c.securityContext?.privileged === true);
  return names.length === 0 ? undefined : { reason: 'privileged', detail: `${containers(names)} must not set securityContext.privileged=true` };
}

function procMount(pod: PodLike): Violation | undefined {
  const type = (c: Json): string => c.securityContext?.procMount ?? 'Default';
  const names = hasOwnUsers(pod) ? [] : namesOf(pod, (c) => type(c) !== 'Default');
  if (names.length === 0) return undefined;
  const types = sortedSet(
    containersOf(pod)
      .map(type)
      .filter((t) => t !== 'Default'),
  );
  return { reason: 'procMount', detail: `${containers(names)} must not set securityContext.procMount to ${quoted(types)}` };
}

const seLinuxTypes = (minor: number): Set<string> => new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', ...(minor >= 31 ? ['container_engine_t'] : [])]);

function seLinuxOptions(pod: PodLike, minor: number): Violation | undefined {
  const allowed = seLinuxTypes(minor);
  const isBad = (options: Json): boolean => Boolean(options && (!allowed.has(options.type ?? '') || options.user || options.role));
  const own = pod.spec.securityContext?.seLinuxOptions;
  const bad = [own, ...containersOf(pod).map((c) => c.securityContext?.seLinuxOptions)].filter(isBad);
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map((o) => o.type ?? '').filter((type) => !allowed.has(type)));
  const faults = [
    ...(types.length > 0 ? [`${plural('type', 'types', types.length)} ${quoted(types)}`] : []),
    ...(bad.some((o) => o.user) ? ['user may not be set'] : []),
    ...(bad.some((o) => o.role) ? ['role may not be set'] : []),
  ];
  const who = setters(
    isBad(own),
    namesOf(pod, (c) => isBad(c.securityContext?.seLinuxOptions)),
  );
  return { reason: 'seLinuxOptions', detail: `${who} set forbidden securityContext.seLinuxOptions: ${faults.join('; ')}` };
}

/** Profiles that are set, and are none. */
export function badSeccomp(pod: PodLike): Violation | undefined {
  const isBad = (context: Json): boolean => context?.seccompProfile && !isProfile(context.seccompProfile.type);
  const contexts = [pod.spec.securityContext, ...containersOf(pod).map((c) => c.securityContext)].filter(isBad);
  if (contexts.length === 0) return undefined;
  const who = setters(
    isBad(pod.spec.securityContext),
    namesOf(pod, (c) => isBad(c.securityContext)),
  );
  return { reason: 'seccompProfile', detail: `${who} must not set securityContext.seccompProfile.type to ${quoted(sortedSet(contexts.map((c) => c.seccompProfile.type)))}` };
}

/** Sysctls that are the pod's own, and the version that first knew them as safe. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};

function sysctls({ spec }: PodLike, minor: number): Violation | undefined {
  const names: string[] = (spec.securityContext?.sysctls ?? []).map((s: Json) => s.name).filter((name: string) => (safeSysctls[name] ?? Number.POSITIVE_INFINITY) > minor);
  return names.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: names.join(', ') };
}

function windowsHostProcess(pod: PodLike): Violation | undefined {
  const isBad = (context: Json): boolean => context?.windowsOptions?.hostProcess === true;
  const who = setters(
    isBad(pod.spec.securityContext),
    namesOf(pod, (c) => isBad(c.securityContext)),
  );
  return who ? { reason: 'hostProcess', detail: `${who} must not set securityContext.windowsOptions.hostProcess=true` } : undefined;
}

/** In the order of their names, as they are told. */
export const baseline: readonly Check[] = [
  { id: 'appArmorProfile', level: 'baseline', find: appArmorProfile },
  { id: 'capabilities_baseline', level: 'baseline', find: addedCapabilities },
  { id: 'hostNamespaces', level: 'baseline', find: hostNamespaces },
  { id: 'hostPathVolumes', level: 'baseline', find: hostPathVolumes },
  { id: 'hostPorts', level: 'baseline', find: hostPorts },
  { id: 'hostProbesAndHostLifecycle', level: 'baseline', since: 34, find: probeHosts },
  { id: 'privileged', level: 'baseline', find: privileged },
  { id: 'procMount', level: 'baseline', find: procMount },
  { id: 'seLinuxOptions', level: 'baseline', find: seLinuxOptions },
  { id: 'seccompProfile_baseline', level: 'baseline', since: 19, find: badSeccomp },
  { id: 'sysctls', level: 'baseline', find: sysctls },
  { id: 'windowsHostProcess', level: 'baseline', find: windowsHostProcess },
];
