// Changes that a real server refused, and the values that it keeps or drops when a change is accepted.
import { describe, expect, test } from 'vitest';
import { fieldErrorText } from '../../src/apimachinery/fieldErrors.ts';
import { deepCopy, type Json } from '../../src/apimachinery/object.ts';
import { builtInNamed } from '../../src/apis/resources.ts';

const logicOf = (resource: string) => {
  const info = builtInNamed(resource);
  if (!info) throw new Error(`no resource ${resource}`);
  return info.logic;
};

const metadata = { name: 'x', namespace: 'default' };
const context = { now: 0, user: 'kubernetes-admin' };

/** The object as it is stored when it is new, and as it is after a merge of `change`. */
function changed(resource: string, object: Json, change: (draft: Json) => void): { old: Json; draft: Json } {
  const logic = logicOf(resource);
  const old = deepCopy({ metadata, ...object });
  logic.applyDefaults?.(old);
  const status = old.status;
  logic.prepareForCreate?.(old, context);
  if (status) old.status = status;
  const draft = deepCopy(old);
  change(draft);
  logic.applyDefaults?.(draft);
  logic.prepareForUpdate?.(draft, old, context);
  return { old, draft };
}

function refusal(resource: string, object: Json, change: (draft: Json) => void): string[] {
  const logic = logicOf(resource);
  const { old, draft } = changed(resource, object, change);
  const own = logic.validateUpdateOnly ? [] : (logic.validate?.(draft) ?? []);
  return [...new Set([...own, ...(logic.validateUpdate?.(draft, old) ?? [])].map(fieldErrorText))];
}

const claim = {
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'grow', volumeName: 'vol-b', resources: { requests: { storage: '2Gi' } } },
  status: { phase: 'Bound', capacity: { storage: '2Gi' } },
};
const volume = { spec: { capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'm', hostPath: { path: '/srv/a' } } };
const claimSentence = 'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
const binding = { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'missing' }, subjects: [{ kind: 'User', name: 'anna' }] };
const service = { spec: { clusterIP: '10.96.1.1', clusterIPs: ['10.96.1.1'], ports: [{ port: 80, protocol: 'TCP' }] } };
const lake = {
  metadata: { name: 'lakes.lab.example' },
  spec: { group: 'lab.example', scope: 'Cluster', names: { plural: 'lakes', kind: 'Lake' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
  status: { storedVersions: ['v1'], conditions: [{ type: 'Established', status: 'True' }] },
};

const refusals: [resource: string, object: Json, change: (draft: Json) => void, expected: string][] = [
  [
    'configmaps',
    { immutable: true, data: { a: '1' } },
    (o) => {
      o.data.a = '2';
    },
    'data: Forbidden: field is immutable when `immutable` is set',
  ],
  [
    'configmaps',
    { immutable: true },
    (o) => {
      o.immutable = false;
    },
    'immutable: Forbidden: field is immutable when `immutable` is set',
  ],
  [
    'secrets',
    {},
    (o) => {
      o.type = 'lab.example/other';
    },
    'type: Invalid value: "lab.example/other": field is immutable',
  ],
  [
    'services',
    service,
    (o) => {
      o.spec.clusterIP = '10.96.7.7';
    },
    'spec.clusterIPs[0]: Invalid value: ["10.96.7.7"]: may not change once set',
  ],
  [
    'services',
    service,
    (o) => {
      o.spec.ports[0].nodePort = 30200;
    },
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ],
  [
    'services',
    service,
    (o) => {
      o.spec.type = 'ExternalName';
    },
    'spec.externalName: Required value',
  ],
  [
    'priorityclasses.scheduling.k8s.io',
    { value: 100 },
    (o) => {
      o.value = 7;
    },
    'value: Forbidden: may not be changed in an update.',
  ],
  [
    'storageclasses.storage.k8s.io',
    { provisioner: 'a' },
    (o) => {
      o.provisioner = 'other';
    },
    'provisioner: Invalid value: "other": field is immutable',
  ],
  [
    'storageclasses.storage.k8s.io',
    { provisioner: 'a' },
    (o) => {
      o.reclaimPolicy = 'Retain';
    },
    'reclaimPolicy: Invalid value: "Retain": field is immutable',
  ],
  [
    'rolebindings.rbac.authorization.k8s.io',
    binding,
    (o) => {
      o.roleRef.name = 'other';
    },
    'roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"other"}: cannot change roleRef',
  ],
  [
    'customresourcedefinitions.apiextensions.k8s.io',
    lake,
    (o) => {
      o.spec.scope = 'Namespaced';
    },
    'spec.scope: Invalid value: "Namespaced": field is immutable',
  ],
  [
    'persistentvolumeclaims',
    claim,
    (o) => {
      o.spec.resources.requests.storage = '1Gi';
    },
    'spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
  ],
  [
    'persistentvolumeclaims',
    claim,
    (o) => {
      o.spec.accessModes = ['ReadWriteMany'];
    },
    `${claimSentence}\n@@ -1,6 +1,6 @@\n {\n  "AccessModes": [\n-  "ReadWriteOnce"\n+  "ReadWriteMany"\n  ],\n  "Selector": null,\n  "Resources": {\n`,
  ],
  [
    'persistentvolumeclaims',
    claim,
    (o) => {
      o.spec.storageClassName = 'other';
    },
    `${claimSentence}\n@@ -10,7 +10,7 @@\n   }\n  },\n  "VolumeName": "vol-b",\n- "StorageClassName": "grow",\n+ "StorageClassName": "other",\n  "VolumeMode": "Filesystem",\n  "DataSource": null,\n  "DataSourceRef": null,\n`,
  ],
  [
    'persistentvolumes',
    volume,
    (o) => {
      o.spec.hostPath.path = '/elsewhere';
    },
    'spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation\n@@ -2,7 +2,7 @@\n  "GCEPersistentDisk": null,\n  "AWSElasticBlockStore": null,\n  "HostPath": {\n-  "Path": "/srv/a",\n+  "Path": "/elsewhere",\n   "Type": ""\n  },\n  "Glusterfs": null,\n',
  ],
  [
    'nodes',
    { spec: { podCIDR: '10.0.0.0/24' } },
    (o) => {
      o.spec.taints = [
        { key: 'a', effect: 'NoSchedule' },
        { key: 'a', effect: 'NoSchedule' },
      ];
    },
    'metadata.taints[1]: Duplicate value: {"Key":"a","Value":"","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair',
  ],
];

describe('refused changes', () => {
  test.each(refusals)('%s', (resource, object, change, expected) => {
    expect(refusal(resource, object, change)).toEqual([expected]);
  });
});

describe('changes that are accepted', () => {
  test('a claim may grow, and a volume may change its capacity', () => {
    expect(
      refusal('persistentvolumeclaims', claim, (o) => {
        o.spec.resources.requests.storage = '3Gi';
      }),
    ).toEqual([]);
    expect(
      refusal('persistentvolumes', volume, (o) => {
        o.spec.capacity.storage = '9Gi';
      }),
    ).toEqual([]);
  });

  test('a service that becomes ClusterIP gives its node ports back', () => {
    const nodePort = { spec: { ...service.spec, type: 'NodePort', ports: [{ port: 80, protocol: 'TCP', nodePort: 30100 }] } };
    const { draft } = changed('services', nodePort, (o) => {
      o.spec.type = 'ClusterIP';
    });
    expect(draft.spec).toEqual({
      clusterIP: '10.96.1.1',
      clusterIPs: ['10.96.1.1'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    });
  });
});
