// What controllers do together, in a cluster: each test is a story with its instants.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json, KubeObject } from '../../src/apimachinery/object.ts';
import type { Client } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const born = Date.parse('2026-11-21T00:00:00Z');
let newborn: ClusterState;

beforeAll(() => {
  newborn = Cluster.create({ profile: 'plain', now: born });
  new Cluster(newborn).advance(born + 3_600_000);
});

class Story {
  readonly state: ClusterState = structuredClone(newborn);
  readonly cluster = new Cluster(this.state);
  readonly client: Client = this.cluster.client('kubectl', { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] });

  after(seconds: number): this {
    this.cluster.advance(this.cluster.now + seconds * 1000);
    return this;
  }

  make(resource: string, apiVersion: string, kind: string, name: string, spec: Json, more: Json = {}): KubeObject {
    return this.client.create(resource, { apiVersion, kind, metadata: { name, namespace: 'default', ...more }, spec });
  }

  deployment(name: string, replicas: number, more: Json = {}): KubeObject {
    return this.make('deployments.apps', 'apps/v1', 'Deployment', name, { replicas, selector: { matchLabels: { app: name } }, template: template({ app: name }), ...more });
  }

  change(resource: string, name: string, edit: (draft: Json) => void): void {
    this.client.update(resource, this.client.get(resource, name, 'default'), edit);
  }

  names(resource: string): string[] {
    return this.client.list(resource, { namespace: 'default' }).map(({ metadata }) => metadata.name);
  }

  messages(reason: string): string[] {
    return this.client.list('events', { namespace: 'default', fieldSelector: `reason=${reason}` }).map((e) => e.message);
  }

  /** What looking at everything again changes. */
  unrest(): string[] {
    const { revision } = this.state.etcd;
    this.cluster.relist();
    this.cluster.settle();
    return this.cluster.server.changesAfter(revision).map(({ resource, change }) => `${resource.resource}/${change.object.metadata.name}`);
  }
}

const template = (labels: Json, spec: Json = {}): Json => ({ metadata: { labels }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'c', image: 'nginx:1.27' }], ...spec } });
const conditions = (object: KubeObject): string[] => object.status.conditions.map((c: Json) => `${c.type}=${c.status} ${c.reason}`);

describe('deployments', () => {
  test('a rollout leaves the new set alone, and the old one for going back', () => {
    const story = new Story();
    story.deployment('web', 3);
    story.after(5).change('deployments.apps', 'web', (d) => {
      d.spec.template.spec.containers[0].image = 'nginx:1.28';
    });
    const deployment = story.after(20).client.get('deployments.apps', 'web', 'default');
    expect(deployment.metadata).toMatchObject({ generation: 2, annotations: { 'deployment.kubernetes.io/revision': '2' } });
    expect(deployment.status).toMatchObject({ replicas: 3, updatedReplicas: 3, availableReplicas: 3, observedGeneration: 2 });
    expect(conditions(deployment)).toEqual(['Available=True MinimumReplicasAvailable', 'Progressing=True NewReplicaSetAvailable']);
    expect(
      story.client
        .list('replicasets.apps')
        .map(({ spec }) => spec.replicas)
        .sort(),
    ).toEqual([0, 3]);
    expect(story.unrest()).toEqual([]);
  });

  test('one that cannot go on says so after its deadline', () => {
    const story = new Story();
    story.deployment('stuck', 2, { progressDeadlineSeconds: 6, template: template({ app: 'stuck' }, { nodeSelector: { disk: 'none' } }) });
    expect(conditions(story.after(3).client.get('deployments.apps', 'stuck', 'default'))).toContain('Progressing=True ReplicaSetUpdated');
    expect(conditions(story.after(7).client.get('deployments.apps', 'stuck', 'default'))).toContain('Progressing=False ProgressDeadlineExceeded');
  });

  test('deleted in the foreground it goes last, deleted alone it leaves its sets', () => {
    const story = new Story();
    story.deployment('web', 2);
    story.after(5).client.delete('deployments.apps', 'web', 'default', { propagationPolicy: 'Foreground' });
    expect([story.after(5).names('deployments.apps'), story.names('replicasets.apps'), story.names('pods')]).toEqual([[], [], []]);
    story.deployment('web', 2);
    story.after(5).client.delete('deployments.apps', 'web', 'default', { propagationPolicy: 'Orphan' });
    story.after(5);
    expect(story.client.list('replicasets.apps').map(({ metadata }) => metadata.ownerReferences)).toEqual([undefined]);
    expect(story.names('pods')).toHaveLength(2);
  });
});

describe('nodes', () => {
  test('a silent node is tainted after forty seconds, and loses its pods five minutes later', () => {
    const story = new Story();
    story.deployment('web', 2);
    const onNode01 = (): number => story.client.list('pods', { namespace: 'default', fieldSelector: 'spec.nodeName=node01' }).length;
    const keys = (): string[] => (story.client.get('nodes', 'node01').spec.taints ?? []).map((t: Json) => `${t.key}:${t.effect}`);
    const kubelet = story.after(10).state.hosts.find(({ name }) => name === 'node01')?.units.kubelet;
    if (!kubelet) throw new Error('node01 has no kubelet');
    kubelet.active = 'inactive';
    expect([story.after(30).client.get('nodes', 'node01').spec.taints, onNode01()]).toEqual([undefined, 1]);
    expect(story.after(11) && keys()).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute']);
    expect(conditions(story.client.get('nodes', 'node01'))).toContain('Ready=Unknown NodeStatusUnknown');
    expect(story.after(305) && onNode01()).toBe(0);
    kubelet.active = 'active';
    expect(story.after(10) && keys()).toEqual([]);
  });

  test('cordoning taints', () => {
    const story = new Story();
    const cordon = (on: boolean): void => {
      story.client.update('nodes', story.client.get('nodes', 'node01'), (d) => {
        d.spec.unschedulable = on;
      });
    };
    cordon(true);
    expect(story.after(1).client.get('nodes', 'node01').spec.taints).toMatchObject([{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }]);
    cordon(false);
    expect(story.after(1).client.get('nodes', 'node01').spec.taints).toBeUndefined();
  });
});

test('a set of named pods is made in order, and updated from the end', () => {
  const story = new Story();
  story.make('statefulsets.apps', 'apps/v1', 'StatefulSet', 'db', { serviceName: 'db', replicas: 3, selector: { matchLabels: { app: 'db' } }, template: template({ app: 'db' }) });
  expect(story.after(15).names('pods')).toEqual(['db-0', 'db-1', 'db-2']);
  story.change('statefulsets.apps', 'db', (d) => {
    d.spec.updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
    d.spec.template.spec.containers[0].image = 'nginx:1.28';
  });
  const images = (): string[] => story.client.list('pods', { namespace: 'default' }).map(({ spec }) => spec.containers[0].image);
  expect(story.after(15) && images()).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.28']);
  expect(story.unrest()).toEqual([]);
});

test('a cron job makes a job a minute, and waits while one is active', () => {
  const story = new Story();
  const jobTemplate = { spec: { template: template({}, { restartPolicy: 'Never' }) } };
  story.make('cronjobs.batch', 'batch/v1', 'CronJob', 'tick', { schedule: '* * * * *', concurrencyPolicy: 'Forbid', jobTemplate });
  expect(story.after(150).names('jobs.batch')).toHaveLength(1);
  expect(story.messages('JobAlreadyActive')).toEqual(['Not starting job because prior execution is running and concurrency policy is Forbid']);
});

test('a claim is looked at when the binder comes by again', () => {
  const story = new Story();
  const size = { storage: '1Gi' };
  story.make('persistentvolumeclaims', 'v1', 'PersistentVolumeClaim', 'data', { accessModes: ['ReadWriteOnce'], storageClassName: '', resources: { requests: size } });
  const phase = (): string => story.client.get('persistentvolumeclaims', 'data', 'default').status.phase;
  story.after(2).client.create('persistentvolumes', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'vol' },
    spec: { capacity: size, accessModes: ['ReadWriteOnce'], hostPath: { path: '/srv' } },
  });
  expect([story.after(10) && phase(), story.after(5) && phase()]).toEqual(['Pending', 'Bound']);
  expect(story.messages('FailedBinding')).toEqual(['no persistent volumes available for this claim and no storage class is set']);
});

test('a namespace takes everything with it, and waits for what is held', () => {
  const story = new Story();
  const { client } = story;
  client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  client.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', namespace: 'shop', finalizers: ['lab.example/hold'] } });
  story.after(1).client.delete('namespaces', 'shop');
  const trouble = story
    .after(10)
    .client.get('namespaces', 'shop')
    .status.conditions.filter((c: Json) => c.status === 'True');
  expect(trouble.map((c: Json) => c.message)).toEqual([
    'Some resources are remaining: configmaps. has 1 resource instances',
    'Some content in the namespace has finalizers remaining: lab.example/hold in 1 resource instances',
  ]);
  client.patch('configmaps', 'held', 'shop', { metadata: { finalizers: null } }, { type: 'merge' });
  expect(story.after(1).client.find('namespaces', 'shop')).toBeUndefined();
});
