// What a new lab begins with: a small one that is whole and proves itself, to be changed step by step.
import { type Domain, domains } from './lab.ts';
import type { Folder } from './load.ts';

const labYaml = (id: string, domain: Domain): string => `# yaml-language-server: $schema=../../lab.schema.json
id: ${id}
title: More hands at the press
domain: ${domain}
competency: Understand application deployments and how to perform rolling update and rollbacks
difficulty: 1
minutes: 3
namespace: orchard
values:
  count: [3, 4]
task: |
  In namespace \`orchard\` the Deployment \`press\` has one replica, which is not enough for the harvest.

  - Let **__COUNT__** replicas of it run. Its image stays as it is.
  - Write the cluster IP of the Service \`gate\` to the file \`gate.txt\` in the working directory.
hints:
  - One kubectl verb changes nothing but the number of replicas.
  - The cluster IP is a field of the Service's spec; -o jsonpath prints a single field.
prepare:
  - kubectl apply -f orchard.yaml
checks:
  - id: replicas
    kind: converge
    title: The replicas are available
    why: Customers wait when too few pods run; replicas that are asked for, but not available, take no load.
    weight: 60
    resource: deployments.apps
    namespace: orchard
    name: press
    within: 60
    conditions:
      - that: object.spec.replicas == __COUNT__ && object.status.?availableReplicas.orValue(0) == __COUNT__
        expect: __COUNT__ available replicas
        found: object.status.?availableReplicas.orValue(0)
  - id: image
    kind: unchanged
    title: The image is as it was
    why: Another image is another program; whoever asks for more replicas does not expect a release.
    weight: 10
    resource: deployments.apps
    namespace: orchard
    name: press
    fields: [metadata.uid, spec.template.spec.containers]
  - id: address
    kind: file
    title: gate.txt holds the cluster IP
    why: A Service's address outlives its pods; a pod's address that is passed on is wrong by the next rollout.
    weight: 30
    path: gate.txt
    as: word
    with:
      gate: {resource: services, namespace: orchard, name: gate}
    conditions:
      - that: value == gate.spec.clusterIP
        expect: the cluster IP of the Service gate
        found: value
explanation: |
  \`kubectl scale\` writes \`spec.replicas\` and nothing else, so the pods that run stay. A cluster IP is given to a Service when
  it is made, and stays the same as long as the Service is there.
`;

const orchardYaml = `apiVersion: v1
kind: Namespace
metadata:
  name: orchard
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: press
  namespace: orchard
spec:
  replicas: 1
  selector:
    matchLabels: {app: press}
  template:
    metadata:
      labels: {app: press}
    spec:
      containers:
        - name: press
          image: nginx:1.29
---
apiVersion: v1
kind: Service
metadata:
  name: gate
  namespace: orchard
spec:
  selector: {app: press}
  ports:
    - port: 80
`;

/** The files of a new lab by their path in its folder. */
export const newLab = (id: string, domain: Domain): Folder => ({
  'lab.yaml': labYaml(id, domain),
  'files/orchard.yaml': orchardYaml,
  'solution.sh': `kubectl scale deployment press -n orchard --replicas=__COUNT__
kubectl rollout status deployment press -n orchard
kubectl get service gate -n orchard -o jsonpath='{.spec.clusterIP}' > gate.txt
`,
  'also/patch.sh': `kubectl patch deployment press -n orchard -p '{"spec":{"replicas":__COUNT__}}'
kubectl get service gate -n orchard --no-headers | awk '{print $3}' > gate.txt
`,
  'wrong/made-anew.sh': `# The Deployment is another one now.
kubectl delete deployment press -n orchard
kubectl create deployment press -n orchard --image=nginx:1.29 --replicas=__COUNT__
kubectl get service gate -n orchard -o jsonpath='{.spec.clusterIP}' > gate.txt
`,
  'wrong/pod-address.sh': `# The address of a pod goes with the pod.
kubectl scale deployment press -n orchard --replicas=__COUNT__
kubectl get pods -n orchard -l app=press -o jsonpath='{.items[0].status.podIP}' > gate.txt
`,
});

export const isDomain = (name: string): name is Domain => name in domains;
