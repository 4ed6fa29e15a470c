// What each source of a volume is called, and which of its fields a description shows.
import { goValue } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import { writeClaimTemplate } from './claims.ts';
import type { Description } from './description.ts';
import { pairsOf, shortened } from './metadata.ts';

/** A field with what stands for it when it is absent, or a text made of the source. */
export type FieldOf = readonly [name: string, zero: string | number | boolean] | ((source: Json) => string);

export interface SourceText {
  type: string;
  fields?: readonly (readonly [label: string, field: FieldOf])[];
  more?: (out: Description, source: Json) => void;
}

const text = (name: string): FieldOf => [name, ''];
const flag = (name: string): FieldOf => [name, false];
const fsType = ['FSType:', text('fsType')] as const;
const readOnly = ['ReadOnly:', flag('readOnly')] as const;
const list =
  (name: string): FieldOf =>
  (source) =>
    goValue(source[name] ?? []);

/** The secret of a source as Go prints a pointer to it: pods name secrets beside them, persistent volumes those of any namespace. */
const localSecret: FieldOf = ({ secretRef }) => (secretRef ? `&LocalObjectReference{Name:${secretRef.name ?? ''},}` : 'nil');
const anySecret: FieldOf = ({ secretRef }) => (secretRef ? `&SecretReference{Name:${secretRef.name ?? ''},Namespace:${secretRef.namespace ?? ''},}` : 'nil');

function emptyDirLimit({ sizeLimit }: Json): string {
  const limit = parseQuantity(sizeLimit ?? '0');
  return limit.sign > 0 ? limit.toString() : '<unset>';
}

function writeNamed(out: Description, label: string, { name = '', optional }: Json): void {
  out.field(label, name, 2);
  out.field('Optional', optional === true, 2);
}

/** What is mixed into a projected volume; sources that have no text of their own are left out. */
function writeProjections(out: Description, { sources = [] }: Json): void {
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of sources) {
    if (secret) writeNamed(out, 'SecretName', secret);
    else if (downwardAPI) out.field('DownwardAPI', true, 2);
    else if (configMap) writeNamed(out, 'ConfigMapName', configMap);
    else if (serviceAccountToken) out.field('TokenExpirationSeconds', serviceAccountToken.expirationSeconds, 2);
  }
}

function writeDownwardItems(out: Description, { items = [] }: Json): void {
  out.heading('Items', 2);
  for (const { path, fieldRef, resourceFieldRef } of items) {
    if (fieldRef) out.row(3, `${fieldRef.fieldPath} -> ${path}`);
    if (resourceFieldRef) out.row(3, `${resourceFieldRef.resource} -> ${path}`);
  }
}

const longestAttribute = 140;

function writeAttributes(out: Description, { volumeAttributes }: Json): void {
  const pairs = pairsOf(volumeAttributes).map((pair) => shortened(pair, longestAttribute));
  if (pairs.length === 0) out.field('VolumeAttributes', '<none>', 2);
  // The lines below the first are indented twice, once for each piece that upstream writes.
  pairs.forEach((pair, i) => (i === 0 ? out.row(2, 'VolumeAttributes:', `    ${pair}`) : out.row(4, '', `    ${pair}`)));
}

const iscsi = (secret: FieldOf): SourceText => ({
  type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
  fields: [
    ['TargetPortal:', text('targetPortal')],
    ['IQN:', text('iqn')],
    ['Lun:', ['lun', 0]],
    ['ISCSIInterface', text('iscsiInterface')],
    fsType,
    readOnly,
    ['Portals:', list('portals')],
    ['DiscoveryCHAPAuth:', flag('chapAuthDiscovery')],
    ['SessionCHAPAuth:', flag('chapAuthSession')],
    ['SecretRef:', secret],
    ['InitiatorName:', ['initiatorName', '<none>']],
  ],
});

const scaleIO = { type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)' };
const scaleIOFields = [
  ['Gateway:', text('gateway')],
  ['System:', text('system')],
  ['Protection Domain:', text('protectionDomain')],
  ['Storage Pool:', text('storagePool')],
  ['Storage Mode:', text('storageMode')],
  ['VolumeName:', text('volumeName')],
] as const;
const glusterfs = { type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)" };
const azureFile = { type: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)' };
const csi = { type: 'CSI (a Container Storage Interface (CSI) volume source)', more: writeAttributes };

/** Sources that pods and persistent volumes have in common. */
const sharedSources = (secret: FieldOf): Readonly<Record<string, SourceText>> => ({
  hostPath: {
    type: 'HostPath (bare host directory volume)',
    fields: [
      ['Path:', text('path')],
      ['HostPathType:', ['type', '<none>']],
    ],
  },
  gcePersistentDisk: { type: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)', fields: [['PDName:', text('pdName')], fsType, ['Partition:', ['partition', 0]], readOnly] },
  awsElasticBlockStore: { type: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)', fields: [['VolumeID:', text('volumeID')], fsType, ['Partition:', ['partition', 0]], readOnly] },
  nfs: { type: 'NFS (an NFS mount that lasts the lifetime of a pod)', fields: [['Server:', text('server')], ['Path:', text('path')], readOnly] },
  iscsi: iscsi(secret),
  rbd: {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    fields: [
      ['CephMonitors:', list('monitors')],
      ['RBDImage:', text('image')],
      fsType,
      ['RBDPool:', text('pool')],
      ['RadosUser:', text('user')],
      ['Keyring:', text('keyring')],
      ['SecretRef:', secret],
      readOnly,
    ],
  },
  quobyte: { type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)", fields: [['Registry:', text('registry')], ['Volume:', text('volume')], readOnly] },
  azureDisk: {
    type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    fields: [['DiskName:', text('diskName')], ['DiskURI:', text('diskURI')], ['Kind: ', text('kind')], fsType, ['CachingMode:', text('cachingMode')], readOnly],
  },
  vsphereVolume: { type: 'vSphereVolume (a Persistent Disk resource in vSphere)', fields: [['VolumePath:', text('volumePath')], fsType, ['StoragePolicyName:', text('storagePolicyName')]] },
  cinder: { type: 'Cinder (a Persistent Disk resource in OpenStack)', fields: [['VolumeID:', text('volumeID')], fsType, readOnly, ['SecretRef:', secret]] },
  photonPersistentDisk: { type: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)', fields: [['PdID:', text('pdID')], fsType] },
  portworxVolume: { type: 'PortworxVolume (a Portworx Volume resource)', fields: [['VolumeID:', text('volumeID')]] },
  cephfs: {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    fields: [['Monitors:', list('monitors')], ['Path:', text('path')], ['User:', text('user')], ['SecretFile:', text('secretFile')], ['SecretRef:', secret], readOnly],
  },
  storageos: {
    type: 'StorageOS (a StorageOS Persistent Disk resource)',
    fields: [['VolumeName:', text('volumeName')], ['VolumeNamespace:', text('volumeNamespace')], fsType, readOnly],
  },
  fc: {
    type: 'FC (a Fibre Channel disk)',
    fields: [['TargetWWNs:', ({ targetWWNs }) => (targetWWNs ?? []).join(', ')], ['LUN:', ['lun', '<none>']], fsType, readOnly],
  },
  flexVolume: {
    type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    fields: [['Driver:', text('driver')], fsType, ['SecretRef:', secret], readOnly, ['Options:', ({ options }) => goValue(options ?? {})]],
  },
  flocker: {
    type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
    fields: [
      ['DatasetName:', text('datasetName')],
      ['DatasetUUID:', text('datasetUUID')],
    ],
  },
});

export const podSources: Readonly<Record<string, SourceText>> = {
  ...sharedSources(localSecret),
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    fields: [
      ['Medium:', text('medium')],
      ['SizeLimit:', emptyDirLimit],
    ],
  },
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    fields: [
      ['Repository:', text('repository')],
      ['Revision:', text('revision')],
    ],
  },
  secret: {
    type: 'Secret (a volume populated by a Secret)',
    fields: [
      ['SecretName:', text('secretName')],
      ['Optional:', flag('optional')],
    ],
  },
  configMap: {
    type: 'ConfigMap (a volume populated by a ConfigMap)',
    fields: [
      ['Name:', text('name')],
      ['Optional:', flag('optional')],
    ],
  },
  persistentVolumeClaim: { type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', fields: [['ClaimName:', text('claimName')], readOnly] },
  ephemeral: {
    type: 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
    more: (out, { volumeClaimTemplate }) => {
      if (volumeClaimTemplate) writeClaimTemplate(out.nested(2), volumeClaimTemplate);
    },
  },
  downwardAPI: { type: 'DownwardAPI (a volume populated by information about the pod)', more: writeDownwardItems },
  projected: { type: 'Projected (a volume that contains injected data from multiple sources)', more: writeProjections },
  image: {
    type: 'Image (a container image or OCI artifact)',
    fields: [
      ['Reference:', text('reference')],
      ['PullPolicy:', text('pullPolicy')],
    ],
  },
  glusterfs: { ...glusterfs, fields: [['EndpointsName:', text('endpoints')], ['Path:', text('path')], readOnly] },
  scaleIO: { ...scaleIO, fields: [...scaleIOFields, fsType, readOnly] },
  azureFile: { ...azureFile, fields: [['SecretName:', text('secretName')], ['ShareName:', text('shareName')], readOnly] },
  csi: { ...csi, fields: [['Driver:', text('driver')], fsType, readOnly] },
};

export const persistentSources: Readonly<Record<string, SourceText>> = {
  ...sharedSources(anySecret),
  local: { type: 'LocalVolume (a persistent volume backed by local storage on a node)', fields: [['Path:', text('path')]] },
  glusterfs: {
    ...glusterfs,
    fields: [['EndpointsName:', text('endpoints')], ['EndpointsNamespace:', ['endpointsNamespace', '<unset>']], ['Path:', text('path')], readOnly],
  },
  scaleIO: {
    ...scaleIO,
    fields: [...scaleIOFields, ['SecretName:', (source) => source.secretRef?.name ?? ''], ['SecretNamespace:', (source) => source.secretRef?.namespace ?? ''], fsType, readOnly],
  },
  azureFile: { ...azureFile, fields: [['SecretName:', text('secretName')], ['SecretNamespace:', text('secretNamespace')], ['ShareName:', text('shareName')], readOnly] },
  csi: { ...csi, fields: [['Driver:', text('driver')], fsType, ['VolumeHandle:', text('volumeHandle')], readOnly] },
};
