// Pods and templates as the server stores them, and the class that their resources make.
import { describe, expect, it } from 'vitest';
import { resourceOf, decoded, podWith, stored } from '../../objects.ts';

describe('defaults', () => {
  it('of a pod', () => {
    const pod = stored(
      podWith(
        '{serviceAccount: robot, hostNetwork: true, containers: [{name: c, image: "reg.example:5000/a/b", ports: [{containerPort: 80}], env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}], livenessProbe: {httpGet: {port: 80}}, resources: {limits: {cpu: 100m}}}], volumes: [{name: a}, {name: b, hostPath: {path: /b}}, {name: d, secret: {secretName: s}}]}',
      ),
    );
    expect(pod.status).toEqual({ phase: 'Pending', qosClass: 'Burstable' });
    expect(pod.spec).toEqual({
      containers: [
        {
          env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
          image: 'reg.example:5000/a/b',
          imagePullPolicy: 'Always',
          livenessProbe: { failureThreshold: 3, httpGet: { path: '/', port: 80, scheme: 'HTTP' }, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 },
          name: 'c',
          ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
          resources: { limits: { cpu: '100m' }, requests: { cpu: '100m' } },
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      hostNetwork: true,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccount: 'robot',
      serviceAccountName: 'robot',
      terminationGracePeriodSeconds: 30,
      volumes: [
        { emptyDir: {}, name: 'a' },
        { hostPath: { path: '/b', type: '' }, name: 'b' },
        { name: 'd', secret: { defaultMode: 420, secretName: 's' } },
      ],
    });
  });

  it('of a deployment: its template asks for what it says, without service links', () => {
    const [deployment] = decoded(
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "nginx:1.27", resources: {limits: {cpu: 1}}}]}}}}',
    );
    expect(deployment.spec).toMatchObject({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    });
    expect(deployment.spec.template.spec.enableServiceLinks).toBeUndefined();
    expect(deployment.spec.template.spec.containers[0]).toMatchObject({ imagePullPolicy: 'IfNotPresent', resources: { limits: { cpu: '1' } } });
  });

  for (const [image, policy] of [
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    ['localhost:5000/nginx', 'Always'],
    ['nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'IfNotPresent'],
  ] as const) {
    it(`${image} is pulled ${policy}`, () => expect(stored(podWith(`{containers: [{name: c, image: "${image}"}]}`)).spec.containers[0].imagePullPolicy).toBe(policy));
  }
});

describe('quality of service', () => {
  for (const [resources, expected] of [
    ['{}', 'BestEffort'],
    ['{requests: {cpu: 1}}', 'Burstable'],
    ['{limits: {cpu: 1, memory: 1Gi}}', 'Guaranteed'],
    ['{limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 500m}}', 'Burstable'],
    ['{limits: {ephemeral-storage: 1Gi}}', 'BestEffort'],
  ] as const) {
    it(`${resources}: ${expected}`, () => expect(stored(podWith(`{containers: [{name: c, image: nginx, resources: ${resources}}]}`)).status.qosClass).toBe(expected));
  }
});

describe('warnings', () => {
  it('of what is allowed and hardly meant', () => {
    const pod = stored(
      podWith(
        '{terminationGracePeriodSeconds: -5, imagePullSecrets: [{}], nodeSelector: {beta.kubernetes.io/os: linux}, containers: [{name: c, image: nginx, env: [{name: A, value: x}, {name: A, value: y}], ports: [{containerPort: 80}, {containerPort: 80}], resources: {limits: {memory: 100m}}}]}',
      ),
    );
    expect(resourceOf(pod).logic.warnings?.(pod)).toEqual([
      'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
      'spec.imagePullSecrets[0].name: invalid empty name ""',
      'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
      'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
      'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
      'spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
    ]);
  });
});
