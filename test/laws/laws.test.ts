// The laws of the design, on both profiles: determinism, cutting time, saving, rest, death, and valid objects.
import { describe, expect, it } from 'vitest';
import { deepCopy, type KubeObject } from '../../src/apimachinery/object.ts';
import { builtInResources } from '../../src/apis/resources.ts';
import { validateMetadata } from '../../src/apis/validation/metadata.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { type Advance, administrator, birth, born, type Profile, story, tell } from './story.ts';

const profiles: Profile[] = ['plain', 'standard'];

const atOnce: Advance = (cluster, until) => {
  cluster.advance(until);
  return cluster;
};

const bySeconds: Advance = (cluster, until) => {
  while (cluster.now < until) cluster.advance(Math.min(cluster.now + 1000, until));
  return cluster;
};

const reload = (cluster: Cluster): Cluster => new Cluster(JSON.parse(JSON.stringify(cluster.state)));

/** Saves and loads between any two entries of the agenda. */
const saving: Advance = (cluster, until) => {
  let current = reload(cluster);
  while (current.step(until)) current = reload(current);
  current.advance(until);
  return current;
};

const objectsOf = (state: ClusterState): KubeObject[] => Object.values(state.etcd.keys).map((kv) => kv.value as KubeObject);

/** What the cluster holds, without what depends on when and how often it was written. */
function outcome(state: ClusterState): string[] {
  return objectsOf(state)
    .filter((o) => o.kind !== 'Event' && o.kind !== 'Lease')
    .map((o) => [o.kind, o.metadata.namespace ?? '', o.metadata.generateName ?? o.metadata.name, o.status?.phase ?? '', o.status?.readyReplicas ?? o.status?.succeeded ?? ''].join(' '))
    .sort();
}

describe.each(profiles)('the laws, profile %s', (profile) => {
  const told = tell(profile, atOnce);

  it('the same seed gives the same story', () => {
    expect(tell(profile, atOnce)).toEqual(told);
  });

  it('another seed gives other names and the same outcome', () => {
    const other = tell(profile, atOnce, 'another');
    expect(Object.keys(other.etcd.keys)).not.toEqual(Object.keys(told.etcd.keys));
    expect(outcome(other)).toEqual(outcome(told));
  });

  it('advancing second by second changes nothing', () => {
    expect(tell(profile, bySeconds)).toEqual(told);
  });

  it('saving and loading between any two entries changes nothing', () => {
    expect(tell(profile, saving)).toEqual(JSON.parse(JSON.stringify(told)));
  });

  it('at rest a second look at everything writes nothing', () => {
    const cluster = new Cluster(deepCopy(told));
    cluster.advance(cluster.now + 600_000);
    const { revision } = cluster.state.etcd;
    cluster.relist();
    cluster.settle();
    const written = cluster.state.etcd.events.filter((event) => event.revision > revision);
    expect(written.map((event) => `${event.type} ${event.kv.key}`)).toEqual([]);
  });

  it('every stored object passes the validation of its kind', () => {
    const wrong: string[] = [];
    for (const resource of builtInResources.filter((r) => !r.storedAs)) {
      for (const [key, kv] of Object.entries(told.etcd.keys)) {
        if (!key.startsWith(resource.prefix)) continue;
        const object = deepCopy(kv.value as KubeObject);
        const errors = [...validateMetadata(object, { nameRule: resource.logic.nameRule ?? 'dns1123subdomain', namespaced: resource.namespaced }), ...(resource.logic.validate?.(object) ?? [])];
        wrong.push(...errors.map((error) => `${key}: ${error.field}: ${error.detail}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

const programs = ['kube-scheduler', 'kube-controller-manager'] as const;

describe.each(programs)('the death of %s', (program) => {
  it.each(story.map((_, i) => i))('for half a minute after step %i changes nothing in the end', (at) => {
    const undisturbed = new Cluster(tell('plain', atOnce));
    undisturbed.advance(undisturbed.now + 900_000);
    let step = -1;
    const state = tell('plain', (cluster, until) => {
      step++;
      if (step !== at + 1) return atOnce(cluster, until);
      const [host] = cluster.state.hosts;
      const running = host?.processes[program];
      if (!host || !running) throw new Error(`${program} does not run`);
      delete host.processes[program];
      cluster.advance(Math.max(until, cluster.now + 1));
      cluster.advance(cluster.now + 30_000);
      host.processes[program] = running;
      return atOnce(cluster, cluster.now);
    });
    const disturbed = new Cluster(state);
    disturbed.advance(disturbed.now + 900_000);
    expect(outcome(disturbed.state)).toEqual(outcome(undisturbed.state));
  });
});

describe('the death of a kubelet', () => {
  it('makes its node NotReady after 40 seconds and moves its pods after five minutes', () => {
    const cluster = new Cluster(born('standard'));
    cluster.advance(birth + 60_000);
    const client = administrator(cluster);
    client.create('deployments.apps', {
      metadata: { name: 'web', namespace: 'default' },
      spec: { replicas: 4, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } } },
    });
    cluster.advance(cluster.now + 30_000);
    const host = cluster.state.hosts.find(({ name }) => name === 'node01');
    const kubelet = host?.units.kubelet;
    if (!kubelet) throw new Error('no kubelet on node01');
    kubelet.active = 'inactive';
    const ready = (): string => client.get('nodes', 'node01').status.conditions.find((c: { type: string }) => c.type === 'Ready').status;
    const nodes = (): string[] =>
      client
        .list('pods', { namespace: 'default' })
        .filter((pod) => !pod.metadata.deletionTimestamp)
        .map((pod) => pod.spec.nodeName);
    const stopped = cluster.now;
    cluster.advance(stopped + 29_000);
    expect(ready()).toBe('True');
    cluster.advance(stopped + 46_000);
    expect(ready()).toBe('Unknown');
    expect(nodes()).toContain('node01');
    cluster.advance(stopped + 290_000);
    expect(nodes()).toContain('node01');
    cluster.advance(stopped + 360_000);
    expect(nodes()).toEqual(['node02', 'node02', 'node02', 'node02']);
  });
});
