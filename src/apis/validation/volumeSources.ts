// Where storage comes from: what each source of a volume needs, whether a pod or a PersistentVolume names it.
import { type FieldError, type FieldPath, invalidValue, notSupported, required, tooLong } from '../../apimachinery/fieldErrors.ts';
import { inclusiveRangeError } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, optionalOneOf } from '../support/checks.ts';
import type { Check } from './each.ts';
import { sortedEntries } from './labels.ts';
import { descendingPath, noBacksteps } from './paths.ts';

/** These fields must be there. */
export const needs =
  (...fields: string[]): Check =>
  (at, source) =>
    fields.filter((field) => source[field] === undefined || source[field] === '' || source[field]?.length === 0).map((field) => required(at.child(field)));

export const all =
  (...checks: Check[]): Check =>
  (at, source) =>
    checks.flatMap((check) => check(at, source));

/** The check of a field, where it is set. */
export const within =
  (field: string, check: Check): Check =>
  (at, source) =>
    source[field] === undefined ? [] : check(at.child(field), source[field]);

const partition: Check = (at, value) => (value < 0 || value > 255 ? [invalidValue(at, value, inclusiveRangeError(1, 255))] : []);

const lun: Check = (at, value) => (value < 0 || value > 255 ? [invalidValue(at, value, inclusiveRangeError(0, 255))] : []);

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

const hostPath: Check = (at, source) => (source.path ? [...noBacksteps(at.child('path'), source.path), ...optionalOneOf(at.child('type'), source.type, hostPathTypes)] : [required(at.child('path'))]);

const nfs: Check = (at, source) => [...needs('server', 'path')(at, source), ...(source.path?.startsWith('/') ? [] : [invalidValue(at.child('path'), source.path ?? '', 'must be an absolute path')])];

const iscsiNames: Record<string, RegExp> = { iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/, eui: /^eui.[A-Za-z0-9]{16}$/, naa: /^naa.[A-Za-z0-9]{32}$/ };

const iscsiName =
  (unknownForm: string): Check =>
  (at, name) => {
    const pattern = iscsiNames[name.slice(0, 3)];
    if (!pattern) return [invalidValue(at, name, unknownForm)];
    return pattern.test(name) ? [] : [invalidValue(at, name, 'must be valid format')];
  };

/** The sentence for a name that begins like none of the three forms, and what else must hold between its parts. */
export const iscsi =
  (unknownForm: string, afterPortal: Check = () => []): Check =>
  (at, source) => [
    ...needs('targetPortal')(at, source),
    ...afterPortal(at, source),
    ...(source.iqn ? iscsiName(unknownForm)(at.child('iqn'), source.iqn) : [required(at.child('iqn'))]),
    ...within('lun', lun)(at, source),
    ...((source.chapAuthDiscovery || source.chapAuthSession) && !source.secretRef ? [required(at.child('secretRef'))] : []),
  ];

export const iscsiInitiator =
  (unknownForm: string): Check =>
  (at, source) =>
    source.initiatorName === undefined ? [] : iscsiName(unknownForm)(at.child('initiatorname'), source.initiatorName);

export const longIscsiName = (volume: string, source: Json): boolean => source.initiatorName !== undefined && `${volume}:${source.targetPortal ?? ''}`.length > 64;
export const longIscsiNameText = 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';

const fc: Check = (at, source) => {
  const wwns = source.targetWWNs ?? [];
  const wwids = source.wwids ?? [];
  const errors: FieldError[] = [];
  if (wwns.length === 0 && wwids.length === 0) errors.push(required(at.child('targetWWNs'), 'must specify either targetWWNs or wwids, but not both'));
  if (wwns.length > 0 && wwids.length > 0) errors.push(invalidValue(at.child('targetWWNs'), wwns, 'targetWWNs and wwids can not be specified simultaneously'));
  if (wwns.length > 0) errors.push(...(source.lun === undefined ? [required(at.child('lun'), 'lun is required if targetWWNs is specified')] : lun(at.child('lun'), source.lun)));
  return errors;
};

const flocker: Check = (at, source) => {
  const errors: FieldError[] = [];
  if (!source.datasetName && !source.datasetUUID) errors.push(required(at, 'one of datasetName and datasetUUID is required'));
  if (source.datasetName && source.datasetUUID) errors.push(invalidValue(at, 'resource', 'datasetName and datasetUUID can not be specified simultaneously'));
  if (source.datasetName?.includes('/')) errors.push(invalidValue(at.child('datasetName'), source.datasetName, "must not contain '/'"));
  return errors;
};

const registryText = 'must be a host:port pair or multiple pairs separated by commas';

function registry(at: FieldPath, source: Json): FieldError[] {
  if (!source.registry) return [required(at.child('registry'), registryText)];
  if ((source.tenant ?? '').length >= 65) return [required(at.child('tenant'), 'must be a UUID and may not exceed a length of 64 characters')];
  const pairs: string[] = source.registry.split(',');
  return pairs.filter((pair) => !/^([^:[\]]*|\[[^\]]*\]):[^:]*$/.test(pair)).map(() => invalidValue(at.child('registry'), source.registry, registryText));
}

const reserved = (key: string): boolean => /\.(kubernetes|k8s)\.io$/.test(`.${(key.split('/')[0] ?? '').toLowerCase()}`);

const flexVolume: Check = (at, source) => [
  ...needs('driver')(at, source),
  ...sortedEntries(source.options)
    .filter(([key]) => reserved(key))
    .map(([key]) => invalidValue(at.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved')),
];

const diskUris = {
  managed: '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}',
  blob: 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd',
};

const azureDisk: Check = (at, source) => {
  const uri: string = source.diskURI ?? '';
  const errors = [
    ...needs('diskName', 'diskURI')(at, source),
    ...optionalOneOf(at.child('cachingMode'), source.cachingMode, ['None', 'ReadOnly', 'ReadWrite']),
    ...optionalOneOf(at.child('kind'), source.kind, ['Dedicated', 'Managed', 'Shared']),
  ];
  const managed = source.kind === 'Managed';
  if (managed && !uri.startsWith('/subscriptions/')) errors.push(notSupported(at.child('diskURI'), uri, [diskUris.managed]));
  if (!managed && source.kind !== undefined && !uri.startsWith('https://')) errors.push(notSupported(at.child('diskURI'), uri, [diskUris.blob]));
  return errors;
};

/** A secret by its name, or by name and namespace: what must be there where it is named at all. */
export const secretRef = (...fields: string[]): Check => within('secretRef', needs(...fields));

const storageOs: Check = (at, source) => [
  ...(source.volumeName ? dns1123Label(at.child('volumeName'), source.volumeName) : [required(at.child('volumeName'))]),
  ...(source.volumeNamespace ? dns1123Label(at.child('volumeNamespace'), source.volumeNamespace) : []),
];

/** The name of a CSI driver, here and in CSIDriver, CSINode and their like. */
export function csiDriverName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  return [...(name.length > 63 ? [tooLong(at, 63)] : []), ...dns1123Subdomain(at, name.toLowerCase()).map((error) => ({ ...error, value: name }))];
}

export interface Source {
  field: string;
  check: Check;
  /** Upstream calls a few of them otherwise: where their own fields are wrong, and where they are one too many. */
  called?: string;
  calledAgain?: string;
}

/** What pods and PersistentVolumes have in common. */
export const commonSources = {
  hostPath: { field: 'hostPath', check: hostPath },
  gitRepo: { field: 'gitRepo', check: all(needs('repository'), (at, source) => descendingPath(at.child('directory'), source.directory ?? '')) },
  gcePersistentDisk: { field: 'gcePersistentDisk', called: 'persistentDisk', check: all(needs('pdName'), within('partition', partition)) },
  awsElasticBlockStore: { field: 'awsElasticBlockStore', check: all(needs('volumeID'), within('partition', partition)) },
  nfs: { field: 'nfs', check: nfs },
  flocker: { field: 'flocker', check: flocker },
  rbd: { field: 'rbd', check: needs('monitors', 'image') },
  cephfs: { field: 'cephfs', calledAgain: 'cephFS', check: needs('monitors') },
  quobyte: { field: 'quobyte', check: all(registry, needs('volume')) },
  fc: { field: 'fc', check: fc },
  flexVolume: { field: 'flexVolume', check: flexVolume },
  vsphereVolume: { field: 'vsphereVolume', check: needs('volumePath') },
  photonPersistentDisk: { field: 'photonPersistentDisk', check: needs('pdID') },
  portworxVolume: { field: 'portworxVolume', check: needs('volumeID') },
  azureDisk: { field: 'azureDisk', check: azureDisk },
  scaleIO: { field: 'scaleIO', check: needs('gateway', 'system', 'volumeName') },
  azureFile: { field: 'azureFile', check: needs('secretName', 'shareName') },
  glusterfs: { field: 'glusterfs', check: needs('endpoints', 'path') },
  storageos: { field: 'storageos', check: storageOs },
  cinder: { field: 'cinder', check: needs('volumeID') },
} as const satisfies Record<string, Source>;

/** A source with one more rule. */
export const also = (source: Source, ...checks: Check[]): Source => ({ ...source, check: all(source.check, ...checks) });
