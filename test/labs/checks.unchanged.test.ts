// unchanged: what is told of a protected object that is gone.
import { expect, it } from 'vitest';
import { checked } from './checked.ts';

const checks = `
  - {id: kept, kind: unchanged, title: It is as it was, weight: 50, resource: configmaps, namespace: default, name: shelf-a}
  - {id: made, kind: absent, title: The other is gone, weight: 50, resource: configmaps, namespace: default, name: shelf-z, expect: no shelf-z, goal: true}`;
const prepare = ['kubectl create configmap shelf-a', 'kubectl create configmap shelf-b', 'kubectl create configmap shelf-z'];

it('it was deleted, whatever else has nearly its name', async () => {
  expect(await checked({ checks, prepare }, 'kubectl delete configmap shelf-a shelf-z')).toEqual({ kept: ['configmap shelf-a in namespace default: it was deleted'], made: 'passed' });
});
