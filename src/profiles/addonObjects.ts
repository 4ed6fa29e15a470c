// What an administrator adds to a kubeadm cluster first: a pod network, metrics, and volumes on the nodes' disks.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { Profile } from './names.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const meta = (name: string, namespace?: string, labels?: Record<string, string>): KubeObject['metadata'] => ({ name, ...(namespace ? { namespace } : {}), ...(labels ? { labels } : {}) });
const account = (name: string, namespace: string, labels?: Record<string, string>): KubeObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(name, namespace, labels) });
const clusterRole = (name: string, rules: Json[], labels?: Record<string, string>): KubeObject => ({ apiVersion: rbac, kind: 'ClusterRole', metadata: meta(name, undefined, labels), rules });
const rule = (apiGroups: string[], resources: string[], verbs: string[]): Json => ({ apiGroups, resources, verbs });

function bound(name: string, to: string, [serviceAccount, namespace]: [string, string], options: { in?: string; role?: string } = {}): KubeObject {
  return {
    apiVersion: rbac,
    kind: options.in ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: meta(name, options.in),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: options.role ?? 'ClusterRole', name: to },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
  };
}

/** Flannel's chart with `netpol.enabled`: flannel alone lets everything pass. */
function flannelPod(): Json {
  const mounts = (list: [string, string][]): Json[] => list.map(([name, mountPath]) => ({ name, mountPath }));
  const field = (name: string, fieldPath: string): Json => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const image = 'ghcr.io/flannel-io/flannel:v0.27.4';
  const config: [string, string] = ['flannel-cfg', '/etc/kube-flannel/'];
  return {
    hostNetwork: true,
    priorityClassName: 'system-node-critical',
    serviceAccountName: 'flannel',
    tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
    initContainers: [
      {
        name: 'install-cni-plugin',
        image: 'ghcr.io/flannel-io/flannel-cni-plugin:v1.8.0-flannel1',
        command: ['cp'],
        args: ['-f', '/flannel', '/opt/cni/bin/flannel'],
        volumeMounts: mounts([['cni-plugin', '/opt/cni/bin']]),
      },
      {
        name: 'install-cni',
        image,
        command: ['cp'],
        args: ['-f', '/etc/kube-flannel/cni-conf.json', '/etc/cni/net.d/10-flannel.conflist'],
        volumeMounts: mounts([['cni', '/etc/cni/net.d'], config]),
      },
    ],
    containers: [
      {
        name: 'kube-flannel',
        image,
        command: ['/opt/bin/flanneld'],
        args: ['--ip-masq', '--kube-subnet-mgr'],
        env: [field('POD_NAME', 'metadata.name'), field('POD_NAMESPACE', 'metadata.namespace'), { name: 'EVENT_QUEUE_DEPTH', value: '5000' }],
        resources: { requests: { cpu: '100m', memory: '50Mi' } },
        securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] }, privileged: false },
        volumeMounts: mounts([['run', '/run/flannel'], config, ['xtables-lock', '/run/xtables.lock']]),
      },
      {
        name: 'kube-network-policies',
        image: 'registry.k8s.io/networking/kube-network-policies:v1.0.0',
        command: ['/bin/netpol', '--hostname-override=$(MY_NODE_NAME)', '--v=2'],
        env: [field('MY_NODE_NAME', 'spec.nodeName')],
        resources: { requests: { cpu: '100m', memory: '50Mi' } },
        securityContext: { capabilities: { add: ['NET_ADMIN'] }, privileged: true },
        volumeMounts: [{ ...mounts([['lib-modules', '/lib/modules']])[0], readOnly: true }],
      },
    ],
    volumes: [
      { name: 'lib-modules', hostPath: { path: '/lib/modules' } },
      { name: 'run', hostPath: { path: '/run/flannel' } },
      { name: 'cni-plugin', hostPath: { path: '/opt/cni/bin' } },
      { name: 'cni', hostPath: { path: '/etc/cni/net.d' } },
      { name: 'flannel-cfg', configMap: { name: 'kube-flannel-cfg' } },
      { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
    ],
  };
}

function flannel(profile: Profile): KubeObject[] {
  const labels = { app: 'flannel', tier: 'node' };
  const namespace = 'kube-flannel';
  const cni =
    '{\n  "name": "cbr0",\n  "cniVersion": "0.3.1",\n  "plugins": [\n    {"type": "flannel", "delegate": {"hairpinMode": true, "isDefaultGateway": true}},\n    {"type": "portmap", "capabilities": {"portMappings": true}}\n  ]\n}\n';
  const net = `{\n  "Network": "${profile.podCIDR}",\n  "EnableNFTables": false,\n  "Backend": {\n    "Type": "vxlan"\n  }\n}\n`;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: meta(namespace, undefined, { 'k8s-app': 'flannel', 'pod-security.kubernetes.io/enforce': 'privileged' }) },
    account('flannel', namespace, { 'k8s-app': 'flannel' }),
    clusterRole(
      'flannel',
      [
        rule([''], ['pods', 'nodes', 'namespaces'], ['get', 'list', 'watch']),
        rule([''], ['nodes/status'], ['patch']),
        rule(['networking.k8s.io'], ['networkpolicies'], ['list', 'watch']),
        rule(['policy.networking.k8s.io'], ['adminnetworkpolicies', 'baselineadminnetworkpolicies'], ['list', 'watch']),
      ],
      { 'k8s-app': 'flannel' },
    ),
    bound('flannel', 'flannel', ['flannel', namespace]),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta('kube-flannel-cfg', namespace, { ...labels, 'k8s-app': 'flannel' }), data: { 'cni-conf.json': cni, 'net-conf.json': net } },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: meta('kube-flannel-ds', namespace, { ...labels, 'k8s-app': 'flannel' }),
      spec: {
        selector: { matchLabels: { app: 'flannel', 'k8s-app': 'flannel' } },
        template: {
          metadata: { labels: { ...labels, 'k8s-app': 'flannel' } },
          spec: flannelPod(),
        },
      },
    },
  ];
}

function metricsServerPod(): Json {
  const probe = (path: string, initialDelaySeconds?: number): Json => ({
    failureThreshold: 3,
    httpGet: { path, port: 'https', scheme: 'HTTPS' },
    ...(initialDelaySeconds ? { initialDelaySeconds } : {}),
    periodSeconds: 10,
  });
  return {
    containers: [
      {
        name: 'metrics-server',
        image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
        args: [
          '--cert-dir=/tmp',
          '--secure-port=10250',
          '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
          '--kubelet-use-node-status-port',
          '--metric-resolution=15s',
          '--kubelet-insecure-tls',
        ],
        imagePullPolicy: 'IfNotPresent',
        livenessProbe: probe('/livez'),
        ports: [{ containerPort: 10250, name: 'https', protocol: 'TCP' }],
        readinessProbe: probe('/readyz', 20),
        resources: { requests: { cpu: '100m', memory: '200Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          runAsUser: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        volumeMounts: [{ mountPath: '/tmp', name: 'tmp-dir' }],
      },
    ],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    priorityClassName: 'system-cluster-critical',
    serviceAccountName: 'metrics-server',
    volumes: [{ emptyDir: {}, name: 'tmp-dir' }],
  };
}

function metricsServer(): KubeObject[] {
  const labels = { 'k8s-app': 'metrics-server' };
  const namespace = 'kube-system';
  const owner: [string, string] = ['metrics-server', namespace];
  const aggregate = Object.fromEntries(['admin', 'edit', 'view'].map((name) => [`rbac.authorization.k8s.io/aggregate-to-${name}`, 'true']));
  return [
    account('metrics-server', namespace, labels),
    clusterRole('system:aggregated-metrics-reader', [rule(['metrics.k8s.io'], ['pods', 'nodes'], ['get', 'list', 'watch'])], { ...labels, ...aggregate }),
    clusterRole('system:metrics-server', [rule([''], ['nodes/metrics'], ['get']), rule([''], ['pods', 'nodes'], ['get', 'list', 'watch'])], labels),
    bound('metrics-server-auth-reader', 'extension-apiserver-authentication-reader', owner, { in: namespace, role: 'Role' }),
    bound('metrics-server:system:auth-delegator', 'system:auth-delegator', owner),
    bound('system:metrics-server', 'system:metrics-server', owner),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta('metrics-server', namespace, labels),
      spec: { ports: [{ appProtocol: 'https', name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' }], selector: labels },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta('metrics-server', namespace, labels),
      spec: {
        selector: { matchLabels: labels },
        strategy: { rollingUpdate: { maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: metricsServerPod(),
        },
      },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: meta('v1beta1.metrics.k8s.io', undefined, labels),
      spec: { group: 'metrics.k8s.io', groupPriorityMinimum: 100, insecureSkipTLSVerify: true, service: { name: 'metrics-server', namespace, port: 443 }, version: 'v1beta1', versionPriority: 100 },
    },
  ];
}

function localPath(): KubeObject[] {
  const namespace = 'local-path-storage';
  const name = 'local-path-provisioner';
  const all = ['get', 'list', 'watch', 'create', 'patch', 'update', 'delete'];
  const config = '{\n  "nodePathMap": [\n    {\n      "node": "DEFAULT_PATH_FOR_NON_LISTED_NODES",\n      "paths": ["/opt/local-path-provisioner"]\n    }\n  ]\n}\n';
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: meta(namespace) },
    account(`${name}-service-account`, namespace),
    clusterRole(`${name}-role`, [
      rule([''], ['nodes', 'persistentvolumeclaims', 'configmaps', 'pods', 'pods/log'], ['get', 'list', 'watch']),
      rule([''], ['persistentvolumes'], all),
      rule([''], ['events'], ['create', 'patch']),
      rule(['storage.k8s.io'], ['storageclasses'], ['get', 'list', 'watch']),
    ]),
    bound(`${name}-bind`, `${name}-role`, [`${name}-service-account`, namespace]),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta('local-path-config', namespace), data: { 'config.json': config } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta(name, namespace),
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: {
            serviceAccountName: `${name}-service-account`,
            containers: [
              {
                name,
                image: 'rancher/local-path-provisioner:v0.0.32',
                imagePullPolicy: 'IfNotPresent',
                command: ['local-path-provisioner', '--debug', 'start', '--config', '/etc/config/config.json'],
                volumeMounts: [{ name: 'config-volume', mountPath: '/etc/config/' }],
                env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
              },
            ],
            volumes: [{ name: 'config-volume', configMap: { name: 'local-path-config' } }],
          },
        },
      },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'local-path', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'rancher.io/local-path',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ];
}

export const addonObjects = (profile: Profile): KubeObject[] => [...flannel(profile), ...metricsServer(), ...localPath()];
