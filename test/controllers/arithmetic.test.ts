// What controllers reckon without an API: rollout sizes, volumes for claims, schedules, indexes, quotas, port order.
import { describe, expect, test } from 'vitest';
import type { Json, KubeObject } from '../../src/apimachinery/object.ts';
import { texts, unspecified, usageOf } from '../../src/apis/quota.ts';
import { latestMissed, parseSchedule } from '../../src/controllers/cronjob/schedule.ts';
import { fenceposts, newSetSize, proportionalSizes, removableFromOld } from '../../src/controllers/deployment/sizes.ts';
import { indexesText, nextIndexes, parseIndexes } from '../../src/controllers/job/indexes.ts';
import { bestMatch, mismatch } from '../../src/controllers/persistentvolume/match.ts';
import { inEndpointsOrder, inSliceOrder } from '../../src/controllers/shared/endpointPorts.ts';
import { secondsTolerated } from '../../src/controllers/shared/taints.ts';

const object = (name: string, spec: Json, more: Json = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Any',
  metadata: { name, uid: name, namespace: 'default', ...more.metadata },
  spec,
  status: more.status ?? {},
});

describe('rollout sizes', () => {
  const rolling = (replicas: number, maxSurge: string | number = '25%', maxUnavailable: string | number = '25%') =>
    object('web', { replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } });
  const set = (name: string, replicas: number, available = replicas, max = 0) =>
    object(
      name,
      { replicas },
      {
        status: { availableReplicas: available },
        metadata: { creationTimestamp: `2026-01-0${name.length}T00:00:00Z`, annotations: max ? { 'deployment.kubernetes.io/max-replicas': String(max) } : {} },
      },
    );

  test('surge rounds up, unavailability down, and never are both 0', () => {
    const of = (d: KubeObject) => fenceposts(d.spec.strategy, d.spec.replicas);
    expect(of(rolling(3))).toEqual({ surge: 1, unavailable: 0 });
    expect(of(rolling(10))).toEqual({ surge: 3, unavailable: 2 });
    expect(of(rolling(1, '0%', '25%'))).toEqual({ surge: 0, unavailable: 1 });
  });

  test('the new set takes the room that surge leaves', () => {
    const size = (d: KubeObject, newSize: number, oldSize: number) => newSetSize(d, [set('n', newSize), set('old', oldSize)], set('n', newSize));
    expect([size(rolling(3), 0, 3), size(rolling(3), 1, 3), size(rolling(4, 2, 1), 0, 4), size(rolling(4, 2, 1), 2, 3)]).toEqual([1, 1, 2, 3]);
  });

  test('old pods go while enough are available', () => {
    const removable = (d: KubeObject, fresh: KubeObject, old: KubeObject) => removableFromOld(d, [fresh, old], fresh);
    expect(removable(rolling(4, 2, 1), set('n', 2, 0), set('old', 4))).toBe(1);
    expect(removable(rolling(3), set('n', 1, 0), set('old', 3))).toBe(0);
    expect(removable(rolling(3), set('n', 1, 1), set('old', 3))).toBe(1);
  });

  test('scaling in the middle of a rollout keeps the proportions', () => {
    const sizes = (replicas: number, ...sets: KubeObject[]) => Object.fromEntries([...proportionalSizes(rolling(replicas), sets)].map(([s, n]) => [s.metadata.name, n]));
    expect(sizes(20, set('old', 8, 8, 13), set('n', 5, 5, 13))).toEqual({ old: 15, n: 10 });
    expect(sizes(5, set('old', 8, 8, 13), set('n', 5, 5, 13))).toEqual({ old: 4, n: 3 });
    expect(sizes(0, set('old', 8, 8, 13), set('n', 5, 5, 13))).toEqual({ old: 0, n: 0 });
  });
});

describe('volumes for claims', () => {
  const volume = (name: string, storage: string, more: Json = {}) =>
    object(name, { capacity: { storage }, accessModes: ['ReadWriteOnce'], storageClassName: 'm', ...more }, { status: { phase: 'Available' }, metadata: { labels: more.labels } });
  const claim = (storage: string, more: Json = {}) => object('data', { accessModes: ['ReadWriteOnce'], storageClassName: 'm', resources: { requests: { storage } }, ...more });
  const volumes = [
    volume('one', '1Gi'),
    volume('five', '5Gi', { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] }),
    volume('ten', '10Gi'),
    volume('classless', '1Gi', { storageClassName: undefined }),
    volume('block', '1Gi', { volumeMode: 'Block' }),
    volume('gold', '8Gi', { labels: { tier: 'gold' } }),
  ];
  test.each<[string, KubeObject, string | undefined]>([
    ['the smallest that fits', claim('500Mi'), 'one'],
    ['just the modes asked for before more of them', claim('2Gi'), 'gold'],
    ['a mode that few have', claim('1Gi', { accessModes: ['ReadWriteMany'] }), 'five'],
    ['too large', claim('50Gi'), undefined],
    ['no class', claim('1Gi', { storageClassName: '' }), 'classless'],
    ['block', claim('1Gi', { volumeMode: 'Block' }), 'block'],
    ['by label', claim('1Gi', { selector: { matchLabels: { tier: 'gold' } } }), 'gold'],
  ])('%s', (_, wanted, name) => expect(bestMatch(volumes, wanted, false)?.metadata.name).toBe(name));

  test('one that is kept for the claim comes first, and alone when the class waits', () => {
    const kept = volume('kept', '20Gi', { claimRef: { namespace: 'default', name: 'data' } });
    expect(bestMatch([...volumes, kept], claim('1Gi'), false)?.metadata.name).toBe('kept');
    expect(bestMatch(volumes, claim('1Gi'), true)).toBeUndefined();
  });

  test('why a named volume is refused', () => {
    expect(mismatch(volumes[0] as KubeObject, claim('3Gi'))).toBe('requested PV is too small');
    expect(mismatch(volumes[3] as KubeObject, claim('1Gi'))).toBe('storageClassName does not match');
  });
});

describe('schedules', () => {
  const at = (text: string) => Date.parse(text);
  test.each([
    ['*/5 * * * *', undefined, '2026-11-21T01:31:10Z', '2026-11-21T01:35:00.000Z'],
    ['0 3 * * 1', undefined, '2026-11-21T01:31:10Z', '2026-11-23T03:00:00.000Z'],
    ['0 0 13 * 5', undefined, '2026-11-21T01:31:10Z', '2026-11-27T00:00:00.000Z'],
    ['30 8 * * *', 'America/New_York', '2026-11-21T01:31:10Z', '2026-11-21T13:30:00.000Z'],
    ['@hourly', undefined, '2026-11-21T01:31:10Z', '2026-11-21T02:00:00.000Z'],
    ['@every 90s', undefined, '2026-11-21T01:31:10Z', '2026-11-21T01:32:40.000Z'],
  ])('%s in %s', (schedule, zone, from, next) => expect(new Date(parseSchedule(schedule, zone).next(at(from)) ?? 0).toISOString()).toBe(next));

  test('the latest of the missed times', () => {
    const missed = latestMissed(parseSchedule('* * * * *', undefined), at('2026-11-21T01:00:30Z'), at('2026-11-21T01:05:10Z'));
    expect(missed).toEqual({ at: at('2026-11-21T01:05:00Z'), count: 5 });
  });
});

test('completion indexes', () => {
  expect(indexesText([4, 0, 2, 3, 6, 7])).toBe('0,2-4,6,7');
  expect([...parseIndexes('0,2-4')]).toEqual([0, 2, 3, 4]);
  expect(nextIndexes(2, 5, new Set([0, 2]))).toEqual([1, 3]);
});

describe('quotas', () => {
  const pod = {
    spec: {
      containers: [
        { name: 'c', resources: { requests: { cpu: '100m' }, limits: { memory: '100Mi' } } },
        { name: 'a', resources: { requests: { cpu: '50m', memory: '1Gi' } } },
      ],
    },
  };
  test('what objects use', () => {
    expect(texts(usageOf('pods', pod))).toEqual({ pods: '1', 'count/pods': '1', cpu: '150m', 'requests.cpu': '150m', memory: '1Gi', 'requests.memory': '1Gi', 'limits.memory': '100Mi' });
    expect(texts(usageOf('pods', { ...pod, status: { phase: 'Succeeded' } }))).toEqual({ 'count/pods': '1' });
    expect(texts(usageOf('services', { spec: { type: 'NodePort', ports: [{ port: 1 }, { port: 2 }] } }))).toMatchObject({ services: '1', 'services.nodeports': '2', 'services.loadbalancers': '0' });
    expect(texts(usageOf('deployments.apps', {}))).toEqual({ 'count/deployments.apps': '1' });
  });
  test('what containers leave out', () => {
    expect(unspecified(['pods', 'requests.cpu', 'limits.memory', 'memory'], pod)).toBe('must specify limits.memory for: a; memory for: c');
  });
});

test('ports are listed by their hash, in slices and endpoints each in their own way', () => {
  const ports = [
    { name: 'main', port: 8080, protocol: 'TCP' },
    { name: 'names', port: 53, protocol: 'UDP' },
  ];
  expect(inSliceOrder(ports).map(({ name }) => name)).toEqual(['names', 'main']);
  expect(inEndpointsOrder(ports).map(({ name }) => name)).toEqual(['main', 'names']);
});

test('how long taints are tolerated', () => {
  const fire = { key: 'fire', value: 'yes', effect: 'NoExecute' as const };
  const ice = { key: 'ice', effect: 'NoExecute' as const };
  expect(secondsTolerated([], [fire])).toBe(0);
  expect(secondsTolerated([{ key: 'fire', operator: 'Exists', tolerationSeconds: 8 }], [fire])).toBe(8);
  expect(secondsTolerated([{ operator: 'Exists' }], [fire, ice])).toBeUndefined();
  expect(secondsTolerated([{ operator: 'Exists' }, { key: 'ice', operator: 'Exists', tolerationSeconds: 3 }], [fire, ice])).toBeUndefined();
});
