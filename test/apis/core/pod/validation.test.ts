// What the recordings do not show of a pod's rules: volumes, mounts, affinity, sidecars, hugepages, and what may change.
import { describe, expect, it } from 'vitest';
import { podParts } from '../../../../src/apis/core/pod/subresources.ts';
import type { Json } from '../../../../src/apimachinery/object.ts';
import { podWith, sentences, stored, wrongWith, wrongWithChange } from '../../objects.ts';

const wrong = (spec: string): string[] => wrongWith(stored(podWith(spec)));
const c = 'name: c, image: nginx';

const cases: [what: string, spec: string, sentences: string[]][] = [
  ['a volume without a source is an emptyDir', `{containers: [{${c}, volumeMounts: [{name: v, mountPath: /v}]}], volumes: [{name: v}]}`, []],
  [
    'mounts',
    `{containers: [{${c}, volumeMounts: [{name: x, mountPath: /a}, {name: v, mountPath: /a, subPath: ../up}, {name: v}]}], volumes: [{name: v, emptyDir: {}}]}`,
    [
      'spec.containers[0].volumeMounts[0].name: Not found: "x"',
      'spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique',
      `spec.containers[0].volumeMounts.subPath: Invalid value: "../up": must not contain '..'`,
      'spec.containers[0].volumeMounts[2].mountPath: Required value',
    ],
  ],
  [
    'volumes',
    `{containers: [{${c}}], volumes: [{name: a, emptyDir: {}, hostPath: {path: /x}}, {name: b, configMap: {}}, {name: B, secret: {secretName: s, defaultMode: 1000}}, {name: d, hostPath: {path: /x, type: Pipe}}, {emptyDir: {}}]}`,
    [
      'spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type',
      'spec.volumes[1].configMap.name: Required value',
      'spec.volumes[2].secret.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive',
      `spec.volumes[2].name: Invalid value: "B": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
      'spec.volumes[3].hostPath.type: Unsupported value: "Pipe": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
      'spec.volumes[4].name: Required value',
    ],
  ],
  [
    'ports of the host',
    `{containers: [{${c}, ports: [{containerPort: 80, hostPort: 80}]}, {name: d, image: nginx, ports: [{containerPort: 81, hostPort: 80}]}]}`,
    ['spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"'],
  ],
  [
    'affinity between pods',
    `{containers: [{${c}}], affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}]}}}`,
    [
      "spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty',
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must be non-empty',
      `spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    ],
  ],
  ['a sidecar may have probes', `{containers: [{${c}}], initContainers: [{name: s, image: busybox, restartPolicy: Always, readinessProbe: {exec: {command: [x]}}}]}`, []],
  [
    'hugepages',
    `{containers: [{${c}, resources: {limits: {hugepages-2Mi: 3Mi}}}]}`,
    [
      'spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources: Forbidden: HugePages require cpu or memory',
    ],
  ],
  ['DNS', `{containers: [{${c}}], dnsPolicy: None}`, ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None']],
  ['a gate and a node', `{containers: [{${c}}], nodeName: n, schedulingGates: [{name: a/b}]}`, ['spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared']],
  [
    'seconds of a toleration',
    `{containers: [{${c}}], tolerations: [{key: a, operator: Exists, value: x, tolerationSeconds: 5}]}`,
    [
      'spec.tolerations[0].effect: Invalid value: "": effect must be \'NoExecute\' when `tolerationSeconds` is set',
      'spec.tolerations[0].operator: Invalid value: {"Key":"a","Operator":"Exists","Value":"x","Effect":"","TolerationSeconds":5}: value must be empty when `operator` is \'Exists\'',
    ],
  ],
];

describe('a new pod', () => {
  for (const [what, spec, expected] of cases) it(what, () => expect(wrong(spec)).toEqual(expected));
});

describe('a change of a pod', () => {
  const pod = stored(podWith(`{containers: [{${c}}], nodeSelector: {disk: ssd}, tolerations: [{key: a, operator: Exists}], activeDeadlineSeconds: 50}`));
  const change = (edit: (spec: Json) => void): string[] => wrongWithChange(pod, (draft) => edit(draft.spec)).map((text) => text.split('\n')[0] as string);
  const fixed =
    'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

  const changes: [what: string, edit: (spec: Json) => void, sentences: string[]][] = [
    ['an image', (spec) => Object.assign(spec.containers[0], { image: 'nginx:1.28' }), []],
    ['a shorter deadline', (spec) => Object.assign(spec, { activeDeadlineSeconds: 40 }), []],
    ['a longer deadline', (spec) => Object.assign(spec, { activeDeadlineSeconds: 60 }), ['spec.activeDeadlineSeconds: Invalid value: 60: must be less than or equal to previous value']],
    ['one more toleration', (spec) => spec.tolerations.push({ key: 'b', operator: 'Exists' }), []],
    ['one toleration less', (spec) => spec.tolerations.pop(), ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds']],
    ['one more container', (spec) => spec.containers.push({ ...spec.containers[0], name: 'd' }), ['spec.containers: Forbidden: pod updates may not add or remove containers']],
    ['the node', (spec) => Object.assign(spec, { nodeSelector: { disk: 'hdd' } }), [fixed]],
    ['resources', (spec) => Object.assign(spec.containers[0], { resources: { limits: { cpu: '1' } } }), [fixed]],
  ];
  for (const [what, edit, expected] of changes) it(what, () => expect(change(edit)).toEqual(expected));

  it('what is wrong is shown as a diff of upstream structs', () => {
    const text = wrongWithChange(pod, (draft) => Object.assign(draft.spec, { nodeSelector: { disk: 'hdd' } }))[0] as string;
    expect(text).toContain('-  "disk": "ssd"');
    expect(text).toContain('+  "disk": "hdd"');
  });

  it('behind a gate the node selector may grow', () => {
    const gated = stored(podWith(`{containers: [{${c}}], nodeSelector: {disk: ssd}, schedulingGates: [{name: a/b}]}`));
    expect(wrongWithChange(gated, (draft) => Object.assign(draft.spec.nodeSelector, { zone: 'a' }))).toEqual([]);
    expect(wrongWithChange(gated, (draft) => Object.assign(draft.spec.nodeSelector, { disk: 'hdd' }))).toEqual([
      'spec.nodeSelector: Invalid value: {"disk":"hdd"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ]);
  });
});

describe('parts of a pod', () => {
  const pod = stored(podWith(`{containers: [{${c}, resources: {requests: {cpu: 100m}}}]}`));

  function written(name: string, edit: (spec: Json) => void): { pod: Json; wrong: string[] } {
    const part = podParts[name];
    const draft = structuredClone(pod);
    edit(draft.spec);
    part?.prepareForUpdate(draft, pod, { now: 0, user: 'admin', groups: [] });
    return { pod: draft, wrong: sentences(part?.validateUpdate(draft, pod) ?? []) };
  }

  it('ephemeral containers are added, and nothing else is taken', () => {
    const { pod: after, wrong: errors } = written('ephemeralcontainers', (spec) => {
      spec.ephemeralContainers = [
        { name: 'look', image: 'busybox', terminationMessagePolicy: 'File', imagePullPolicy: 'Always', resources: {}, ports: [{ containerPort: 80, protocol: 'TCP' }], targetContainerName: 'x' },
      ];
      spec.nodeName = 'elsewhere';
    });
    expect(after.spec.nodeName).toBeUndefined();
    expect(errors).toEqual(['spec.ephemeralContainers[0].targetContainerName: Not found: "x"', 'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container']);
  });

  it('a resize may not change the class', () => {
    expect(written('resize', (spec) => Object.assign(spec.containers[0].resources, { requests: { cpu: '200m' } })).wrong).toEqual([]);
    expect(written('resize', (spec) => Object.assign(spec.containers[0].resources, { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } })).wrong).toEqual([
      'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ]);
  });
});
