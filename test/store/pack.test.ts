// Packing and unpacking changes nothing, whether or not anybody looked at the values in between.
import { expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { packCluster, unpackCluster } from '../../src/store/pack.ts';

const birth = Date.parse('2026-03-02T10:00:00Z');
const admin = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;

it('a cluster is the same after it was packed', () => {
  const cluster = new Cluster(Cluster.create({ profile: 'plain', now: birth }));
  cluster.client('test', admin).create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' }, data: { text: 'äöü\nline "two" \u2028' } });
  cluster.client('test', admin).delete('configmaps', 'a', 'default');
  cluster.advance(birth + 60_000);
  const packed = packCluster(cluster.state);
  expect(packed.every((line) => !line.includes('\n'))).toBe(true);
  expect(packCluster(unpackCluster(packed))).toEqual(packed);
  expect(JSON.parse(JSON.stringify(unpackCluster(packed)))).toEqual(JSON.parse(JSON.stringify(cluster.state)));
  const other = new Cluster(unpackCluster(packed));
  for (const one of [cluster, other]) one.advance(birth + 400_000);
  expect(packCluster(other.state)).toEqual(packCluster(cluster.state));
});

it('what stayed as it was keeps its line, and what was written gets another', () => {
  const cluster = new Cluster(unpackCluster(packCluster(Cluster.create({ profile: 'plain', now: birth }))));
  const before = packCluster(cluster.state);
  expect(packCluster(cluster.state)).toEqual(before);
  cluster.state.base.files['/etc/motd'] = { text: 'hello\n', mode: 0o644, owner: 'root' };
  const added = packCluster(cluster.state).filter((line) => !before.includes(line));
  expect(added.slice(1)).toEqual(['{"text":"hello\\n","mode":420,"owner":"root"}']);
  expect(unpackCluster(packCluster(cluster.state)).base.files['/etc/motd']).toEqual({ text: 'hello\n', mode: 0o644, owner: 'root' });
});

it('a cluster that an older version saved, with machines and keys in the first line', () => {
  const state = Cluster.create({ profile: 'plain', now: birth });
  const [first, ...lines] = packCluster(state);
  const { pki, hosts, base, ...skeleton } = JSON.parse(first as string);
  const old = [JSON.stringify({ ...skeleton, state: { ...skeleton.state, pki: state.pki, hosts: state.hosts } }), ...lines];
  expect(packCluster(new Cluster(unpackCluster(old)).state)).toEqual(packCluster(new Cluster(unpackCluster([first as string, ...lines])).state));
});
