// The client library @kubernetes/client-node: list, watch, create, patch, delete, exec-free informers.
import { AppsV1Api, CoreV1Api, KubeConfig, makeInformer, PatchStrategy, setHeaderOptions, type V1Pod, VersionApi, Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { podOf, Serving, until } from './serving.ts';

let lab: Serving;
let config: KubeConfig;
beforeAll(async () => {
  lab = await Serving.start();
  config = new KubeConfig();
  config.loadFromString(lab.kubeconfig);
});
afterAll(() => lab.stop());

const namespace = 'default';

it('creates, reads, patches, replaces, lists and deletes', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const made = await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'a' }, data: { x: '1' } } });
  expect(made.metadata?.creationTimestamp).toBeInstanceOf(Date);
  const patched = await core.patchNamespacedConfigMap({ name: 'a', namespace, body: { data: { y: '2' } } }, setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch));
  expect(patched.data).toEqual({ x: '1', y: '2' });
  const replaced = await core.replaceNamespacedConfigMap({ name: 'a', namespace, body: { ...patched, data: { z: '3' } } });
  expect(replaced.data).toEqual({ z: '3' });
  expect((await core.listNamespacedConfigMap({ namespace })).items.map((each) => each.metadata?.name)).toContain('a');
  await core.deleteNamespacedConfigMap({ name: 'a', namespace });
  await expect(core.readNamespacedConfigMap({ name: 'a', namespace })).rejects.toMatchObject({ code: 404 });
  expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toBe('v1.36.2');
});

it('lists page by page', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const names: (string | undefined)[] = [];
  let _continue: string | undefined;
  do {
    const page = await core.listNode({ limit: 2, ...(_continue ? { _continue } : {}) });
    names.push(...page.items.map((each) => each.metadata?.name));
    _continue = page.metadata?._continue;
  } while (_continue);
  expect(names).toEqual(['controlplane', 'node01', 'node02']);
});

it('watches a deployment come up', async () => {
  const apps = config.makeApiClient(AppsV1Api);
  const seen: string[] = [];
  const control = await new Watch(config).watch(
    '/apis/apps/v1/namespaces/default/deployments',
    {},
    (type, object) => seen.push(`${type} ${object.status?.readyReplicas ?? 0}`),
    () => {},
  );
  const template = { metadata: { labels: { app: 'w' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  await apps.createNamespacedDeployment({ namespace, body: { metadata: { name: 'w' }, spec: { replicas: 2, selector: { matchLabels: { app: 'w' } }, template } } });
  await until(() => seen.includes('MODIFIED 2'));
  expect([seen[0], seen.at(-1)]).toEqual(['ADDED 0', 'MODIFIED 2']);
  control.abort();
});

it('informs of what is there, of changes and of the end', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const told: string[] = [];
  const informer = makeInformer<V1Pod>(config, '/api/v1/namespaces/default/pods', () => core.listNamespacedPod({ namespace }), 'app=informed');
  const tell = (what: string) => (pod: V1Pod) => told.push(`${what} ${pod.metadata?.name}`);
  informer.on('add', tell('add'));
  informer.on('update', tell('update'));
  informer.on('delete', tell('delete'));
  await informer.start();
  await core.createNamespacedPod({ namespace, body: { ...podOf('informed') } });
  await until(() => told.some((each) => each === 'update informed'));
  await core.deleteNamespacedPod({ name: 'informed', namespace, gracePeriodSeconds: 0 });
  await until(() => told.includes('delete informed'));
  await informer.stop();
  expect([...new Set(told.filter((each) => each.endsWith(' informed')))]).toEqual(['add informed', 'update informed', 'delete informed']);
});
