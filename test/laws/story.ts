// Stories for the laws: what people do to a cluster, as a list of steps with the time that passes after each.
import type { ApiClient } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

export type Profile = ClusterState['profile'];

export const birth = Date.parse('2026-03-01T09:00:00Z');

export interface Step {
  act?(client: ApiClient): void;
  /** Seconds. */
  pass: number;
}

const template = (labels: Record<string, string>, container: object, rest: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image: 'nginx:1.27', ...container }], ...rest },
});

const deployment = (name: string, replicas: number, rest: object = {}) => ({
  metadata: { name, namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: template({ app: name }, {}, rest) },
});

/** A deployment that grows, changes, is paused by a bad image, and shrinks; a job, a quota, a claim, a namespace that goes. */
export const story: readonly Step[] = [
  { act: (c) => c.create('deployments.apps', deployment('web', 3)), pass: 20 },
  { act: (c) => c.create('services', { metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }), pass: 1 },
  { act: (c) => c.patch('deployments.apps', 'web', 'default', { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:1.28' }] } } } }), pass: 3 },
  { act: (c) => c.patch('deployments.apps', 'web', 'default', { spec: { replicas: 5 } }, { subresource: 'scale', type: 'merge' }), pass: 40 },
  { act: (c) => c.create('namespaces', { metadata: { name: 'shop' } }), pass: 2 },
  { act: (c) => c.create('resourcequotas', { metadata: { name: 'small', namespace: 'shop' }, spec: { hard: { pods: '2' } } }), pass: 2 },
  { act: (c) => c.create('deployments.apps', { ...deployment('api', 3), metadata: { name: 'api', namespace: 'shop' } }), pass: 15 },
  {
    act: (c) =>
      c.create('jobs.batch', {
        metadata: { name: 'count', namespace: 'default' },
        spec: { completions: 2, template: template({}, { image: 'busybox:1.36', command: ['sh', '-c', 'echo counted'] }, { restartPolicy: 'Never' }) },
      }),
    pass: 20,
  },
  { act: (c) => c.delete('namespaces', 'shop'), pass: 60 },
  { act: (c) => c.patch('nodes', 'node01', undefined, { spec: { unschedulable: true } }), pass: 5 },
  { act: (c) => c.create('deployments.apps', deployment('late', 2, { nodeSelector: { disk: 'none' } })), pass: 30 },
  { act: (c) => c.delete('deployments.apps', 'web', 'default', { propagationPolicy: 'Foreground' }), pass: 45 },
];

export const administrator = (cluster: Cluster): ApiClient => cluster.client('kubectl', { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] });

export const born = (profile: Profile, seed = 'laws'): ClusterState => Cluster.create({ profile, seed, now: birth });

export type Advance = (cluster: Cluster, until: number) => Cluster;

/** Tells the story; `advance` lets time pass and answers the cluster to go on with. */
export function tell(profile: Profile, advance: Advance, seed = 'laws', steps = story): ClusterState {
  let cluster = advance(new Cluster(born(profile, seed)), birth + 60_000);
  for (const { act, pass } of steps) {
    act?.(administrator(cluster));
    cluster = advance(cluster, cluster.now + pass * 1000);
  }
  return cluster.state;
}
