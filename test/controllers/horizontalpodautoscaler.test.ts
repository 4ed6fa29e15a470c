// Autoscaling: with metrics up at once and down after five minutes, without them the reasons; and how far behavior lets it go.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json, KubeObject } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Credential, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { limit } from '../../src/controllers/horizontalpodautoscaler/limits.ts';
import type { Remembered } from '../../src/controllers/horizontalpodautoscaler/memory.ts';
import type { ProfileName } from '../../src/profiles/index.ts';

const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };
const born: Partial<Record<ProfileName, ClusterState>> = {};
let cluster: Cluster;

function begin(profile: ProfileName): void {
  born[profile] ??= Cluster.settled({ profile, now: Date.parse('2026-11-21T00:00:00Z') });
  cluster = new Cluster(structuredClone(born[profile]));
}

function ask(method: ApiRequest['method'], path: string, body?: Json, accept?: 'table'): Json {
  const contentType = 'application/merge-patch+json' as const;
  return (cluster.transport as Transport).request({ method, path, body, credential: admin, headers: { ...(accept ? { accept } : {}), ...(method === 'PATCH' ? { contentType } : {}) } }).body;
}

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const autoscalers = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';
const pass = (seconds: number): void => cluster.advance(cluster.now + seconds * 1000);
const replicas = (): number => ask('GET', `${deployments}/web`).spec.replicas;
const hpa = (): KubeObject => ask('GET', `${autoscalers}/web`);
const targets = (): string => ask('GET', `${autoscalers}/web`, undefined, 'table').rows[0].cells[2];
const said = (): string[] => hpa().status.conditions.map((c: Json) => `${c.type} ${c.status} ${c.reason}: ${c.message}`);
const events = (): string[] =>
  ask('GET', '/api/v1/namespaces/default/events')
    .items.filter((event: Json) => event.involvedObject.kind === 'HorizontalPodAutoscaler')
    .map(({ reason, message }: Json) => `${reason}: ${message}`);
const template = (command: string, resources: Json): Json => ({
  metadata: { labels: { app: 'web' } },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', command], resources }] },
});
const deploy = (command: string, resources: Json = { requests: { cpu: '100m' }, limits: { cpu: '200m' } }): void =>
  ask('POST', deployments, { metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template: template(command, resources) } });
const autoscale = (spec: Json = {}): Json =>
  ask('POST', autoscalers, {
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 6, metrics: [cpu(50)], ...spec },
  });
const cpu = (averageUtilization: number): Json => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });
const busy = 'while true; do :; done';

describe('with metrics', () => {
  beforeEach(() => begin('standard'));

  test('busy pods become more, and fewer five minutes after they are idle', () => {
    deploy(busy);
    pass(120);
    autoscale();
    pass(16);
    expect(targets()).toMatch(/^cpu: (19|20)\d%\/50%$/);
    expect(replicas()).toBe(4);
    expect(said().slice(0, 2)).toEqual([
      'AbleToScale True SucceededRescale: the HPA controller was able to update the target scale to 4',
      'ScalingActive True ValidMetricFound: the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
    ]);
    expect(events()).toEqual(['SuccessfulRescale: New size: 4; reason: cpu resource utilization (percentage of request) above target']);
    pass(300);
    expect(replicas()).toBe(6);
    expect(said()[2]).toBe('ScalingLimited True TooManyReplicas: the desired replica count is more than the maximum replica count');
    ask('PATCH', `${deployments}/web`, { spec: { template: template('sleep 100000', { requests: { cpu: '100m' } }) } });
    pass(240);
    expect(replicas()).toBe(6);
    expect(said()[0]).toBe('AbleToScale True ScaleDownStabilized: recent recommendations were higher than current one, applying the highest recent recommendation');
    pass(300);
    expect(replicas()).toBe(1);
    expect(targets()).toBe('cpu: 1%/50%');
    expect(events().at(-1)).toBe('SuccessfulRescale: New size: 1; reason: All metrics below target');
  });

  test('memory by its amount, a container by itself', () => {
    deploy('sleep 100000');
    pass(120);
    const memory = { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '100Mi' } } };
    const container = { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 60 } } };
    autoscale({ metrics: [memory, container] });
    pass(16);
    expect(targets()).toMatch(/^memory: \d+k?\/100Mi, cpu: 1%\/60%$/);
    expect(said()[0]).toBe('AbleToScale True ReadyForNewScale: recommended size matches current size');
  });

  test('what is not requested is not a share of anything', () => {
    deploy('sleep 100000', {});
    pass(120);
    autoscale();
    pass(16);
    const pod = ask('GET', '/api/v1/namespaces/default/pods').items[0].metadata.name;
    const why = `failed to get cpu utilization: missing request for cpu in container c of Pod ${pod}`;
    expect(said()[1]).toBe(`ScalingActive False FailedGetResourceMetric: the HPA was unable to compute the replica count: ${why}`);
    expect(events()).toEqual([
      `FailedGetResourceMetric: ${why}`,
      `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`,
    ]);
    expect(hpa().status.currentMetrics).toEqual([{ type: '' }]);
  });
});

test('without the metrics API it says so', () => {
  begin('plain');
  deploy('sleep 100000');
  autoscale();
  pass(20);
  const why = 'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
  expect(said()).toEqual([
    "AbleToScale True SucceededGetScale: the HPA controller was able to get the target's current scale",
    `ScalingActive False FailedGetResourceMetric: the HPA was unable to compute the replica count: failed to get cpu utilization: ${why}`,
  ]);
});

describe('behavior', () => {
  const rules = (up: Json, down: Json): KubeObject => ({ spec: { minReplicas: 1, maxReplicas: 100, behavior: { scaleUp: up, scaleDown: down } } }) as unknown as KubeObject;
  const policy = (type: string, value: number, periodSeconds: number): Json => ({ type, value, periodSeconds });
  const known = (all: Partial<Remembered> = {}): Remembered => ({ recommendations: [], ups: [], downs: [], ...all });
  const now = 1_000_000;

  test.each([
    ['the most of its policies', { policies: [policy('Pods', 4, 15), policy('Percent', 100, 15)] }, 10, known(), 50, 20, 'ScaleUpLimit'],
    ['the least', { selectPolicy: 'Min', policies: [policy('Pods', 4, 15), policy('Percent', 100, 15)] }, 10, known(), 50, 14, 'ScaleUpLimit'],
    ['what the period has left', { policies: [policy('Pods', 4, 60)] }, 13, known({ ups: [{ at: now - 30_000, change: 3 }] }), 50, 14, 'ScaleUpLimit'],
    ['nothing', { selectPolicy: 'Disabled', policies: [policy('Pods', 4, 60)] }, 10, known(), 50, 10, 'ScaleUpLimit'],
    [
      'the lowest of its window',
      { stabilizationWindowSeconds: 60, policies: [policy('Pods', 40, 60)] },
      10,
      known({ recommendations: [{ at: now - 30_000, replicas: 12 }] }),
      50,
      12,
      'DesiredWithinRange',
    ],
  ])('upwards: %s', (_, up, current, memory, proposed, replicas, reason) => {
    expect(limit(rules(up, {}), current, proposed, memory, now)).toMatchObject({ replicas, limited: { reason } });
  });

  test.each([
    ['a share', { stabilizationWindowSeconds: 0, policies: [policy('Percent', 10, 60)] }, 50, known(), 45, 'ScaleDownLimit'],
    [
      'the highest of its window',
      { stabilizationWindowSeconds: 60, policies: [policy('Percent', 100, 15)] },
      50,
      known({ recommendations: [{ at: now - 30_000, replicas: 40 }] }),
      40,
      'DesiredWithinRange',
    ],
    ['all', { stabilizationWindowSeconds: 0, policies: [policy('Percent', 100, 15)] }, 50, known(), 2, 'DesiredWithinRange'],
  ])('downwards: %s', (_, down, current, memory, replicas, reason) => {
    expect(limit(rules({}, down), current, 2, memory, now)).toMatchObject({ replicas, limited: { reason } });
  });
});
