// What the manifest of the API server says changes what the server answers, as soon as the kubelet has started it anew.
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { Cluster } from '../../src/cluster.ts';
import type { HostState } from '../../src/nodes/host/index.ts';
import { Asking, configMap } from './asking.ts';

const settled = Cluster.settled({ profile: 'standard', now: Date.parse('2026-11-21T00:00:00Z') });
const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const nobody = { credential: { kind: 'none' } } as const;

function hostOf(it: Asking): HostState {
  return it.state.hosts.find((host) => host.files[manifest]) as HostState;
}

/** The cluster with other flags of the API server, and files that they name. */
function started(flags: readonly string[], files: Record<string, string> = {}): Asking {
  const it = new Asking(settled);
  const host = hostOf(it);
  for (const [path, text] of Object.entries(files)) host.files[path] = { text, mode: 0o600, owner: 'root' };
  const lines = host.files[manifest]?.text.split('\n').filter((line) => !flags.some((flag) => line.includes(`- ${flag.split('=')[0]}=`))) ?? [];
  const at = lines.findIndex((line) => line.endsWith('- kube-apiserver'));
  lines.splice(at + 1, 0, ...flags.map((flag) => `    - ${flag}`));
  (host.files[manifest] as { text: string }).text = lines.join('\n');
  it.cluster.touch(host.name);
  it.cluster.advance(it.cluster.now + 60_000);
  return it;
}

const path = '/api/v1/namespaces/default/configmaps';

describe('the API server started with', () => {
  test('--runtime-config serves what it says', () => {
    const it = started(['--runtime-config=apps/v1=false']);
    expect(it.said('GET', '/apis/apps/v1/deployments')).toBe('404 the server could not find the requested resource');
    expect(it.said('GET', '/apis/apps/v1')).toBe('404 the server could not find the requested resource');
    expect(it.get('/apis').groups.map((group: Json) => group.name)).not.toContain('apps');
    expect(it.said('GET', path)).toBe('200');
  });

  test('--anonymous-auth=false knows everybody', () => {
    expect(new Asking(settled).said('GET', path, undefined, nobody)).toMatch(/^403 configmaps is forbidden: User "system:anonymous"/);
    expect(started(['--anonymous-auth=false']).said('GET', path, undefined, nobody)).toBe('401 Unauthorized');
  });

  test('--authorization-mode=AlwaysAllow lets everybody', () => {
    expect(started(['--authorization-mode=AlwaysAllow']).said('GET', path, undefined, nobody)).toBe('200');
  });

  test('--enable-admission-plugins asks them', () => {
    const it = started(['--enable-admission-plugins=NodeRestriction,NamespaceAutoProvision,AlwaysPullImages']);
    expect(it.said('POST', '/api/v1/namespaces/new/configmaps', configMap('a'))).toBe('201');
  });

  test('an etcd that is not there answers nobody', () => {
    expect(started(['--etcd-servers=https://127.0.0.1:2378']).cluster.transport).toBeUndefined();
  });

  test('--encryption-provider-config seals what it covers, and seals the rest when it is written again', () => {
    const config = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - aescbc: {keys: [{name: key1, secret: ${Buffer.alloc(32, 7).toString('base64')}}]}
  - identity: {}
`;
    const file = '/etc/kubernetes/enc.yaml';
    const secrets = '/api/v1/namespaces/default/secrets';
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: 'Yg==' } };
    const it = started([`--encryption-provider-config=${file}`], { [file]: config });
    it.post(secrets, secret);
    const stored = (): unknown => it.state.etcd.keys['/registry/secrets/default/s']?.value;
    expect(String(stored())).toMatch(/^k8s:enc:aescbc:v1:key1:/);
    expect(JSON.stringify(stored())).not.toContain('Yg==');
    expect(
      new Cluster(structuredClone(it.state)).transport?.request({ method: 'GET', path: `${secrets}/s`, credential: { kind: 'component', user: 'a', groups: ['system:masters'] } }).body.data,
    ).toEqual({ a: 'Yg==' });
    const turned = config.replace(/ {2}- aescbc.*\n {2}- identity: \{\}/, (text) => text.split('\n').reverse().join('\n'));
    Object.assign(hostOf(it).files[file] as object, { text: turned });
    (hostOf(it).files[manifest] as { text: string }).text += '\n# again';
    it.cluster.touch(hostOf(it).name);
    it.cluster.advance(it.cluster.now + 60_000);
    it.put(`${secrets}/s`, it.get(`${secrets}/s`));
    expect(stored()).toMatchObject({ data: { a: 'Yg==' } });
  });

  test('--audit-policy-file and --audit-log-path notes what the policy keeps', () => {
    const policy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: ["system:kube-scheduler"]
- level: Metadata
  resources: [{group: "", resources: [secrets]}]
- level: RequestResponse
  verbs: [create]
  namespaces: [default]
  resources: [{group: "", resources: [configmaps]}]
`;
    const it = started(['--audit-policy-file=/etc/kubernetes/audit.yaml', '--audit-log-path=/var/log/kubernetes/audit.log'], { '/etc/kubernetes/audit.yaml': policy });
    it.post(path, configMap('a', { data: { x: '1' } }));
    it.get('/api/v1/namespaces/default/secrets/no');
    const lines = (hostOf(it).files['/var/log/kubernetes/audit.log']?.text ?? '').split('\n').filter((line) => line.includes('"userAgent":"test/v1"'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 'RequestResponse',
        stage: 'ResponseComplete',
        verb: 'create',
        requestURI: path,
        objectRef: { resource: 'configmaps', namespace: 'default', name: 'a', apiVersion: 'v1' },
        responseStatus: { code: 201 },
        requestObject: { data: { x: '1' } },
      },
      { level: 'Metadata', verb: 'get', user: { username: 'admin' }, responseStatus: { code: 404, reason: 'NotFound' } },
    ]);
    expect(lines[1]).not.toContain('responseObject');
  });
});
