// history: what was true at every moment since a lab began, also of what etcd has forgotten.
import { expect, it } from 'vitest';
import { checked } from './checked.ts';

const files = {
  'app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec:
  minAvailable: 2
  selector: {matchLabels: {app: web}}
`,
};

const checks = `
  - id: served
    kind: history
    title: Served
    weight: 20
    resource: deployments.apps
    namespace: default
    name: web
    always:
      - that: object.status.?availableReplicas.orValue(0) >= 2
        expect: 2 replicas
        found: object.status.?availableReplicas.orValue(0)
  - id: budget
    kind: history
    title: Budget
    weight: 20
    resource: poddisruptionbudgets.policy
    namespace: default
    name: web
    always:
      - {that: object.spec.minAvailable >= begin.spec.minAvailable, expect: the budget}
  - id: versions
    kind: history
    title: Versions
    weight: 20
    resource: replicasets.apps
    namespace: default
    selector: app=web
    always:
      - {that: size(seen) <= 2, expect: at most one new ReplicaSet}
    ever:
      - that: objects.exists(s, s.spec.template.spec.containers[0].image == "nginx:1.28")
        expect: nginx:1.28
        found: 'objects.map(s, s.spec.template.spec.containers[0].image)'
  - id: three
    kind: history
    title: Three
    weight: 40
    resource: pods
    namespace: default
    selector: app=web
    with: {web: {resource: deployments.apps, namespace: default, name: web}}
    ever:
      - {that: size(objects) == 3 && web.spec.replicas == 3, expect: three pods, found: size(objects)}
`;

const tell = 'counts only together with another check that passes';
const alone = [`something of the task done: ${tell}`];

it.each([
  [
    'nothing',
    '',
    {
      served: alone,
      budget: alone,
      versions: ['nginx:1.28, at some moment: never since 10:01:05; now nginx:1.27'],
      three: ['three pods, at some moment: never since 10:01:05; now 2'],
    },
  ],
  [
    'what was so for a while, long ago',
    `kubectl scale deployment web --replicas=3
kubectl rollout status deployment web
kubectl scale deployment web --replicas=2
kubectl set image deployment web web=nginx:1.28
kubectl rollout status deployment web
sleep 3600`,
    { served: 'passed', budget: 'passed', versions: 'passed', three: 'passed' },
  ],
  [
    'a gap that has closed, a budget that was weaker, a version more that is gone',
    `kubectl delete pod -l app=web
kubectl patch pdb web -p '{"spec":{"minAvailable":1}}'
kubectl patch pdb web -p '{"spec":{"minAvailable":2}}'
kubectl set image deployment web web=nginx:1.28
kubectl rollout status deployment web
kubectl set image deployment web web=nginx:1.29
kubectl rollout status deployment web
kubectl delete replicaset -l app=web --field-selector=status.replicas=0
sleep 3600`,
    {
      served: ['2 replicas, at every moment: 1, at 10:01:05'],
      budget: ['the budget, at every moment: 1, at 10:01:05'],
      versions: ['at most one new ReplicaSet, at every moment: 3, at 10:01:15'],
      three: ['three pods, at some moment: never since 10:01:05; now 2'],
    },
  ],
  [
    'a budget that was made anew',
    `kubectl scale deployment web --replicas=3
kubectl get pdb web -o yaml > pdb.yaml
kubectl delete pdb web
kubectl create -f pdb.yaml`,
    {
      served: 'passed',
      budget: ['the budget, at every moment: nothing, at 10:01:05'],
      versions: ['nginx:1.28, at some moment: never since 10:01:05; now nginx:1.27'],
      three: 'passed',
    },
  ],
])('%s', async (_, script, expected) => expect(await checked({ checks, files, prepare: ['kubectl create -f app.yaml'] }, script)).toEqual(expected));
