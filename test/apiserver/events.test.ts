// Events of one kind: nine are told each by itself, the rest speak through one.
import { expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { Asking } from './asking.ts';

test('many pods made by one ReplicaSet are told of together from the tenth on', () => {
  const it = new Asking();
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  it.post('/apis/apps/v1/namespaces/default/replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web' },
    spec: { replicas: 12, selector: { matchLabels: labels }, template },
  });
  it.cluster.advance(it.cluster.now + 5000);
  const events: Json[] = it.get('/api/v1/namespaces/default/events?fieldSelector=involvedObject.kind=ReplicaSet').items;
  expect(events).toHaveLength(10);
  const combined = events.filter((event) => event.message.startsWith('(combined from similar events): Created pod: web-'));
  expect(combined.map((event) => event.count)).toEqual([3]);
  expect(it.get('/apis/events.k8s.io/v1/namespaces/default/events').items.find((event: Json) => event.note === combined[0]?.message)).toMatchObject({ deprecatedCount: 3, reason: 'SuccessfulCreate' });
});
