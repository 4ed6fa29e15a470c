// What a server takes, and warns of.
import { expect, test } from 'vitest';
import { resourceOf, stored } from '../objects.ts';

const warnings = (manifest: string): string[] => {
  const object = stored(manifest);
  return resourceOf(object).logic.warnings?.(object) ?? [];
};

test('of pods: ports, paths, old annotations and addresses, in upstream order', () => {
  const manifest = `
apiVersion: v1
kind: Pod
metadata: {name: a.b, annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}}
spec:
  volumes:
  - {name: v, configMap: {name: c, items: [{key: a, path: x}, {key: b, path: x/y}]}}
  - {name: w, gitRepo: {repository: r}}
  containers:
  - {name: a, image: x, ports: [{containerPort: 80, name: web, hostIP: 10.0.0.1}, {containerPort: 80}], resources: {limits: {memory: 100m}}}
  - {name: b, image: x, ports: [{containerPort: 81, name: web}]}
  affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: k}]}}
  dnsConfig: {nameservers: ["fd00:0::1"]}
`;
  expect(warnings(manifest)).toEqual([
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    'spec.volumes[1].gitRepo: deprecated in v1.11, and disabled by default in v1.33+',
    'volume "v" (ConfigMap "c"): overlapping paths: "x/y" with "x"',
    'metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead',
    'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
    'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
    'spec.containers[0].ports[0]: hostIP set without hostPort: {Name:web HostPort:0 ContainerPort:80 Protocol:TCP HostIP:10.0.0.1}',
    'spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]',
    'spec.containers[1].ports[0]: duplicate port name "web" with spec.containers[0].ports[0], services and probes that select ports by name will use spec.containers[0].ports[0]',
    'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod',
    'spec.dnsConfig.nameservers[0]: IPv6 address "fd00:0::1" should be in RFC 5952 canonical format ("fd00::1")',
  ]);
});

test('of stateful sets: their claims and their history, and not their names', () => {
  const manifest = `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {revisionHistoryLimit: -1, selector: {matchLabels: {a: b}},
    volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1500m}}}}], template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: x}]}}}}`;
  expect(warnings(manifest)).toEqual([
    'spec.volumeClaimTemplates[0].resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer',
    'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended',
  ]);
});
