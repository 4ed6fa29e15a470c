// What `__complete` answers, as kubectl's own does; the words beside the names are ours and left out here.
import { expect, test } from 'vitest';
import { typedAt } from './typed.ts';

const lab = typedAt('2026-11-21T06:50:00Z');
const pod = (name: string): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { initContainers: [{ name: 'i1', image: 'a' }], containers: ['c1', 'c2'].map((each) => ({ name: each, image: 'a' })) },
});
for (const name of ['default', 'kube-system']) lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
lab.send('POST', '/api/v1/namespaces/default/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } });
for (const name of ['pod-a', 'pod-b']) lab.send('POST', '/api/v1/namespaces/default/pods', pod(name));

const complete = (words: string): string =>
  lab
    .type(['__complete', ...words.split(' ').map((word) => (word === "''" ? '' : word))])
    .replace(/2> .*\n/g, '')
    .replace(/\t.*$/gm, '')
    .trim()
    .split('\n')
    .join(' ');

test.each([
  ["get pods ''", 'pod-a pod-b :4'],
  ["delete pod pod-a ''", 'pod-b :4'],
  ['get pod/pod-a pod/', 'pod/pod-b :4'],
  ['get pods,serv', 'pods,serviceaccounts pods,services pods,servicecidrs.networking.k8s.io :4'],
  ['get dep', 'deployments.apps :4'],
  ["get nosuch ''", ':4'],
  ['logs po', 'pod-a pod-b pods/ :4'],
  ['logs depl', 'deployments/ :6'],
  ["logs pod-a ''", 'i1 c1 c2 :4'],
  ["exec pod-a -c ''", 'i1 c1 c2 :4'],
  ["exec pod-a ''", ':4'],
  ['get -n=kube', 'kube-system :4'],
  ["get --namespace ''", 'default kube-system :4'],
  ["get pods -n kube-system ''", ':4'],
  ["get --context ''", 'lab :4'],
  ['get -o=j', 'json jsonpath jsonpath-as-json jsonpath-file :4'],
  ["apply -f ''", 'json yaml yml :8'],
  ['apply --dry-run=', ':0'],
  ["apply --dry-run ''", ':0'],
  ['get -A --a', '--as --as-group --as-uid --as-user-extra --allow-missing-template-keys :4'],
  ["create deployment ''", '--image :0'],
  ["create deployment --image=x ''", ':0'],
  ["scale ''", '--replicas deployment replicaset replicationcontroller statefulset :4'],
  ["rollout pause ''", 'deployment :4'],
  ['rollout re', 'restart resume :4'],
  ["cp ''", 'default/ kube-system/ pod-a: pod-b: ./ / :2'],
  ['help create se', 'secret service serviceaccount :4'],
  ["completion bash ''", ':0'],
  ["get --nosuch ''", ':0'],
])('%s', (words, answer) => expect(complete(words)).toBe(answer));
