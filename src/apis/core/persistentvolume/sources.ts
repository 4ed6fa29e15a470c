// Where a PersistentVolume's storage comes from: exactly one source, what each needs, and how upstream shows them.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain } from '../../support/checks.ts';
import { capitalised, goStruct, type GoStruct } from '../../support/goText.ts';
import type { Check } from '../../validation/each.ts';
import { noBacksteps } from '../../validation/paths.ts';
import { all, also, commonSources, csiDriverName, iscsi, iscsiInitiator, longIscsiName, longIscsiNameText, needs, secretRef, type Source, within } from '../../validation/volumeSources.ts';

const iscsiText = 'must be valid format';

function secret(at: FieldPath, { name, namespace }: Json): FieldError[] {
  return [...(name ? dns1123Subdomain(at.child('name'), name) : [required(at.child('name'))]), ...(namespace ? dns1123Label(at.child('namespace'), namespace) : [required(at.child('namespace'))])];
}

const csiSecrets = ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'];

const csi: Check = (at, source) => [...csiDriverName(at.child('driver'), source.driver), ...needs('volumeHandle')(at, source), ...csiSecrets.flatMap((field) => within(field, secret)(at, source))];

const local: Check = (at, source) => (source.path ? noBacksteps(at.child('path'), source.path) : [required(at.child('path'))]);

const endpointsNamespace: Check = (at, namespace) =>
  namespace === '' ? [invalidValue(at, namespace, 'if the endpointnamespace is set, it must be a valid namespace name')] : dns1123Label(at, namespace);

const common = commonSources;

/** In the order in which the server looks for them. */
const sources = (volume: string): readonly Source[] => [
  common.hostPath,
  common.gcePersistentDisk,
  common.awsElasticBlockStore,
  also(common.glusterfs, within('endpointsNamespace', endpointsNamespace)),
  common.flocker,
  common.nfs,
  common.rbd,
  common.quobyte,
  common.cephfs,
  {
    field: 'iscsi',
    check: all(
      iscsi(iscsiText, (at, source) => (longIscsiName(volume, source) ? [invalidValue(at.child('targetportal'), source.targetPortal ?? '', longIscsiNameText)] : [])),
      secretRef('name'),
      iscsiInitiator(iscsiText),
    ),
  },
  also(common.cinder, secretRef('name', 'namespace')),
  common.fc,
  common.flexVolume,
  also(
    common.azureFile,
    within('secretNamespace', (at, value) => (value === '' ? [required(at)] : [])),
  ),
  common.vsphereVolume,
  common.photonPersistentDisk,
  common.portworxVolume,
  common.azureDisk,
  common.scaleIO,
  { field: 'local', check: local },
  also(common.storageos, secretRef('name', 'namespace')),
  { field: 'csi', check: csi },
];

/** A flexVolume beside another source is looked at like the only one. */
export function validateVolumeSource(at: FieldPath, spec: Json, volume: string): FieldError[] {
  const present = sources(volume).filter(({ field }) => spec[field]);
  if (present.length === 0) return [required(at, 'must specify a volume type')];
  return present.flatMap(({ field, check, called = field, calledAgain = field }, i) => {
    if (i > 0 && field !== 'flexVolume') return [forbiddenField(at.child(calledAgain), 'may not specify more than 1 volume type')];
    const pinned = field !== 'local' || spec.nodeAffinity;
    return [...check(at.child(called), spec[field]), ...(pinned ? [] : [required(at.child('nodeAffinity'), 'Local volume requires node affinity')])];
  });
}

const goCsi: GoStruct = [
  ['Driver', 'driver', ''],
  ['VolumeHandle', 'volumeHandle', ''],
  ['ReadOnly', 'readOnly', false],
  ['FSType', 'fsType', ''],
  ['VolumeAttributes', 'volumeAttributes', null],
  ['ControllerPublishSecretRef', 'controllerPublishSecretRef', null, capitalised],
  ['NodeStageSecretRef', 'nodeStageSecretRef', null, capitalised],
  ['NodePublishSecretRef', 'nodePublishSecretRef', null, capitalised],
  ['ControllerExpandSecretRef', 'controllerExpandSecretRef', null, capitalised],
  ['NodeExpandSecretRef', 'nodeExpandSecretRef', null, capitalised],
];

const goSource: GoStruct = [
  ['GCEPersistentDisk', 'gcePersistentDisk', null, capitalised],
  ['AWSElasticBlockStore', 'awsElasticBlockStore', null, capitalised],
  [
    'HostPath',
    'hostPath',
    null,
    [
      ['Path', 'path', ''],
      ['Type', 'type', null],
    ],
  ],
  ['Glusterfs', 'glusterfs', null, capitalised],
  [
    'NFS',
    'nfs',
    null,
    [
      ['Server', 'server', ''],
      ['Path', 'path', ''],
      ['ReadOnly', 'readOnly', false],
    ],
  ],
  ['RBD', 'rbd', null, capitalised],
  ['Quobyte', 'quobyte', null, capitalised],
  ['ISCSI', 'iscsi', null, capitalised],
  ['FlexVolume', 'flexVolume', null, capitalised],
  ['Cinder', 'cinder', null, capitalised],
  ['CephFS', 'cephfs', null, capitalised],
  ['FC', 'fc', null, capitalised],
  ['Flocker', 'flocker', null, capitalised],
  ['AzureFile', 'azureFile', null, capitalised],
  ['VsphereVolume', 'vsphereVolume', null, capitalised],
  ['AzureDisk', 'azureDisk', null, capitalised],
  ['PhotonPersistentDisk', 'photonPersistentDisk', null, capitalised],
  ['PortworxVolume', 'portworxVolume', null, capitalised],
  ['ScaleIO', 'scaleIO', null, capitalised],
  [
    'Local',
    'local',
    null,
    [
      ['Path', 'path', ''],
      ['FSType', 'fsType', null],
    ],
  ],
  ['StorageOS', 'storageos', null, capitalised],
  ['CSI', 'csi', null, goCsi],
];

export const goVolumeSource = (spec: Json): Json => goStruct(spec, goSource);
