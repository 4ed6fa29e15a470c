// The metrics API: served while metrics-server is ready to answer, and said to be unavailable while it is not.
import { expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Credential, Transport } from '../../src/client/index.ts';
import { Cluster } from '../../src/cluster.ts';

const cluster = new Cluster(Cluster.create({ profile: 'standard', now: Date.parse('2026-11-21T00:00:00Z') }));
const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };
const group = '/apis/metrics.k8s.io/v1beta1';

function ask(path: string, method: ApiRequest['method'] = 'GET', query: Record<string, string> = {}, body?: Json): { code: number; body: Json } {
  return (cluster.transport as Transport).request({
    method,
    path,
    query,
    body,
    credential: admin,
    ...(method === 'PATCH' ? { headers: { contentType: 'application/merge-patch+json' as const } } : {}),
  });
}

const available = (): Json => ask('/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io').body.status.conditions[0];

test('metrics appear with metrics-server, and go with it', () => {
  cluster.advance(cluster.now + 5000);
  expect(available()).toMatchObject({ status: 'False', reason: 'MissingEndpoints' });
  expect(ask(`${group}/namespaces/kube-system/pods/x`)).toMatchObject({ code: 503, body: { message: 'the server is currently unable to handle the request (get pods.metrics.k8s.io x)' } });
  expect(ask(group).body.message).toBe('the server is currently unable to handle the request');
  cluster.advance(cluster.now + 120_000);
  expect(available()).toMatchObject({ status: 'True', reason: 'Passed', message: 'all checks passed' });
  expect(ask('/apis').body.groups.at(-1).name).toBe('metrics.k8s.io');
  expect(ask(`${group}/nodes`).body.items.map((node: Json) => node.metadata.name)).toEqual(['controlplane', 'node01', 'node02']);
  const dns = ask(`${group}/namespaces/kube-system/pods`, 'GET', { labelSelector: 'k8s-app=kube-dns' }).body.items;
  expect(dns).toHaveLength(2);
  expect(dns[0]).toMatchObject({
    window: expect.stringMatching(/^1\d\.\d+s$/),
    containers: [{ name: 'coredns', usage: { cpu: expect.stringMatching(/^\d+n$/), memory: expect.stringMatching(/^\d+Ki$/) } }],
  });
  expect(ask(`${group}/nodes`, 'GET', { fieldSelector: 'metadata.name=node01' }).body.items).toHaveLength(1);
  expect(ask(`${group}/nodes/nope`).body.message).toBe('nodes "nope" not found');
  ask('/apis/apps/v1/namespaces/kube-system/deployments/metrics-server/scale', 'PATCH', {}, { spec: { replicas: 0 } });
  cluster.advance(cluster.now + 60_000);
  expect(ask(`${group}/nodes`).code).toBe(503);
});

test('a pod is measured some rounds after it has started, and the same question has the same answer', () => {
  ask('/apis/apps/v1/namespaces/kube-system/deployments/metrics-server/scale', 'PATCH', {}, { spec: { replicas: 1 } });
  cluster.advance(cluster.now + 120_000);
  ask('/api/v1/namespaces/default/pods', 'POST', {}, { metadata: { name: 'web' }, spec: { containers: [{ name: 'c', image: 'nginx' }] } });
  cluster.advance(cluster.now + 20_000);
  expect(ask(`${group}/namespaces/default/pods/web`).body.message).toBe('podmetrics.metrics.k8s.io "default/web" not found');
  cluster.advance(cluster.now + 60_000);
  const pods = ask(`${group}/namespaces/default/pods`).body.items;
  expect(pods.map((pod: Json) => pod.metadata.name)).toEqual(['web']);
  expect(ask(`${group}/namespaces/default/pods`).body.items).toEqual(pods);
});
