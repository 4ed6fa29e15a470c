// Checks of traffic and names: what clients in pods find on a copy of the cluster.
import { expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { checkKind } from '../../src/labs/checks/index.ts';
import { worldOf } from '../../src/session/world.ts';
import { bornOnce } from './learner.ts';

const cluster = new Cluster(bornOnce('standard'));
const world = worldOf(cluster);
for (const line of [
  'create namespace mill',
  'run web -n mill --image=nginx:1.29 --labels=app=web --port=80 --expose',
  'run client -n mill --image=busybox:1.37 -- sleep 1d',
  'label namespace default pod-security.kubernetes.io/enforce=restricted --overwrite',
])
  expect(world.kubectl(line.split(' '), {})).toMatchObject({ status: 0 });
world.rest(world.now + 120_000);
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'mill' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ from: [{ podSelector: { matchLabels: { run: 'client' } } }] }] },
};
world.client.create('networkpolicies.networking.k8s.io', policy);

function findings(kind: string, fields: object): string[] {
  const spec = { id: 'x', kind, title: 'x', weight: 100, within: 0, ...fields };
  return checkKind(kind)
    .run(spec, { world, before: { objects: {}, files: {} }, files: {}, readFile: () => undefined })
    .map(({ expected, found }) => `${expected} | ${found}`);
}

const client = { namespace: 'mill', pod: 'client' };
const stranger = { namespace: 'default', labels: { job: 'none' } };

it.each([
  ['a service answers', { from: client, to: { host: 'web', port: 80, status: 200, body: 'Welcome to nginx' } }, []],
  ['a policy keeps others out', { from: stranger, to: { host: 'web.mill', port: 80 }, answers: false }, []],
  ['who is kept out', { from: stranger, to: { namespace: 'mill', selector: 'app=web', port: 80 } }, ['a pod with job=none in namespace default reaches pod web port 80 | no answer']],
  ['who gets through', { from: client, to: { host: 'web', port: 80 }, answers: false }, ['pod client in namespace mill does not reach web port 80 | it does']],
  ['another page', { from: client, to: { host: 'web', port: 80, path: '/no', status: 200 } }, ['pod client in namespace mill reaches web port 80 at /no with status 200 | status 404']],
  ['a name that nobody has', { from: client, to: { host: 'wep', port: 80 } }, ['pod client in namespace mill reaches wep port 80 | the name is not known']],
  [
    'nobody listens',
    { from: client, to: { nodes: true, port: 30999 } },
    ['controlplane', 'node01', 'node02'].map((node) => `pod client in namespace mill reaches node ${node} port 30999 | connection refused`),
  ],
  ['no such client', { from: { namespace: 'mill', selector: 'app=no' }, to: { host: 'web', port: 80 } }, ['a pod with app=no in namespace mill that runs | there is none']],
])('probe: %s', (_, each, expected) => {
  expect(findings('probe', { tries: [each] })).toEqual(expected);
});

const others = { web: { resource: 'services', namespace: 'mill', name: 'web' } };

it.each([
  ['a short name at home', { from: client, name: 'web', addresses: '[web.spec.clusterIP]' }, []],
  ['not elsewhere', { from: stranger, name: 'web', resolves: false }, []],
  ['unknown', { from: stranger, name: 'web' }, ['an address for web, looked up by a pod with job=none in namespace default | the name is not known']],
  [
    'another address',
    { from: client, name: 'web', addresses: '["10.0.0.1"]' },
    [`10.0.0.1 for web, looked up by pod client in namespace mill | ${world.client.get('services', 'web', 'mill').spec.clusterIP}`],
  ],
])('dns: %s', (_, each, expected) => {
  expect(findings('dns', { lookups: [each], with: others })).toEqual(expected);
});

it('nobody notices', () => {
  expect(world.client.list('pods', { namespace: 'default' })).toEqual([]);
});
