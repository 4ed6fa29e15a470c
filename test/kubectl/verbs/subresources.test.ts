// get --subresource: the object's own columns for its status, those of a scale for its scale; and what is asked without a server.
import { expect, test } from 'vitest';
import { alone } from '../alone.ts';
import { typedAt } from '../typed.ts';

test('status and scale are shown as tables', () => {
  const lab = typedAt('2026-11-21T01:00:00Z');
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
  lab.type('create deployment web --image=nginx --replicas=3');
  lab.now += 60_000;
  expect(lab.type('get deployment web --subresource=status')).toBe('NAME   READY   UP-TO-DATE   AVAILABLE   AGE\nweb    0/3     0            0           60s\n');
  expect(lab.type('get deployment web --subresource=scale')).toBe('NAME   DESIRED   AVAILABLE   AGE\nweb    3         0           60s\n');
});

test('who asks what a server serves asks it once', () => {
  const config = 'current-context: a\nclusters: [{name: c, cluster: {server: "https://1.2.3.4"}}]\ncontexts: [{name: a, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: t}}]\n';
  const person = alone({ '/home/me/.kube/config': config });
  const line =
    /^2> E0101 00:00:00\.000000 +\d+ memcache\.go:265\] "Unhandled Error" err="couldn't get current server API group list: Get \\"https:\/\/1\.2\.3\.4\/api\?timeout=32s\\": dial tcp 1\.2\.3\.4(:443)?: connect: connection refused"\n/;
  expect(person.type('api-resources')).toMatch(line);
  expect(person.type('api-resources').replace(line, '')).toBe('2> The connection to the server 1.2.3.4 was refused - did you specify the right host or port?\n=> 1\n');
  expect(person.type('api-versions')).toMatch(line);
});
