// Admission plugins that an administrator enables, quotas and limits, and what authorizers say of a refusal.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { Asking, configMap } from './asking.ts';

const pods = '/api/v1/namespaces/default/pods';
const pod = (spec: Json = {}, name = 'p'): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'nginx', ...spec.container }], ...spec, container: undefined },
});
const cpu = (request: string, limit: string): Json => ({ resources: { requests: { cpu: request }, limits: { cpu: limit } } });
const annotate = (it: Asking, annotations: Json): Json => it.merge('/api/v1/namespaces/default', { metadata: { annotations } });

describe('enabled', () => {
  const enabled = (...names: string[]): Asking => Asking.withFlags(`--enable-admission-plugins=${names.join(',')}`);

  test('PodNodeSelector adds what the namespace wants, and refuses what contradicts it', () => {
    const it = enabled('PodNodeSelector');
    annotate(it, { 'scheduler.alpha.kubernetes.io/node-selector': 'env=prod, disk=ssd' });
    expect(it.post(pods, pod({ nodeSelector: { a: 'b' } })).spec.nodeSelector).toEqual({ a: 'b', env: 'prod', disk: 'ssd' });
    expect(it.said('POST', pods, pod({ nodeSelector: { env: 'dev' } }, 'q'))).toBe('403 pods "q" is forbidden: pod node label selector conflicts with its namespace node label selector');
  });

  test('PodTolerationRestriction merges defaults and holds to the whitelist', () => {
    const it = enabled('PodTolerationRestriction');
    annotate(it, {
      'scheduler.alpha.kubernetes.io/defaultTolerations': '[{"key":"a","operator":"Exists","effect":"NoSchedule"}]',
      'scheduler.alpha.kubernetes.io/tolerationsWhitelist':
        '[{"key":"a","operator":"Exists"},{"operator":"Exists","effect":"NoExecute"},{"key":"node.kubernetes.io/memory-pressure","operator":"Exists"}]',
    });
    expect(it.post(pods, pod({ container: cpu('1', '1'), tolerations: [{ key: 'a', value: 'x', effect: 'NoSchedule' }] })).spec.tolerations.map((t: Json) => t.key)).toEqual([
      'a',
      'node.kubernetes.io/not-ready',
      'node.kubernetes.io/unreachable',
      'node.kubernetes.io/memory-pressure',
    ]);
    expect(it.said('POST', pods, pod({ tolerations: [{ key: 'b', operator: 'Exists', effect: 'NoSchedule' }] }, 'q'))).toBe(
      '500 pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist',
    );
  });

  test('ExtendedResourceToleration and LimitPodHardAntiAffinityTopology', () => {
    const it = enabled('ExtendedResourceToleration', 'LimitPodHardAntiAffinityTopology');
    const gpu = { resources: { limits: { 'example.com/gpu': '1' } } };
    expect(it.post(pods, pod({ container: gpu })).spec.tolerations.at(-1)).toEqual({ key: 'example.com/gpu', operator: 'Exists', effect: 'NoSchedule' });
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {}, topologyKey: 'topology.kubernetes.io/zone' }] } };
    expect(it.said('POST', pods, pod({ affinity }, 'q'))).toBe(
      '403 pods "q" is forbidden: affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey topology.kubernetes.io/zone but only key kubernetes.io/hostname is allowed',
    );
  });

  test('a plugin of the default set can be disabled', () => {
    const it = Asking.withFlags('--disable-admission-plugins=DefaultTolerationSeconds');
    expect(it.post(pods, pod()).spec.tolerations).toBeUndefined();
  });
});

describe('limits', () => {
  const limits = '/api/v1/namespaces/default/limitranges';
  let it: Asking;

  beforeEach(() => {
    it = new Asking();
    const limit = [
      { type: 'Container', min: { cpu: '100m' }, max: { cpu: '1' }, maxLimitRequestRatio: { cpu: '2' } },
      { type: 'Pod', max: { cpu: '1500m' } },
      { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '2Gi' } },
    ];
    it.post(limits, { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l' }, spec: { limits: limit } });
  });

  test.each([
    [cpu('50m', '100m'), 'minimum cpu usage per Container is 100m, but request is 50m'],
    [cpu('1', '2'), '[maximum cpu usage per Container is 1, but limit is 2, maximum cpu usage per Pod is 1500m, but limit is 2]'],
    [cpu('200m', '1'), 'cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000'],
  ])('%j', (container, why) => {
    expect(it.said('POST', pods, pod({ container }))).toBe(`403 pods "p" is forbidden: ${why}`);
  });

  test('of a pod are of all its containers, or of its init containers when those need more', () => {
    const initContainers = [
      { name: 'sidecar', image: 'nginx', restartPolicy: 'Always', ...cpu('900m', '900m') },
      { name: 'i', image: 'nginx', ...cpu('900m', '900m') },
    ];
    expect(it.said('POST', pods, pod({ container: cpu('100m', '100m'), initContainers }))).toBe('403 pods "p" is forbidden: maximum cpu usage per Pod is 1500m, but limit is 1800m');
  });

  test('of claims', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '3Gi' } } } };
    expect(it.said('POST', '/api/v1/namespaces/default/persistentvolumeclaims', claim)).toBe(
      '403 persistentvolumeclaims "c" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 3Gi',
    );
  });
});

describe('quotas', () => {
  const quota = (hard: Json, rest: Json = {}): Json => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard, ...rest } });
  const url = '/api/v1/namespaces/default';

  test.each([
    [
      'count/configmaps',
      '2',
      (it: Asking) => it.said('POST', `${url}/configmaps`, configMap('a')),
      'configmaps "a" is forbidden: exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=1, limited: count/configmaps=1',
    ],
    [
      'services.nodeports',
      '0',
      (it: Asking) => it.said('POST', `${url}/services`, { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { type: 'NodePort', ports: [{ port: 80 }] } }),
      'services "s" is forbidden: exceeded quota: q, requested: services.nodeports=1, used: services.nodeports=0, limited: services.nodeports=0',
    ],
    [
      'fast.storageclass.storage.k8s.io/requests.storage',
      '1Gi',
      (it: Asking) =>
        it.said('POST', `${url}/persistentvolumeclaims`, {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'c' },
          spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
        }),
      'persistentvolumeclaims "c" is forbidden: exceeded quota: q, requested: fast.storageclass.storage.k8s.io/requests.storage=2Gi, used: fast.storageclass.storage.k8s.io/requests.storage=0, limited: fast.storageclass.storage.k8s.io/requests.storage=1Gi',
    ],
  ])('%s', (name, hard, act, why) => {
    const it = new Asking();
    it.post(`${url}/resourcequotas`, quota({ [name]: name === 'count/configmaps' ? '1' : hard }));
    expect(act(it)).toBe(`403 ${why}`);
    expect(it.get(`${url}/resourcequotas/q`).status.used[name]).toBe(name === 'count/configmaps' ? '1' : '0');
  });

  test('of a priority class count its pods alone, and a dry run takes nothing', () => {
    const it = new Asking();
    it.post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 10 });
    it.post(`${url}/resourcequotas`, quota({ pods: '1' }, { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } }));
    const high = (name: string): Json => pod({ priorityClassName: 'high' }, name);
    expect([it.said('POST', `${pods}?dryRun=All`, high('a')), it.said('POST', pods, high('a')), it.said('POST', pods, pod({}, 'low'))]).toEqual(['201', '201', '201']);
    expect(it.said('POST', pods, high('b'))).toBe('403 pods "b" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1');
  });
});

describe('a refusal says', () => {
  const as = (user: string, groups: string[] = []) => ({ credential: { kind: 'component', user, groups } }) as const;
  const secret = '/api/v1/namespaces/default/secrets/s';

  test('which role is missing', () => {
    const it = new Asking();
    const rbac = 'rbac.authorization.k8s.io';
    const binding = {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'b' },
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'gone' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'anna' }],
    };
    it.post(`/apis/${rbac}/v1/namespaces/default/rolebindings`, binding);
    expect(it.said('GET', pods, undefined, as('anna'))).toBe(
      '403 pods is forbidden: User "anna" cannot list resource "pods" in API group "" in the namespace "default": RBAC: role.rbac.authorization.k8s.io "gone" not found',
    );
  });

  test('that a kubelet reads nothing that its pods do not refer to', () => {
    const it = new Asking();
    const node = as('system:node:node01', ['system:nodes']);
    it.post('/api/v1/namespaces/default/secrets', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } });
    const refused = 'User "system:node:node01" cannot get resource "secrets" in API group "" in the namespace "default": no relationship found between node \'node01\' and this object';
    expect(it.said('GET', secret, undefined, node)).toBe(`403 secrets "s" is forbidden: ${refused}`);
    it.post(pods, pod({ nodeName: 'node01', volumes: [{ name: 'v', secret: { secretName: 's' } }] }));
    expect(it.said('GET', secret, undefined, node)).toBe('200');
    expect(it.said('GET', '/api/v1/namespaces/default/secrets', undefined, node)).toMatch(/No Object name found$/);
  });
});
