// What a kubelet needs to start: its command line, its configuration, the files that it names, a runtime. Without them it ends at once.
import type { Json } from '../apimachinery/object.ts';
import { parseYaml } from '../apimachinery/yaml.ts';
import { flagsIn, type HostState, isActive, readFile } from '../nodes/host/index.ts';

import type { Instant } from '../sim/index.ts';
import { log } from './journal.ts';
import { version } from './node.ts';

/** Why it ends: what it says, or that there is no such program. */
type StartFault = { says: string } | { noProgram: string };

const program = '/usr/bin/kubelet';

/** Flags that a v1.36 kubelet knows. */
const known = new Set(
  `address allowed-unsafe-sysctls alsologtostderr anonymous-auth application-metrics-count-limit authentication-token-webhook authentication-token-webhook-cache-ttl authorization-mode
  authorization-webhook-cache-authorized-ttl authorization-webhook-cache-unauthorized-ttl bootstrap-kubeconfig boot-id-file cert-dir cgroup-driver cgroup-root cgroups-per-qos client-ca-file cloud-provider
  cluster-dns cluster-domain config config-dir container-log-max-files container-log-max-size container-runtime-endpoint contention-profiling cpu-cfs-quota cpu-cfs-quota-period cpu-manager-policy
  cpu-manager-policy-options cpu-manager-reconcile-period enable-controller-attach-detach enable-debugging-handlers enable-server enforce-node-allocatable event-burst event-qps eviction-hard
  eviction-max-pod-grace-period eviction-minimum-reclaim eviction-pressure-transition-period eviction-soft eviction-soft-grace-period exit-on-lock-contention experimental-allocatable-ignore-eviction
  fail-swap-on feature-gates file-check-frequency hairpin-mode healthz-bind-address healthz-port help hostname-override http-check-frequency image-credential-provider-bin-dir image-credential-provider-config
  image-gc-high-threshold image-gc-low-threshold image-service-endpoint kernel-memcg-notification kube-api-burst kube-api-qps kube-reserved kube-reserved-cgroup kubeconfig kubelet-cgroups
  local-storage-capacity-isolation lock-file log-flush-frequency log-json-info-buffer-size log-json-split-stream log-text-info-buffer-size log-text-split-stream logging-format machine-id-file
  make-iptables-util-chains manifest-url manifest-url-header max-open-files max-pods maximum-dead-containers maximum-dead-containers-per-container memory-manager-policy minimum-container-ttl-duration
  minimum-image-ttl-duration node-ip node-labels node-status-max-images node-status-update-frequency oom-score-adj pod-cidr pod-manifest-path pod-max-pids pods-per-core port protect-kernel-defaults
  provider-id qos-reserved read-only-port register-node register-schedulable register-with-taints registry-burst registry-qps reserved-cpus reserved-memory resolv-conf root-dir rotate-certificates
  rotate-server-certificates runtime-cgroups runtime-request-timeout seccomp-default serialize-image-pulls streaming-connection-idle-timeout sync-frequency system-cgroups system-reserved
  system-reserved-cgroup tls-cert-file tls-cipher-suites tls-min-version tls-private-key-file topology-manager-policy topology-manager-policy-options topology-manager-scope v version vmodule
  volume-plugin-dir volume-stats-agg-period`.split(/\s+/),
);

/** Fields of its configuration that are not texts, and what Go has for them. */
const types: Readonly<Record<string, 'int32' | 'bool' | '[]string'>> = {
  clusterDNS: '[]string',
  cpuCFSQuota: 'bool',
  enableServer: 'bool',
  failSwapOn: 'bool',
  healthzPort: 'int32',
  imageGCHighThresholdPercent: 'int32',
  imageGCLowThresholdPercent: 'int32',
  maxPods: 'int32',
  podsPerCore: 'int32',
  port: 'int32',
  protectKernelDefaults: 'bool',
  readOnlyPort: 'int32',
  registerNode: 'bool',
  rotateCertificates: 'bool',
  serializeImagePulls: 'bool',
  serverTLSBootstrap: 'bool',
};

const goKind = (value: Json): string => (Array.isArray(value) ? 'array' : value !== null && typeof value === 'object' ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value);
const fits = (value: Json, type: string): boolean => value === null || (type === 'int32' ? Number.isInteger(value) : type === 'bool' ? typeof value === 'boolean' : Array.isArray(value));

const failed = (err: string): StartFault => ({ says: err });
const notThere = (path: string): string => `open ${path}: no such file or directory`;

/** The configuration, or why it cannot be read. */
function configOf(host: HostState, path: string | undefined): { config: Json } | StartFault {
  if (path === undefined) return { config: {} };
  const broken = (error: string): StartFault => failed(`failed to load kubelet config file, path: ${path}, error: failed to load Kubelet config file ${path}, error ${error}`);
  const text = readFile(host, path);
  if (text === undefined) return broken(`failed to read kubelet config file ${JSON.stringify(path)}, error: ${notThere(path)}`);
  let config: Json;
  try {
    config = parseYaml(text);
  } catch (error) {
    return broken((error as Error).message);
  }
  if (config?.kind !== 'KubeletConfiguration')
    return broken(`no kind "${config?.kind ?? ''}" is registered for version "${config?.apiVersion ?? ''}" in scheme "pkg/kubelet/apis/config/scheme/scheme.go:33"`);
  const wrong = Object.entries(types).find(([field, type]) => config[field] !== undefined && !fits(config[field], type));
  if (wrong) return broken(`json: cannot unmarshal ${goKind(config[wrong[0]])} into Go struct field KubeletConfiguration.${wrong[0]} of type ${wrong[1]}`);
  return { config };
}

function runtimeFault(host: HostState, endpoint: string): StartFault | undefined {
  const socket = endpoint.replace(/^unix:\/\//, '');
  if (isActive(host, 'containerd') && /^\/(var\/)?run\/containerd\/containerd\.sock$/.test(socket)) return undefined;
  const dial = `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${socket}: connect: no such file or directory"`;
  return failed(`failed to run Kubelet: validate service connection: validate CRI v1 runtime API for endpoint ${JSON.stringify(endpoint)}: ${dial}`);
}

/** Nothing when all is there. */
function startFault(host: HostState): StartFault | undefined {
  if (host.runtime === 'hollow') return undefined;
  const argv = host.processes.kubelet ?? [];
  if (argv[0] !== program) return { noProgram: argv[0] ?? '' };
  const flags = flagsIn(argv.slice(1));
  const unknown = [...flags.keys()].find((flag) => !known.has(flag));
  if (unknown) return failed(`failed to parse kubelet flag: unknown flag: --${unknown}`);
  const read = configOf(host, flags.get('config'));
  if (!('config' in read)) return read;
  const { config } = read;
  const ca = flags.get('client-ca-file') ?? config.authentication?.x509?.clientCAFile;
  if (ca && readFile(host, ca) === undefined) return failed(`failed to run Kubelet: ${notThere(ca)}`);
  const [kubeconfig, bootstrap] = [flags.get('kubeconfig'), flags.get('bootstrap-kubeconfig')];
  if (kubeconfig && readFile(host, kubeconfig) === undefined && (!bootstrap || readFile(host, bootstrap) === undefined))
    return failed(
      bootstrap
        ? `failed to run Kubelet: unable to load bootstrap kubeconfig: stat ${bootstrap}: no such file or directory`
        : `failed to run Kubelet: invalid kubeconfig: stat ${kubeconfig}: no such file or directory`,
    );
  const swaps = host.kernel?.swaps ?? [];
  if (swaps.length > 0 && (flags.get('fail-swap-on') ?? String(config.failSwapOn ?? true)) === 'true') {
    const table = ['Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority', ...swaps.map((name) => `${name}                               file\t\t2097148\t\t0\t\t-2`)];
    return failed(`failed to run Kubelet: running with swap on is not supported, please disable swap! or set --fail-swap-on flag to false. /proc/swaps contained: [${table.join(' ')}]`);
  }
  return runtimeFault(host, flags.get('container-runtime-endpoint') ?? config.containerRuntimeEndpoint ?? '');
}

/** Writes to the journal how it starts; answers how it ends when it cannot, and what systemd says of that. */
export function endsAtStart(host: HostState, now: Instant): { code: number; says: string[] } | undefined {
  const fault = startFault(host);
  if (fault && 'noProgram' in fault) {
    const missing = `${fault.noProgram}: No such file or directory`;
    return { code: 203, says: [`kubelet.service: Failed to locate executable ${missing}`, `kubelet.service: Failed at step EXEC spawning ${missing}`] };
  }
  if (fault) {
    log(host, now, 'E', 'run.go:72', 'command failed', { err: fault.says });
    return { code: 1, says: [] };
  }
  log(host, now, 'I', 'server.go:530', 'Kubelet version', { kubeletVersion: version });
  log(host, now, 'I', 'server.go:956', 'Client rotation is on, will bootstrap in background');
  log(host, now, 'I', 'kubelet.go:392', 'Attempting to sync node with API server');
  log(host, now, 'I', 'server.go:1297', 'Started kubelet');
  return undefined;
}
