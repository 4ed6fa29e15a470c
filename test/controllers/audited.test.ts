// Rules found by typing what no recording shows: each is a short story on a whole cluster.
import { beforeAll, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { Client } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const born = Date.parse('2026-11-21T00:00:00Z');
const admin = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;
let newborn: ClusterState;

beforeAll(() => {
  newborn = Cluster.create({ profile: 'plain', now: born });
  new Cluster(newborn).advance(born + 3_600_000);
});

function begin(): { client: Client; after(seconds: number): void } {
  const cluster = new Cluster(structuredClone(newborn));
  return { client: cluster.client('kubectl', admin), after: (seconds) => void cluster.advance(cluster.now + seconds * 1000) };
}

test('the API server makes its Service and its endpoints again, at its next round', () => {
  const { client, after } = begin();
  const { clusterIP } = client.get('services', 'kubernetes', 'default').spec;
  after(3);
  client.delete('services', 'kubernetes', 'default');
  client.delete('endpointslices.discovery.k8s.io', 'kubernetes', 'default');
  after(1);
  expect(client.find('services', 'kubernetes', 'default')).toBeUndefined();
  after(10);
  expect(client.get('services', 'kubernetes', 'default').spec.clusterIP).toBe(clusterIP);
  expect(client.get('endpointslices.discovery.k8s.io', 'kubernetes', 'default').endpoints).toHaveLength(1);
});

test('a load balancer that asks nodes for their endpoints has a port to ask at, and only then', () => {
  const { client } = begin();
  const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 80 }] };
  const made = client.create('services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'lb', namespace: 'default' }, spec });
  const port = made.spec.healthCheckNodePort;
  expect(port).toBeGreaterThanOrEqual(30000);
  const labelled = client.update('services', made, (draft) => {
    draft.metadata.labels = { a: 'b' };
  });
  expect(labelled.spec.healthCheckNodePort).toBe(port);
  const changed = client.update('services', labelled, (draft) => {
    draft.spec.externalTrafficPolicy = 'Cluster';
  });
  expect(changed.spec.healthCheckNodePort).toBeUndefined();
});

test('a namespace is not deleted gracefully: it has the time, and no period', () => {
  const { client } = begin();
  client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } });
  client.delete('namespaces', 'x');
  const { deletionTimestamp, deletionGracePeriodSeconds } = client.get('namespaces', 'x').metadata;
  expect([typeof deletionTimestamp, deletionGracePeriodSeconds]).toEqual(['string', undefined]);
});

test('a job whose pods are refused is tried again after a second, two, four', () => {
  const { client, after } = begin();
  client.create('resourcequotas', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none', namespace: 'default' }, spec: { hard: { pods: '0' } } });
  after(1);
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36' }] } };
  client.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', namespace: 'default' }, spec: { template } });
  after(6);
  const failures = client.list('events', { namespace: 'default' }).filter(({ reason }: Json) => reason === 'FailedCreate');
  expect(failures.length).toBeLessThan(6);
});

test('who scales owns the replicas through the scale', () => {
  const { client } = begin();
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template };
  client.create('deployments.apps', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec });
  client.replace('deployments.apps', { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 2 } }, 'scale');
  const owner = client.get('deployments.apps', 'web', 'default').metadata.managedFields?.find((entry: Json) => entry.fieldsV1['f:spec']?.['f:replicas']);
  expect(owner).toMatchObject({ operation: 'Update', subresource: 'scale', apiVersion: 'apps/v1' });
});

test('the scheduler speaks the newer events API: times of its own, and a series per version of the pod', () => {
  const { client, after } = begin();
  const spec = { nodeSelector: { disk: 'none' }, containers: [{ name: 'c', image: 'nginx' }] };
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' }, spec });
  after(1000);
  const told = client.list('events', { namespace: 'default' }).filter(({ reason }: Json) => reason === 'FailedScheduling');
  expect(told.map(({ action, count, firstTimestamp, lastTimestamp, series }: Json) => [action, count, firstTimestamp, lastTimestamp, series?.count])).toEqual([
    ['Scheduling', undefined, null, null, undefined],
    ['Scheduling', undefined, null, null, 3],
  ]);
});
