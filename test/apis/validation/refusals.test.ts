// Manifests that a server refuses, and every sentence with which it does, in its order.
import { describe, expect, test } from 'vitest';
import { podWith, stored, wrongWith } from '../objects.ts';

type Case = readonly [name: string, manifest: string, expected: readonly string[]];

const pod = (name: string, spec: string, ...expected: string[]): Case => [name, podWith(spec), expected];
const container = '{name: a, image: x}';
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const pods: readonly Case[] = [
  pod(
    'two sources of a volume',
    `{containers: [${container}], volumes: [{name: v, emptyDir: {}, cephfs: {monitors: [m]}}]}`,
    'spec.volumes[0].cephFS: Forbidden: may not specify more than 1 volume type',
  ),
  pod(
    'a claim that another volume makes',
    `{containers: [${container}], volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}, {name: w, persistentVolumeClaim: {claimName: p-v}}]}`,
    'spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "p-v": must not reference a PVC that gets created for an ephemeral volume',
  ),
  pod(
    'an ephemeral claim',
    `{containers: [${container}], volumes: [{name: v, ephemeral: {volumeClaimTemplate: {metadata: {name: n}, spec: {accessModes: [RWO], volumeMode: Raw}}}}]}`,
    'spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set',
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes: Unsupported value: "RWO": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value',
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.volumeMode: Unsupported value: "Raw": supported values: "Block", "Filesystem"',
  ),
  pod(
    'a resize policy of an init container',
    `{initContainers: [{name: i, image: x, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}], containers: [${container}]}`,
    'spec.initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to \'RestartContainer\' for non-sidecar initContainers',
  ),
  pod(
    'restart rules',
    '{containers: [{name: a, image: x, restartPolicyRules: [{action: Stop, exitCodes: {operator: Is, values: [1]}}]}]}',
    'spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used',
    'spec.containers[0].restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers"',
    'spec.containers[0].restartPolicyRules[0].exitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
  ),
  pod(
    'a pod for Windows',
    '{os: {name: windows}, securityContext: {runAsUser: 1, windowsOptions: {runAsUserName: "a\\\\b\\\\c"}}, containers: [{name: a, image: x, securityContext: {privileged: true, windowsOptions: {hostProcess: true}}}]}',
    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName cannot contain more than one backslash',
    'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    'spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
    'spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod',
  ),
  pod('overhead', `{overhead: {cpu: -1}, containers: [${container}]}`, 'spec.overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'),
  [
    'annotations',
    `{apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {controller.kubernetes.io/pod-deletion-cost: "1.5", container.apparmor.security.beta.kubernetes.io/b: odd}}, spec: {containers: [${container}]}}`,
    [
      'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "1.5": must be a 32bit integer',
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/b]: Invalid value: "b": container not found',
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/b]: Invalid value: "odd": invalid AppArmor profile name: "odd"',
    ],
  ],
];

const template = (spec: string): string => `template: {metadata: {labels: {a: b}}, spec: ${spec}}`;

const workloads: readonly Case[] = [
  [
    'labels of a template',
    '{apiVersion: v1, kind: PodTemplate, metadata: {name: t}, template: {metadata: {labels: {a/b/c: d}}, spec: {containers: []}}}',
    [
      "template.labels: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      'template.spec.containers: Required value',
    ],
  ],
  [
    'a stateful set',
    `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {serviceName: A_, selector: {matchLabels: {a: b}}, volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce]}}], ${template('{containers: [{name: a, image: x, volumeMounts: [{name: d, mountPath: /d}, {name: e, mountPath: /e}]}]}')}}}`,
    [
      'spec.volumeClaimTemplates[0].spec.resources[storage]: Required value',
      `spec.serviceName: Invalid value: "A_": ${label}`,
      'spec.template.spec.containers[0].volumeMounts[1].name: Not found: "e"',
    ],
  ],
  [
    'a daemon set',
    `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: s}, spec: {updateStrategy: {type: Odd}, selector: {matchLabels: {a: b}}, ${template(`{containers: [${container}]}`)}}}`,
    ['spec.updateStrategy: Unsupported value: {"Type":"Odd","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"'],
  ],
  [
    'an indexed job',
    `{apiVersion: batch/v1, kind: Job, metadata: {name: j.k}, spec: {completionMode: Indexed, completions: 2, maxFailedIndexes: 3, managedBy: me, template: {spec: {restartPolicy: Never, containers: [${container}]}}}}`,
    [
      'spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified',
      'spec.managedBy: Invalid value: "me": must be a domain-prefixed path (such as "acme.io/foo")',
      'spec.maxFailedIndexes: Invalid value: 3: must be less than or equal to completions',
      'metadata.name: Invalid value: "j.k": will not able to create pod with invalid DNS label: j.k-1',
    ],
  ],
  [
    'when a job gives up',
    `{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {podFailurePolicy: {rules: [{action: FailJob}, {onExitCodes: {operator: In, values: [2, 1]}}]}, template: {spec: {restartPolicy: Never, containers: [${container}]}}}}`,
    [
      'spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
      'spec.podFailurePolicy.rules[1].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
      'spec.podFailurePolicy.rules[1].onExitCodes.values: Invalid value: [2,1]: must be ordered',
    ],
  ],
  [
    'a schedule in a zone',
    `{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {schedule: "TZ=UTC 0 * * * *", timeZone: "+01:00", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [${container}]}}}}}}`,
    ['spec.schedule: Invalid value: "TZ=UTC 0 * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead', 'spec.timeZone: Invalid value: "+01:00": unknown time zone +01:00'],
  ],
];

const others: readonly Case[] = [
  [
    'a persistent volume',
    '{apiVersion: v1, kind: PersistentVolume, metadata: {name: v}, spec: {capacity: {storage: 1Gi}, accessModes: [RWX], gcePersistentDisk: {pdName: d, partition: 300}, iscsi: {targetPortal: p}}}',
    [
      'spec.accessModes: Unsupported value: "RWX": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      'spec.persistentDisk.partition: Invalid value: 300: must be between 1 and 255, inclusive',
      'spec.iscsi: Forbidden: may not specify more than 1 volume type',
    ],
  ],
  ['keys in both bags', '{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: b}, binaryData: {a: YQ==}}', ['data[a]: Invalid value: "a": duplicate of key present in binaryData']],
  [
    'a quota',
    '{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: In, values: [a]}, {scopeName: NotBestEffort, operator: Exists}]}}}',
    [
      'spec.scopeSelector.matchExpressions.operator: Invalid value: "In": must be \'Exists\' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity',
      'spec.scopeSelector.matchExpressions: Invalid value: null: conflicting scopes',
    ],
  ],
  [
    'a runtime class',
    '{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: r}, overhead: {podFixed: {cpu: -1}}}',
    ['handler: Required value', 'overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'],
  ],
  [
    'a driver',
    '{apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: d}, spec: {volumeLifecycleModes: [Odd], fsGroupPolicy: Some, nodeAllocatableUpdatePeriodSeconds: 5}}',
    [
      'spec.fsGroupPolicy: Unsupported value: "Some": supported values: "File", "None", "ReadWriteOnceWithFSType"',
      'spec.volumeLifecycleModes: Unsupported value: "Odd": supported values: "Persistent", "Ephemeral"',
      'spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 5: must be greater than or equal to 10 seconds',
    ],
  ],
  [
    'a new event',
    '{apiVersion: events.k8s.io/v1, kind: Event, metadata: {name: e}, eventTime: "2026-01-01T00:00:00.000000Z", type: Odd, regarding: {namespace: default}, reportingController: lab.example/x, deprecatedCount: 3}',
    ['reportingInstance: Required value', 'action: Required value', 'reason: Required value', 'type: Invalid value: "": has invalid value: Odd', 'count: Invalid value: "": needs to be unset'],
  ],
];

describe.each([
  ['pods', pods],
  ['workloads', workloads],
  ['other kinds', others],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', (_name, manifest, expected) => {
    expect(wrongWith(stored(manifest))).toEqual(expected);
  });
});
