// Where a PersistentVolume's storage comes from: exactly one source, what each needs, and how upstream shows them.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Subdomain } from '../../support/checks.ts';
import { capitalised, goStruct, type GoStruct } from '../../support/goText.ts';
import type { Check } from '../../validation/each.ts';
import { noBacksteps } from '../../validation/paths.ts';

const needs =
  (...fields: string[]): Check =>
  (at, source) =>
    fields.filter((field) => source[field] === undefined || source[field] === '' || source[field]?.length === 0).map((field) => required(at.child(field)));

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

const hostPath: Check = (at, source) => {
  if (!source.path) return [required(at.child('path'))];
  const known = hostPathTypes.includes(source.type ?? '');
  return [...noBacksteps(at.child('path'), source.path), ...(known ? [] : [notSupported(at.child('type'), source.type, hostPathTypes)])];
};

const nfs: Check = (at, source) => {
  const errors = needs('server', 'path')(at, source);
  return source.path?.startsWith('/') ? errors : [...errors, invalidValue(at.child('path'), source.path ?? '', 'must be an absolute path')];
};

const local: Check = (at, source) => (source.path ? noBacksteps(at.child('path'), source.path) : [required(at.child('path'))]);

/** The name of a CSI driver, here and in CSIDriver, CSINode and their like. */
export function csiDriverName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  if (name.length > 63) return [{ type: 'FieldValueTooLong', field: String(at), value: '<value omitted>', detail: 'may not be more than 63 bytes' }, ...dns1123Subdomain(at, name.toLowerCase())];
  return dns1123Subdomain(at, name.toLowerCase());
}

const csiSecrets = ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'];

const csi: Check = (at, source) => [
  ...csiDriverName(at.child('driver'), source.driver),
  ...needs('volumeHandle')(at, source),
  ...csiSecrets.flatMap((field) => (source[field] ? needs('name', 'namespace')(at.child(field), source[field]) : [])),
];

/** In the order in which the server looks for them. */
const checks: readonly [field: string, check: Check][] = [
  ['hostPath', hostPath],
  ['gcePersistentDisk', needs('pdName')],
  ['awsElasticBlockStore', needs('volumeID')],
  ['glusterfs', needs('endpoints', 'path')],
  ['flocker', () => []],
  ['nfs', nfs],
  ['rbd', needs('monitors', 'image')],
  ['quobyte', needs('registry', 'volume')],
  ['cephfs', needs('monitors')],
  ['iscsi', needs('targetPortal', 'iqn')],
  ['cinder', needs('volumeID')],
  ['fc', () => []],
  ['flexVolume', needs('driver')],
  ['azureFile', needs('secretName', 'shareName')],
  ['vsphereVolume', needs('volumePath')],
  ['photonPersistentDisk', needs('pdID')],
  ['portworxVolume', needs('volumeID')],
  ['azureDisk', needs('diskName', 'diskURI')],
  ['scaleIO', needs('gateway', 'system', 'volumeName')],
  ['local', local],
  ['storageos', needs('volumeName')],
  ['csi', csi],
];

export function validateVolumeSource(at: FieldPath, spec: Json): FieldError[] {
  const present = checks.filter(([field]) => spec[field]);
  if (present.length === 0) return [required(at, 'must specify a volume type')];
  return present.flatMap(([field, check], i) => {
    if (i > 0) return [forbiddenField(at.child(field), 'may not specify more than 1 volume type')];
    const pinned = field !== 'local' || spec.nodeAffinity?.required;
    return [...check(at.child(field), spec[field]), ...(pinned ? [] : [required(at.child('nodeAffinity'), 'Local volume requires node affinity')])];
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
