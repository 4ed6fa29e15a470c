// What the API server refuses although the object is valid, and who may not write what: requests and their answers.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Credential, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };
const anna: Credential = { kind: 'component', user: 'anna', groups: [] };
const node01: Credential = { kind: 'component', user: 'system:node:node01', groups: ['system:nodes'] };

let state: ClusterState;
let cluster: Cluster;

beforeEach(() => {
  state = structuredClone(newborn);
  cluster = new Cluster(state);
  cluster.advance(cluster.now + 5000);
});

function ask(
  method: ApiRequest['method'],
  path: string,
  body?: Json,
  credential = admin,
  contentType?: 'application/merge-patch+json',
): { code: number; message: string; warnings: readonly string[]; body: Json } {
  const answer = (cluster.transport as Transport).request({ method, path, body, credential, ...(contentType ? { headers: { contentType } } : {}) });
  return { code: answer.code, message: answer.body.message ?? '', warnings: answer.warnings, body: answer.body };
}

const merge = (path: string, body: Json, credential = admin) => ask('PATCH', path, body, credential, 'application/merge-patch+json');
const pod = (spec: Json = {}): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec } });
const role = (rules: Json): Json => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r' }, rules });

describe('namespaces', () => {
  test('one that is not there is said before anything else is asked', () => {
    expect(ask('POST', '/api/v1/namespaces/nope/pods', pod({ containers: [] })).message).toBe('namespaces "nope" not found');
  });
});

describe('pod security', () => {
  test.each([
    [{ hostNetwork: true, hostIPC: true }, 'host namespaces (hostNetwork=true, hostIPC=true), hostPort (container "c" uses hostPort 80)'],
    [
      {
        volumes: [
          { name: 'a', hostPath: { path: '/' } },
          { name: 'b', hostPath: { path: '/' } },
        ],
      },
      'hostPath volumes (volumes "a", "b")',
    ],
    [
      { securityContext: { seLinuxOptions: { type: 'x', user: 'u' }, sysctls: [{ name: 'kernel.sem', value: '1' }] } },
      'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "x"; user may not be set), forbidden sysctls (kernel.sem)',
    ],
  ])('the baseline: %j', (spec, violations) => {
    merge('/api/v1/namespaces/default', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.30' } } });
    const ports = (spec as Json).hostNetwork ? { containers: [{ name: 'c', image: 'nginx', ports: [{ containerPort: 80 }] }] } : {};
    expect(ask('POST', '/api/v1/namespaces/default/pods', pod({ ...spec, ...ports })).message).toBe(`pods "p" is forbidden: violates PodSecurity "baseline:v1.30": ${violations}`);
  });
});

describe('rights', () => {
  beforeEach(() => {
    ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterroles', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'author' },
      rules: [
        { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
      ],
    });
    ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'author' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'author' },
      subjects: [{ kind: 'User', name: 'anna', apiGroup: 'rbac.authorization.k8s.io' }],
    });
  });

  test('are given only by who has them', () => {
    const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles';
    expect(ask('POST', path, role([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]), anna).code).toBe(201);
    expect(ask('POST', path, { ...role([{ apiGroups: ['', 'apps'], resources: ['pods'], verbs: ['get', 'list'] }]), metadata: { name: 'more' } }, anna).message).toBe(
      'roles.rbac.authorization.k8s.io "more" is forbidden: user "anna" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
        '{APIGroups:[""], Resources:["pods"], Verbs:["list"]}\n{APIGroups:["apps"], Resources:["pods"], Verbs:["get" "list"]}',
    );
  });

  test('a kubelet writes its own node alone', () => {
    expect(merge('/api/v1/nodes/node02', { metadata: { labels: { a: 'b' } } }, node01).message).toBe('nodes "node02" is forbidden: node "node01" is not allowed to modify node "node02"');
    expect(merge('/api/v1/nodes/node01', { metadata: { labels: { 'node-role.kubernetes.io/x': '' } } }, node01).message).toBe(
      'nodes "node01" is forbidden: is not allowed to modify labels: node-role.kubernetes.io/x',
    );
    expect(merge('/api/v1/nodes/node01', { metadata: { labels: { 'team.example/a': 'b' } } }, node01).code).toBe(200);
  });
});

describe('webhooks', () => {
  test('fail as when nobody answers', () => {
    const webhook = {
      name: 'w.example.com',
      clientConfig: { service: { name: 'w', namespace: 'default', path: '/v' } },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    };
    ask('POST', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'w' },
      webhooks: [webhook],
    });
    expect(ask('POST', '/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }).message).toBe(
      'Internal error occurred: failed calling webhook "w.example.com": failed to call webhook: Post "https://w.default.svc:443/v?timeout=10s": service "w" not found',
    );
  });
});
