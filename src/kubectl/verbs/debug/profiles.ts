// The profiles of kubectl debug: what each grants the debug container and changes in its pod.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError } from '../../call.ts';

/** On a node, in a copy of a pod, or beside the containers of a pod. */
export type Style = 'node' | 'copy' | 'ephemeral';

type Change = (pod: Json, container: Json) => void;
export type Profile = (pod: Json, container: Json, style: Style, call: Call) => void;

const context = (container: Json): Json => {
  container.securityContext ??= {};
  return container.securityContext;
};

const addCapability =
  (...names: string[]): Change =>
  (_, container) => {
    const security = context(container);
    security.capabilities = { ...security.capabilities, add: [...(security.capabilities?.add ?? []), ...names] };
  };

const clearSecurityContext: Change = (_, container) => {
  delete container.securityContext;
};

const mountRoot: Change = ({ spec }, container) => {
  spec.volumes = [...(spec.volumes ?? []), { name: 'host-root', hostPath: { path: '/' } }];
  container.volumeMounts = [...(container.volumeMounts ?? []), { name: 'host-root', mountPath: '/host' }];
};

const withHostNamespaces: Change = ({ spec }) => Object.assign(spec, { hostNetwork: true, hostPID: true, hostIPC: true });

const shareProcesses: Change = ({ spec }) => {
  spec.shareProcessNamespace ??= true;
};

const privileged: Change = (_, container) => {
  context(container).privileged = true;
};

const restrict: Change = (_, container) => {
  const capabilities = { drop: ['ALL'] };
  container.securityContext = { allowPrivilegeEscalation: false, capabilities, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
};

/** What a copy loses unless --keep-* says otherwise. */
function strip({ flags }: Call, { metadata, spec }: Json): void {
  for (const field of ['labels', 'annotations']) if (!flags.bool(`keep-${field}`)) delete metadata[field];
  for (const probe of ['liveness', 'readiness', 'startup']) {
    if (!flags.bool(`keep-${probe}`)) for (const container of spec.containers) delete container[`${probe}Probe`];
  }
  if (!flags.bool('keep-init-containers')) delete spec.initContainers;
}

interface Parts {
  always?: readonly Change[];
  node?: readonly Change[];
  copy?: readonly Change[];
  ephemeral?: readonly Change[];
}

const profile =
  ({ always = [], ...byStyle }: Parts): Profile =>
  (pod, container, style, call) => {
    if (style === 'copy') strip(call, pod);
    for (const change of [...always, ...(byStyle[style] ?? [])]) change(pod, container);
  };

const trace = addCapability('SYS_PTRACE');

/** The oldest: it keeps what a copy has, but for the labels. */
const legacy: Profile = (pod, container, style) => {
  if (style === 'copy') delete pod.metadata.labels;
  if (style !== 'node') return;
  mountRoot(pod, container);
  withHostNamespaces(pod, container);
};

const profiles: Readonly<Record<string, Profile>> = {
  legacy,
  general: profile({ node: [mountRoot, clearSecurityContext, withHostNamespaces], copy: [trace, shareProcesses], ephemeral: [trace] }),
  baseline: profile({ always: [clearSecurityContext], copy: [shareProcesses] }),
  restricted: profile({ always: [restrict], copy: [shareProcesses] }),
  netadmin: profile({ always: [addCapability('NET_ADMIN', 'NET_RAW')], node: [withHostNamespaces], copy: [shareProcesses] }),
  sysadmin: profile({ always: [privileged], node: [withHostNamespaces, mountRoot], copy: [shareProcesses] }),
};

export function profileNamed(name: string): Profile {
  const found = profiles[name];
  if (!found) throw new CommandError(`unknown profile: ${name}`);
  return found;
}
