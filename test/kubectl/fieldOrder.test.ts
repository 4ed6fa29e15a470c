// JSON in the order of Go's fields, where kubectl holds typed objects; sorted where it does not.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from './typed.ts';

let lab: Typed;

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', {
    'web.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {b: "2", a: "1"}, namespace: default}\nspec: {selector: {app: web}, ports: [{targetPort: 80, port: 8080, name: http}]}\n',
  });
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
  lab.type('create -f web.yaml');
});

const keys = (screen: string): string => [...screen.matchAll(/"(\w+)":/g)].map(([, key]) => key).join(' ');

test('what is typed keeps the order of its type', () => {
  expect(keys(lab.type('set selector -f web.yaml app=x --local -o json'))).toBe('kind apiVersion metadata name namespace labels a b spec ports name port targetPort selector app status loadBalancer');
  const order =
    /^kind apiVersion metadata name namespace uid resourceVersion creationTimestamp labels a b spec ports name protocol port targetPort selector app clusterIP clusterIPs type sessionAffinity /;
  expect(keys(lab.type('set selector svc/web app=x -o json'))).toMatch(order);
  expect(keys(lab.type('get --raw=/api/v1/namespaces/default/services/web')).replace(/ managedFields.*? spec /, ' spec ')).toMatch(order);
});

test('what is not is sorted', () => {
  expect(keys(lab.type('label svc/web c=d -o json'))).toMatch(/^apiVersion kind metadata creationTimestamp labels a b c name namespace resourceVersion uid spec clusterIP /);
});
