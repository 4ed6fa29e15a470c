// The control plane's own programs: they start when their flags and files are right, and say what is wrong when not.
import { flagsIn } from '../../nodes/host/index.ts';
import type { ImageBehaviour, Program, Start } from '../program.ts';
import { failing, serving } from '../serving.ts';
import { fileFlags, knownFlags } from './flags.ts';

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** The head of a klog line. */
function klog(start: Start, level: 'I' | 'W' | 'E', source: string, after = 0): string {
  const d = new Date(start.at + after);
  return `${level}${pad(d.getUTCMonth() + 1)}${pad(d.getUTCDate())} ${d.toISOString().slice(11, 23)}${pad(after % 1000, 3)}       1 ${source}]`;
}

const commandFailed = (start: Start, err: string): string => `${klog(start, 'E', 'run.go:72')} "command failed" err="${err.replaceAll('"', '\\"')}"`;

const admissionPlugins =
  /^(AlwaysAdmit|AlwaysDeny|AlwaysPullImages|CertificateApproval|CertificateSigning|CertificateSubjectRestriction|ClusterTrustBundleAttest|DefaultIngressClass|DefaultStorageClass|DefaultTolerationSeconds|DenyServiceExternalIPs|EventRateLimit|ExtendedResourceToleration|ImagePolicyWebhook|LimitPodHardAntiAffinityTopology|LimitRanger|MutatingAdmissionPolicy|MutatingAdmissionWebhook|NamespaceAutoProvision|NamespaceExists|NamespaceLifecycle|NodeDeclaredFeatureValidator|NodeRestriction|OwnerReferencesPermissionEnforcement|PersistentVolumeClaimResize|PersistentVolumeLabel|PodNodeSelector|PodSecurity|PodTolerationRestriction|PodTopologyLabels|Priority|ResourceQuota|RuntimeClass|ServiceAccount|StorageObjectInUseProtection|TaintNodesByCondition|ValidatingAdmissionPolicy|ValidatingAdmissionWebhook)$/;

type Rule = (flags: ReadonlyMap<string, string>) => string | undefined;

const unknownPlugin =
  (flag: string): Rule =>
  (flags) => {
    const unknown = (flags.get(flag) ?? '').split(',').filter((name) => name && !admissionPlugins.test(name));
    return unknown.length ? `${flag} plugin "${unknown[0]}" is unknown` : undefined;
  };

const cidr = (text: string): boolean => /^\d+(\.\d+){3}\/([12]?\d|3[0-2])$/.test(text) || /^[0-9a-f:]+\/\d+$/i.test(text);

/** What is checked before any file is opened. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  'kube-apiserver': [
    (flags) => (flags.has('etcd-servers') ? undefined : '--etcd-servers must be specified'),
    (flags) => {
      const modes = ['AlwaysAllow', 'AlwaysDeny', 'ABAC', 'Webhook', 'RBAC', 'Node'];
      const wrong = (flags.get('authorization-mode') ?? '').split(',').find((mode) => mode && !modes.includes(mode));
      return wrong && `authorization-mode "${wrong}" is not a valid mode`;
    },
    (flags) => ((flags.get('service-cluster-ip-range') ?? '').split(',').every((range) => !range || cidr(range)) ? undefined : 'service-cluster-ip-range[0] is not a valid cidr'),
    unknownPlugin('enable-admission-plugins'),
    unknownPlugin('disable-admission-plugins'),
  ],
};

/** How each program says that a file is not there. */
function missingFile(program: string, flag: string, path: string): string {
  if (flag.endsWith('kubeconfig')) return `stat ${path}: no such file or directory`;
  const open = `open ${path}: no such file or directory`;
  if (program === 'kube-controller-manager' && flag === 'root-ca-file') return `error parsing root-ca-file at ${path}: ${open}`;
  return program === 'kube-proxy' ? `failed complete: ${open}` : open;
}

interface Served {
  ports(flags: ReadonlyMap<string, string>): number[];
  log(start: Start): string;
  startsIn: number;
}

const portIn = (flags: ReadonlyMap<string, string>, name: string, fallback: number): number[] => [Number(flags.get(name) ?? fallback)];
const urlPorts = (text: string | undefined): number[] => [...(text ?? '').matchAll(/:(\d+)(?=,|$)/g)].map((m) => Number(m[1]));

const served: Readonly<Record<string, Served>> = {
  'kube-apiserver': { ports: (flags) => portIn(flags, 'secure-port', 6443), log: (start) => `${klog(start, 'I', 'secure_serving.go:211', 900)} Serving securely on [::]:6443`, startsIn: 2000 },
  'kube-controller-manager': {
    ports: (flags) => portIn(flags, 'secure-port', 10257),
    log: (start) => `${klog(start, 'I', 'controllermanager.go:211', 300)} "Starting" version="v1.36.2"`,
    startsIn: 1000,
  },
  'kube-scheduler': {
    ports: (flags) => portIn(flags, 'secure-port', 10259),
    log: (start) => `${klog(start, 'I', 'server.go:183', 200)} "Starting Kubernetes Scheduler" version="v1.36.2"`,
    startsIn: 700,
  },
  etcd: {
    ports: (flags) => [...urlPorts(flags.get('listen-client-urls')), ...urlPorts(flags.get('listen-metrics-urls')), ...urlPorts(flags.get('listen-peer-urls'))],
    log: (start) =>
      JSON.stringify({
        level: 'info',
        ts: new Date(start.at + 200).toISOString().replace('Z', '000Z'),
        caller: 'embed/serve.go:275',
        msg: 'serving client traffic securely',
        traffic: 'grpc+http',
        address: `${start.ip}:2379`,
      }),
    startsIn: 700,
  },
  'kube-proxy': { ports: () => [10249, 10256], log: (start) => `${klog(start, 'I', 'server_linux.go:49', 100)} "Using iptables proxy"`, startsIn: 400 },
};

function unknownFlag(start: Start, program: string, flag: string): Program {
  if (program === 'etcd') return failing(start, 2, [`flag provided but not defined: -${flag}`, 'Usage:', '', '  etcd [flags]', '    Start an etcd server.']);
  return failing(start, 1, [`Error: unknown flag: --${flag}`]);
}

function refuse(start: Start, program: string, error: string): Program {
  if (program !== 'etcd') return failing(start, 1, [commandFailed(start, error)]);
  const ts = new Date(start.at).toISOString().replace('Z', '000Z');
  return failing(start, 1, [JSON.stringify({ level: 'fatal', ts, caller: 'etcdmain/etcd.go:219', msg: 'listener failed', error })]);
}

/** What is wrong with how a program of the control plane was started; nothing when it serves. */
export function problemWith(program: string, argv: readonly string[], file: (path: string) => string | undefined): { flag: string } | { error: string } | undefined {
  const flags = flagsIn(argv.slice(1));
  for (const flag of flags.keys()) if (!knownFlags[program]?.().has(flag)) return { flag };
  for (const rule of rules[program] ?? []) {
    const error = rule(flags);
    if (error) return { error };
  }
  for (const flag of fileFlags[program] ?? []) {
    const path = flags.get(flag);
    if (path !== undefined && path !== '' && file(path) === undefined) return { error: missingFile(program, flag, path) };
  }
  return undefined;
}

function run(program: string, start: Start): Program {
  const problem = problemWith(program, start.argv, start.file);
  if (problem) return 'flag' in problem ? unknownFlag(start, program, problem.flag) : refuse(start, program, problem.error);
  const { ports, log, startsIn } = served[program] as Served;
  return serving(start, {
    ports: ports(flagsIn(start.argv.slice(1))),
    startsIn,
    log: [{ after: startsIn / 2, text: log(start), stream: 'stderr' }],
    respond: () => ({ status: 200, body: 'ok' }),
    stopsIn: 200,
  });
}

const behaviour = (program: string, paths: readonly string[] = []): ImageBehaviour => ({
  names: [program],
  command: [program],
  programs: [program, `/usr/local/bin/${program}`, ...paths],
  distroless: true,
  run: (start) => run(program, start),
});

export const controlPlane: readonly ImageBehaviour[] = Object.keys(knownFlags).map((program) => behaviour(program));
