// Rows as a real server prints them, of the kinds whose cells take some thought.
import { expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { builtInNamed, builtInResources } from '../../src/apis/resources.ts';

const now = Date.parse('2026-11-21T02:00:00Z');
const metadata = { name: 'x', namespace: 'default', creationTimestamp: '2026-11-21T01:45:00Z' };

const addresses = (n: number) => Array.from({ length: n }, (_, i) => ({ ip: `10.0.0.${i + 1}` }));
const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }], nodeInfo: { kubeletVersion: 'v1.36.2' }, addresses: [{ type: 'InternalIP', address: '192.0.2.1' }] });

const rows: [resource: string, object: Json, cells: string][] = [
  [
    'nodes',
    { metadata: { labels: { 'node-role.kubernetes.io/control-plane': '' } }, spec: { unschedulable: true }, status: ready('True') },
    'x|Ready,SchedulingDisabled|control-plane|15m|v1.36.2|192.0.2.1|<none>|<unknown>|<unknown>|<unknown>',
  ],
  ['nodes', { status: ready('Unknown') }, 'x|NotReady|<none>|15m|v1.36.2|192.0.2.1|<none>|<unknown>|<unknown>|<unknown>'],
  [
    'services',
    { spec: { type: 'LoadBalancer', clusterIPs: ['10.96.0.9'], ports: [{ port: 443, nodePort: 31210, protocol: 'TCP' }], selector: { app: 'lb' } } },
    'x|LoadBalancer|10.96.0.9|<pending>|443:31210/TCP|15m|app=lb',
  ],
  ['services', { spec: { type: 'ExternalName', externalName: 'db.lab.example' } }, 'x|ExternalName|<none>|db.lab.example|<none>|15m|<none>'],
  ['endpoints', { subsets: [{ addresses: addresses(5), ports: [{ port: 80 }] }] }, 'x|10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...|15m'],
  ['endpointslices.discovery.k8s.io', { addressType: 'IPv4' }, 'x|IPv4|<unset>|<unset>|15m'],
  ['resourcequotas', { status: { hard: { pods: '5', 'limits.memory': '256Mi', configmaps: '10' }, used: { configmaps: '2' } } }, 'x|configmaps: 2/10, pods: 0/5|limits.memory: 0/256Mi|15m'],
  [
    'persistentvolumes',
    {
      spec: {
        capacity: { storage: '10Gi' },
        accessModes: ['ReadOnlyMany', 'ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'slow',
        volumeMode: 'Filesystem',
        claimRef: { namespace: 'default', name: 'bound' },
      },
      status: { phase: 'Bound' },
    },
    'x|10Gi|RWO,ROX|Retain|Bound|default/bound|slow|<unset>||15m|Filesystem',
  ],
  ['persistentvolumeclaims', { spec: { storageClassName: 'fast', volumeMode: 'Filesystem' }, status: { phase: 'Pending' } }, 'x|Pending||||fast|<unset>|15m|Filesystem'],
  [
    'storageclasses.storage.k8s.io',
    { metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }, provisioner: 'p', reclaimPolicy: 'Retain', volumeBindingMode: 'Immediate' },
    'x (default)|p|Retain|Immediate|false|15m',
  ],
  ['ingresses.networking.k8s.io', { spec: { ingressClassName: 'edge', tls: [{}], rules: ['a', 'b', 'c', 'd', 'e'].map((host) => ({ host })) } }, 'x|edge|a,b,c + 2 more...||80, 443|15m'],
  [
    'rolebindings.rbac.authorization.k8s.io',
    {
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [
        { kind: 'User', name: 'anna' },
        { kind: 'User', name: 'ben' },
        { kind: 'ServiceAccount', name: 'robot', namespace: 'default' },
      ],
    },
    'x|Role/reader|15m|anna, ben||default/robot',
  ],
  [
    'certificatesigningrequests.certificates.k8s.io',
    { spec: { signerName: 's.io/x', username: 'u', expirationSeconds: 7200 }, status: { conditions: [{ type: 'Approved' }], certificate: 'x' } },
    'x|15m|s.io/x|u|120m|Approved,Issued',
  ],
  [
    'events',
    {
      involvedObject: { kind: 'Pod', name: 'web' },
      type: 'Normal',
      reason: 'Pulled',
      message: ' done\n',
      lastTimestamp: '2026-11-21T01:59:00Z',
      firstTimestamp: '2026-11-21T01:50:00Z',
      source: { component: 'kubelet', host: 'node01' },
    },
    '60s|Normal|Pulled|pod/web||kubelet, node01|done|10m|1|x',
  ],
];

test.each(rows)('%s', (resource, object, cells) => {
  const row = builtInNamed(resource)?.logic.row?.({ spec: {}, ...object, metadata: { ...metadata, ...object.metadata } }, { now });
  expect(row?.join('|')).toBe(cells);
});

test('every kind has a cell for every column', () => {
  const wrong = builtInResources.filter((info) => {
    const row = info.logic.row?.({ metadata, spec: {}, status: {} }, { now });
    return row && row.length !== info.columns.length;
  });
  expect(wrong.map((info) => info.resource)).toEqual([]);
});
