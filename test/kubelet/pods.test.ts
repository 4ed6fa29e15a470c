// Pods on the nodes of a real cluster, from creation to the end.
import { describe, expect, test } from 'vitest';
import type { Json, KubeObject } from '../../src/apimachinery/object.ts';
import type { Client } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const born = Date.parse('2026-11-21T01:00:00Z');
const admin = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;
const states: Record<string, string> = {};

/** A cluster half a minute old; made once for each profile. */
function cluster(profile: 'plain' | 'standard'): { at(seconds: number): void; relist(): void; client: Client; state: ClusterState } {
  if (!states[profile]) {
    const fresh = Cluster.create({ profile, now: born });
    new Cluster(fresh).advance(born + 30_000);
    states[profile] = JSON.stringify(fresh);
  }
  const state = JSON.parse(states[profile]);
  const live = new Cluster(state);
  return { at: (seconds) => live.advance(born + 30_000 + seconds * 1000), relist: () => live.relist(), client: live.client('test', admin), state };
}

const pod = (name: string, container: Json, spec: Json = {}): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { ...spec, containers: [{ name: 'c', ...container }] },
});
const look = (client: Client, name: string): string => {
  const found = client.find('pods', name, 'default');
  if (!found) return 'gone';
  const status: Json = found.status.containerStatuses?.[0];
  const [[sort, state] = ['none', {}]] = Object.entries<Json>(status?.state ?? {});
  return `${found.status.phase} ${sort} ${state.reason ?? ''}`.trim();
};
const events = (client: Client, name: string): string[] =>
  client
    .list('events', { namespace: 'default' })
    .filter((e: KubeObject) => e.involvedObject.name === name && e.source.component === 'kubelet')
    .map((e) => e.reason);

describe('plain', () => {
  test('a pod runs within two seconds, tells nothing, and goes at once', () => {
    const { at, client } = cluster('plain');
    client.create('pods', pod('web', { image: 'nginx' }));
    at(2);
    expect(look(client, 'web')).toBe('Running running');
    expect(events(client, 'web')).toEqual([]);
    client.delete('pods', 'web', 'default');
    at(3);
    expect(look(client, 'web')).toBe('gone');
  });
});

describe('programs that go on for long', () => {
  test('a loop of hours ends when it is through, and one without end is asked for it ever more seldom', () => {
    const { at, client, state } = cluster('standard');
    const loop = (name: string, script: string): void => void client.create('pods', pod(name, { image: 'busybox', command: ['sh', '-c', script] }, { restartPolicy: 'Never' }));
    loop('counts', 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); sleep 2; done; exit 3');
    loop('stays', 'while true; do date; sleep 5; done');
    at(6_100);
    expect([look(client, 'counts'), look(client, 'stays')]).toEqual(['Failed terminated Error', 'Running running']);
    const next = state.hosts.flatMap(({ pods }) => Object.values(pods).flatMap(({ name, containers }) => (name === 'stays' ? [containers.c?.run?.knownUntil ?? 0] : [])));
    expect(next[0]).toBeGreaterThan(born + 2 * 3600_000);
  });
});

describe('standard', () => {
  test('all of kube-system is ready, and nothing is left to do', () => {
    const { at, client, state } = cluster('standard');
    const unready = client.list('pods').filter((p) => !p.status.conditions?.some((c: Json) => c.type === 'Ready' && c.status === 'True'));
    expect(unready.map((p) => p.metadata.name)).toEqual([]);
    expect(client.list('nodes').map((n) => n.status.conditions.at(-1).reason)).toEqual(['KubeletReady', 'KubeletReady', 'KubeletReady']);
    const revision = state.etcd.revision;
    at(1800);
    expect(state.etcd.revision - revision).toBeLessThan(3);
  });

  test('a container that fails waits longer each time', () => {
    const { at, client } = cluster('standard');
    client.create('pods', pod('crash', { image: 'busybox:1.36', command: ['sh', '-c', 'exit 2'] }));
    at(8);
    expect(look(client, 'crash')).toBe('Running waiting CrashLoopBackOff');
    at(100);
    const status = client.get('pods', 'crash', 'default').status.containerStatuses[0];
    expect(status.restartCount).toBe(4);
    expect(status.state.waiting.message).toMatch(/^back-off 1m20s restarting failed container=c pod=crash_default\(/);
    expect(status.lastState.terminated).toMatchObject({ exitCode: 2, reason: 'Error' });
  });

  test.each([
    ['an unknown tag', { image: 'nginx:9.99' }, 'Pending waiting ImagePullBackOff'],
    ['a missing config map', { image: 'nginx', envFrom: [{ configMapRef: { name: 'gone' } }] }, 'Pending waiting CreateContainerConfigError'],
    ['a program that ends well', { image: 'busybox', command: ['true'] }, 'Running waiting CrashLoopBackOff'],
    ['a server', { image: 'nginx' }, 'Running running'],
  ])('%s', (_, container, expected) => {
    const { at, client } = cluster('standard');
    client.create('pods', pod('p', container));
    at(14);
    expect(look(client, 'p')).toBe(expected);
  });

  describe('a registry that asks who is there', () => {
    const config = (server: string, password: string) => ({ auths: { [server]: { username: 'porter', password, auth: Buffer.from(`porter:${password}`).toString('base64') } } });
    const secret = (type: string, key: string, value: object) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login', namespace: 'default' },
      type,
      data: { [key]: Buffer.from(JSON.stringify(value)).toString('base64') },
    });
    const json = (server: string, password: string) => secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', config(server, password));
    const unauthorized = 'unexpected status from HEAD request to https://registry.lab/v2/quay/nginx/manifests/1.29: 401 Unauthorized';
    const anonymous = 'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials';

    test.each<[string, object | undefined, string]>([
      ['the right login', json('registry.lab', 'porter-pull-7c1f'), 'running'],
      ['an address in its place', json('https://registry.lab/v1/', 'porter-pull-7c1f'), 'running'],
      ['the project alone', json('registry.lab/quay', 'porter-pull-7c1f'), 'running'],
      ['the older form', secret('kubernetes.io/dockercfg', '.dockercfg', config('registry.lab', 'porter-pull-7c1f').auths), 'running'],
      ['a wrong password', json('registry.lab', 'wrong'), unauthorized],
      ['another server', json('registry.lob', 'porter-pull-7c1f'), anonymous],
      ['another project', json('registry.lab/dock', 'porter-pull-7c1f'), anonymous],
      ['another type', secret('Opaque', '.dockerconfigjson', config('registry.lab', 'porter-pull-7c1f')), anonymous],
      ['no Secret', undefined, anonymous],
    ])('%s', (_, login, expected) => {
      const { at, client } = cluster('standard');
      if (login) client.create('secrets', login as KubeObject);
      client.create('pods', pod('p', { image: 'registry.lab/quay/nginx:1.29' }, { imagePullSecrets: [{ name: 'login' }] }));
      at(14);
      const [status] = client.get('pods', 'p', 'default').status.containerStatuses;
      const message = status.state.running ? 'running' : status.state.waiting.message.split('reference "registry.lab/quay/nginx:1.29": ')[1];
      expect(message).toBe(expected);
      const missing = client.list('events', { namespace: 'default' }).find((e) => e.reason === 'FailedToRetrieveImagePullSecret');
      expect(missing?.message).toBe(login ? undefined : 'Unable to retrieve some image pull secrets (login); attempting to pull the image may not succeed.');
    });

    test('what was pulled with a login is not for those who have none', () => {
      const { at, client } = cluster('standard');
      client.create('secrets', json('registry.lab', 'porter-pull-7c1f') as KubeObject);
      const image = 'registry.lab/quay/nginx:1.29';
      client.create('pods', pod('first', { image }, { nodeName: 'node01', imagePullSecrets: [{ name: 'login' }] }));
      at(14);
      client.create('pods', pod('second', { image }, { nodeName: 'node01', imagePullSecrets: [{ name: 'login' }] }));
      client.create('pods', pod('third', { image }, { nodeName: 'node01' }));
      at(28);
      expect(['first', 'second', 'third'].map((name) => look(client, name))).toEqual(['Running running', 'Running running', 'Pending waiting ImagePullBackOff']);
    });
  });

  test('a command that fails without a word is a probe that fails', () => {
    const { at, client } = cluster('standard');
    client.create('pods', pod('mute', { image: 'busybox', command: ['sleep', '1d'], readinessProbe: { exec: { command: ['test', '-e', '/ready'] }, periodSeconds: 5 } }));
    at(20);
    expect(client.get('pods', 'mute', 'default').status.containerStatuses[0].ready).toBe(false);
    const [unhealthy] = client.list('events', { namespace: 'default' }).filter((e) => e.reason === 'Unhealthy');
    expect(unhealthy?.message).toBe('Readiness probe failed: ');
  });

  test('a pod that does not hear SIGTERM takes all of its grace', () => {
    const { at, client } = cluster('standard');
    client.create('pods', pod('deaf', { image: 'busybox', command: ['sleep', '3600'] }, { terminationGracePeriodSeconds: 10 }));
    at(10);
    client.delete('pods', 'deaf', 'default');
    at(19);
    expect(look(client, 'deaf')).toBe('Running running');
    at(21);
    expect(look(client, 'deaf')).toBe('gone');
  });

  test('a broken manifest stops the program, and mending it starts it again', () => {
    const { at, client, state, relist } = cluster('standard');
    const host = state.hosts[0];
    const path = '/etc/kubernetes/manifests/kube-scheduler.yaml';
    const file = host?.files[path];
    if (!host || !file) throw new Error('no manifest');
    const good = file.text;
    file.text = good.replace('--kubeconfig=/etc/kubernetes/scheduler.conf', '--kubeconfig=/etc/kubernetes/nope.conf');
    relist();
    at(10);
    client.create('pods', pod('waits', { image: 'nginx' }));
    at(30);
    expect(client.get('pods', 'waits', 'default').spec.nodeName).toBeUndefined();
    expect(client.get('pods', 'kube-scheduler-controlplane', 'kube-system').status.containerStatuses[0].state.waiting?.reason).toBe('CrashLoopBackOff');
    file.text = good;
    relist();
    at(60);
    expect(client.get('pods', 'waits', 'default').status.phase).toBe('Running');
  });
});
