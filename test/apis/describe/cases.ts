// Objects whose descriptions take some thought. Their texts, in described.txt, are those of a real kubectl.
import type { Json } from '../../../src/apimachinery/object.ts';

export const now = Date.parse('2026-11-21T02:00:00Z');
const metadata = { name: 'x', namespace: 'default', uid: 'u', creationTimestamp: '2026-11-21T01:45:00Z' };
const container = { name: 'c', image: 'nginx' };
const request =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQkhEQ0J6d0lCQURCR01Rc3dDUVlEVlFRR0V3SkVSVEVNTUFvR0ExVUVDZ3dEYjNCek1Rd3dDZ1lEVlFRSwpEQU5rWlhZeEREQUtCZ05WQkFzTUEyeGhZakVOTUFzR0ExVUVBd3dFWVc1dVlUQXFNQVVHQXl0bGNBTWhBSVpDCnRucGUxWWdVVDlHOFFCUE00c3JScElwUmNFQlhNbmlQd0p4Tlk4cEJvRll3VkFZSktvWklodmNOQVFrT01VY3cKUlRCREJnTlZIUkVFUERBNmdnMWhMbXhoWWk1bGVHRnRjR3hsaHdUQUFBSUpoeEQ5QUFBQUFBQUFBQUFBQUFBQQpBQUFCaGhGemNHbG1abVU2THk5c1lXSXZZVzV1WVRBRkJnTXJaWEFEUVFENG5kd1lvbExRa2Y0UmsrMVhZcGVSCm1HaW5ZQlZLTCtZdlBiR1FuRTJxZFVpK3hPc0hkelVTNWQ1eURIa01yTGZPRXZ0cHpRcGxMSGhFVDNucE1xd1AKLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==';

const volumes = [
  { name: 'attributes', csi: { driver: 'd', volumeAttributes: { b: 'c', a: 'b' } } },
  { name: 'claim', ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: 'b', c: 'd' } }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast' } } } },
  { name: 'limited', emptyDir: { medium: 'Memory', sizeLimit: '1024Mi' } },
  { name: 'mixed', projected: { sources: [{ secret: { name: 'a', optional: true } }, { downwardAPI: {} }, { serviceAccountToken: { path: 't', expirationSeconds: 3607 } }] } },
  { name: 'ceph', cephfs: { monitors: ['a', 'b'], secretRef: { name: 'key' } } },
  { name: 'none' },
];

const env = [
  { name: 'LINES', value: 'one\ntwo' },
  { name: 'ME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  { name: 'WHO', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['app']" } } },
  { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
  { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'requests.memory', divisor: '1Mi' } } },
];

const podSpec = {
  nodeName: 'node01',
  overhead: { cpu: '10m' },
  readinessGates: [{ conditionType: 'lab.example/ready' }],
  tolerations: [{ operator: 'Exists' }, { key: 'b', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }, { key: 'a', value: 'v' }],
  containers: [
    {
      ...container,
      args: ['one\ntwo'],
      env,
      resources: { requests: { cpu: '250m', memory: '100Mi' }, limits: { memory: '100Mi' } },
      livenessProbe: { httpGet: { path: '/a b?c=d', port: 80, host: '::1', scheme: 'HTTPS' }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
      readinessProbe: { grpc: { port: 9, service: '' }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
      volumeDevices: [{ name: 'blk', devicePath: '/dev/x' }],
    },
  ],
  volumes,
};

const podStatus = {
  phase: 'Running',
  hostIP: '192.0.2.1',
  podIP: '10.0.0.1',
  podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
  qosClass: 'Burstable',
  containerStatuses: [
    {
      name: 'c',
      containerID: 'c://1',
      imageID: 'i',
      ready: false,
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 137, signal: 9, reason: 'OOMKilled', finishedAt: '2026-11-21T01:50:00Z' } },
    },
  ],
};

const podEvents = [
  {
    type: 'Normal',
    reason: 'Pulled',
    message: ' pulled \n',
    count: 3,
    firstTimestamp: '2026-11-21T01:45:00Z',
    lastTimestamp: '2026-11-21T01:58:00Z',
    source: { component: 'kubelet' },
    involvedObject: { fieldPath: 'spec.containers{c}' },
  },
  { type: 'Warning', reason: 'Failed', message: 'no', eventTime: '2026-11-21T01:00:00Z', series: { count: 4, lastObservedTime: '2026-11-21T01:59:00Z' }, reportingComponent: 'scheduler' },
];

const rules = [
  { apiGroups: ['', 'apps'], resources: ['pods', 'deployments/scale'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch', 'get'] },
  { nonResourceURLs: ['/a'], verbs: ['post', 'get'] },
  { apiGroups: [''], resources: ['secrets'], resourceNames: ['x', 'y'], verbs: ['get'] },
];

const metrics = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
  { type: 'ContainerResource', containerResource: { name: 'memory', container: 'c', target: { type: 'AverageValue', averageValue: '100Mi' } } },
  { type: 'Object', object: { metric: { name: 'hits' }, describedObject: { kind: 'Ingress', name: 'i' }, target: { type: 'Value', value: '2k' } } },
  { type: 'External', external: { metric: { name: 'q' }, target: { type: 'AverageValue', averageValue: '30' } } },
];

const scaler = {
  metadata,
  spec: {
    scaleTargetRef: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 5,
    metrics,
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 3,
        policies: [
          { type: 'Pods', value: 2, periodSeconds: 15 },
          { type: 'Percent', value: 200, periodSeconds: 5 },
        ],
      },
    },
  },
  status: { currentReplicas: 1, desiredReplicas: 2, currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 20, averageValue: '30m' } } }] },
};

const terms = [
  {
    matchExpressions: [
      { key: 'a', operator: 'In', values: ['x', 'y'] },
      { key: 'b', operator: 'Exists' },
    ],
  },
  { matchExpressions: [{ key: 'c', operator: 'NotIn', values: ['x'] }] },
];

const node = {
  metadata: { name: 'node01', uid: 'n', labels: { 'kubernetes.io/role': 'boss', 'node-role.kubernetes.io/worker': '' }, creationTimestamp: '2026-11-21T01:45:00Z' },
  spec: {
    taints: [
      { key: 'b', effect: 'NoSchedule' },
      { key: 'a', value: 'v', effect: 'NoExecute' },
    ],
  },
  status: { allocatable: { cpu: '3500m', memory: '7Gi', pods: '110', 'hugepages-1Gi': '1Gi', 'lab.example/gpu': '2' } },
};

/** Name, resource, object, and what the describer finds when it lists. */
export const cases: readonly (readonly [name: string, resource: string, object: Json, found?: Record<string, Json[]>])[] = [
  ['a pod with most there is', 'pods', { metadata: { ...metadata, labels: { app: 'web' } }, spec: podSpec, status: podStatus }, { events: podEvents }],
  ['a node with that pod', 'nodes', node, { pods: [{ metadata: { ...metadata, name: 'pod' }, spec: podSpec }] }],
  ['a role whose rules overlap', 'clusterroles.rbac.authorization.k8s.io', { metadata, rules }],
  ['an autoscaler with every metric', 'horizontalpodautoscalers.autoscaling', scaler],
  [
    'a volume on some nodes',
    'persistentvolumes',
    {
      metadata,
      spec: {
        capacity: { storage: '1000Mi' },
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
        rbd: { monitors: ['a'], image: 'i', secretRef: { name: 'k' } },
        nodeAffinity: { required: { nodeSelectorTerms: terms } },
      },
      status: { phase: 'Failed', message: 'broken' },
    },
  ],
  ['a signing request', 'certificatesigningrequests.certificates.k8s.io', { metadata, spec: { request, username: 'anna', signerName: 'lab.example/s', expirationSeconds: 3600 } }],
  [
    'annotations that are long or have lines',
    'configmaps',
    {
      metadata: { ...metadata, annotations: { long: 'a'.repeat(150), lines: 'x\ny\n', plain: 'z\n', 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
      data: { b: '\u001b[31m\r' },
      binaryData: { raw: 'AAEC' },
    },
  ],
  [
    'a kind without words of its own',
    'boats.lab.example',
    { apiVersion: 'lab.example/v1', kind: 'Boat', metadata, spec: { podIPs: ['a'], x_y: 1.5, someJSONSchemaURL: true, seLinuxMount: null, crew: [{ name: 'n' }], empty: {} } },
  ],
];
