// Going over from client-side to server-side apply, and what a second application leaves of maps and lists.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from '../typed.ts';

let lab: Typed;

const deployment = (containers: string, labels = 'app: web'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {${labels}}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
${containers}`;
const web = '      - {name: web, image: "nginx:1", ports: [{containerPort: 80}], env: [{name: A, value: "1"}, {name: B, value: "2"}]}\n';
const side = '      - {name: side, image: "busybox"}\n';
const map = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app, namespace: default}\ndata: ${data}\n`;

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', {
    'two.yaml': deployment(web + side, 'app: web, tier: front'),
    'relabelled.yaml': deployment(web + side, 'app: web'),
    'one.yaml': deployment(web),
    'ab.yaml': map('{a: "1", b: "2"}'),
    'a.yaml': map('{a: "9"}'),
    'none.yaml': map('{}'),
  });
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
});

test('the migration: managers, the annotation and its keeper', () => {
  lab.type('apply -f ab.yaml');
  expect(lab.type('apply -f a.yaml --server-side')).toBe('configmap/app serverside-applied\n');
  expect(lab.type(['get', 'cm', 'app', '-o', 'jsonpath={range .metadata.managedFields[*]}{.manager}/{.operation} {end}{.data}{"\\n"}'])).toBe('kubectl/Apply kubectl-last-applied/Apply {"a":"9"}\n');
  expect(lab.type('apply view-last-applied cm/app -o json')).toContain('"a": "9"\n');
});

test('what somebody else has changed since conflicts, what kubectl wrote does not', () => {
  lab.type('apply -f ab.yaml');
  lab.type(['patch', 'cm', 'app', '--type=merge', '-p', '{"data":{"a":"3"}}']);
  expect(lab.type('apply -f a.yaml --server-side')).toMatch(/^2> error: Apply failed with 1 conflict: conflict with "kubectl-patch" using v1: \.data\.a\n/);
});

test('maps and lists stay when something in them is given up', () => {
  lab.type('apply -f two.yaml');
  const before = lab.type(['get', 'deployment', 'web', '-o', 'jsonpath={.spec}']);
  lab.type('apply -f relabelled.yaml --server-side');
  lab.type('apply -f relabelled.yaml --server-side');
  expect(lab.type(['get', 'deployment', 'web', '-o', 'jsonpath={.metadata.labels}'])).toBe('{"app":"web"}');
  expect(lab.type(['get', 'deployment', 'web', '-o', 'jsonpath={.spec}'])).toBe(before);
});

test('a map that nobody fills any more goes', () => {
  lab.type('apply -f ab.yaml --server-side');
  lab.type('apply -f none.yaml --server-side');
  expect(lab.type(['get', 'cm', 'app', '-o', 'jsonpath={.data}x'])).toBe('x');
});

test('an item goes whole, defaults and all', () => {
  lab.type('apply -f two.yaml');
  lab.type('apply -f one.yaml --server-side');
  expect(lab.type(['get', 'deployment', 'web', '-o', 'jsonpath={.spec.template.spec.containers[*].name} {.spec.template.spec.containers[0].ports}'])).toBe(
    'web [{"containerPort":80,"protocol":"TCP"}]',
  );
});
