// kubeconfigs, built from nothing and broken in several ways.
import { expect, test } from 'vitest';
import { alone } from '../alone.ts';

test('a kubeconfig is built, used and taken apart', () => {
  const lab = alone();
  const typed = [
    ['config set-cluster lab --server=https://192.0.2.5:6443 --insecure-skip-tls-verify', 'Cluster "lab" set.\n'],
    ['config set-credentials anna --token=abc123', 'User "anna" set.\n'],
    ['config set-context my.work --cluster=lab --user=anna', 'Context "my.work" created.\n'],
    ['config set contexts.my.work.namespace shop', 'Property "contexts.my.work.namespace" set.\n'],
    ['config use-context my.work', 'Switched to context "my.work".\n'],
    ['config get-contexts', 'CURRENT   NAME      CLUSTER   AUTHINFO   NAMESPACE\n*         my.work   lab       anna       shop\n'],
    ['get pods', '2> The connection to the server 192.0.2.5:6443 was refused - did you specify the right host or port?\n=> 1\n'],
    ['get pods --as-group=x', '2> error: requesting uid, groups or user-extra for anna without impersonating a user\n=> 1\n'],
    ['get pods --cluster=nope', '2> error: no server found for cluster "nope"\n=> 1\n'],
    ['config unset users.anna.token', 'Property "users.anna.token" unset.\n'],
    ['config delete-cluster lab', 'deleted cluster lab from /home/me/.kube/config\n'],
  ] as const;
  for (const [line, screen] of typed) expect(lab.type(line), line).toBe(screen);
  expect(lab.files['/home/me/.kube/config']).toBe(`apiVersion: v1
clusters: null
contexts:
- context:
    cluster: lab
    namespace: shop
    user: anna
  name: my.work
current-context: my.work
kind: Config
users:
- name: anna
  user: {}
`);
});

test('config set writes a path as it is typed, set-credentials as it lies from the file', () => {
  const lab = alone();
  lab.type('config set-credentials anna --client-certificate=/home/me/.kube/anna.crt');
  lab.type('config set users.anna.client-key /home/me/.kube/anna.key');
  lab.type('config set users.anna.tokenFile ./token');
  lab.type('config set-context work --user=anna');
  expect(lab.files['/home/me/.kube/config']?.split('users:\n')[1]).toBe(`- name: anna
  user:
    client-certificate: anna.crt
    client-key: /home/me/.kube/anna.key
    tokenFile: ./token
`);
});

test.each([
  ['clusters: foo', 'json: cannot unmarshal string into Go struct field Config.clusters of type []v1.NamedCluster'],
  ['kind: Pod', 'no kind "Pod" is registered for version "v1" in scheme "k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50"'],
  ['users: [{name: a, user: {token: 5}}]', 'json: cannot unmarshal number into Go struct field AuthInfo.users.user.token of type string'],
  ["users: [{name: a, user: {client-key-data: '@@'}}]", 'illegal base64 data at input byte 0'],
])('a broken file is named: %s', (text, why) => {
  expect(alone({ '/home/me/k': text }).type('--kubeconfig=k config view')).toBe(`2> error: error loading config file "k": ${why}\n=> 1\n`);
});
