// converge: what is told of a command that fails before anything is looked at.
import { expect, it } from 'vitest';
import { checked } from './checked.ts';

const checks = ['cat /lost', 'test -e /lost'].map(
  (command, i) => `
  - id: check-${i}
    kind: converge
    title: It is there
    weight: 50
    resource: pods
    namespace: default
    name: web
    first:
      - kubectl exec web -- ${command}
    conditions:
      - {that: object.status.phase == "Running", expect: a pod that runs}`,
);

it('tells what the command said, and how it ended only when it said nothing', async () => {
  expect(await checked({ checks: checks.join(''), prepare: ['kubectl run web --image=nginx:1.29', 'rest'] }, 'true')).toEqual({
    'check-0': ['that "kubectl exec web -- cat /lost" succeeds: cat: /lost: No such file or directory'],
    'check-1': ['that "kubectl exec web -- test -e /lost" succeeds: command terminated with exit code 1'],
  });
});
