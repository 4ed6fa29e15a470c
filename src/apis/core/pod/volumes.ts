// The volumes of a pod: exactly one source each, and what every source needs.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { inclusiveRangeError, isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { named } from '../../support/checks.ts';
import type { Check } from '../../validation/each.ts';
import { each } from '../../validation/each.ts';
import { descendingPath, noBacksteps } from '../../validation/paths.ts';
import { validateConfigMapVolume, validateDownwardVolume, validateProjectedVolume, validateSecretVolume } from './projected.ts';

/** These fields must be there. */
const needs =
  (...fields: string[]): Check =>
  (at, source) =>
    fields.filter((field) => source[field] === undefined || source[field] === '' || source[field]?.length === 0).map((field) => required(at.child(field)));

const all =
  (...checks: Check[]): Check =>
  (at, source) =>
    checks.flatMap((check) => check(at, source));

const partition: Check = (at, source) => (source.partition < 0 || source.partition > 255 ? [invalidValue(at.child('partition'), source.partition, inclusiveRangeError(0, 255))] : []);

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

const hostPath: Check = (at, source) => {
  if (!source.path) return [required(at.child('path'))];
  const known = source.type === undefined || hostPathTypes.includes(source.type);
  return [...noBacksteps(at.child('path'), source.path), ...(known ? [] : [notSupported(at.child('type'), source.type, hostPathTypes)])];
};

const emptyDir: Check = (at, source) =>
  source.sizeLimit !== undefined && parseQuantity(source.sizeLimit).compare(parseQuantity('0')) < 0 ? [forbiddenField(at.child('sizeLimit'), 'SizeLimit field must be a valid resource quantity')] : [];

const nfs: Check = (at, source) => [...needs('server', 'path')(at, source), ...(source.path?.startsWith('/') ? [] : [invalidValue(at.child('path'), source.path ?? '', 'must be an absolute path')])];

const iqnPatterns: Record<string, RegExp> = { iqn: /^iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/, eui: /^eui\.[A-Fa-f0-9]{16}$/, naa: /^naa\.[A-Fa-f0-9]{32}$/ };

function iscsiName(at: FieldPath, name: string): FieldError[] {
  const pattern = iqnPatterns[name.slice(0, 3)];
  if (!pattern) return [invalidValue(at, name, 'must be valid format starting with iqn, eui, or naa')];
  return pattern.test(name) ? [] : [invalidValue(at, name, 'must be valid format')];
}

const lun = (at: FieldPath, value: Json): FieldError[] => (value < 0 || value > 255 ? [invalidValue(at, value, inclusiveRangeError(0, 255))] : []);

const iscsi: Check = (at, source) => [
  ...needs('targetPortal')(at, source),
  ...(source.iqn ? iscsiName(at.child('iqn'), source.iqn) : [required(at.child('iqn'))]),
  ...lun(at.child('lun'), source.lun),
  ...((source.chapAuthDiscovery || source.chapAuthSession) && !source.secretRef ? [required(at.child('secretRef'))] : []),
  ...(source.initiatorName === undefined ? [] : iscsiName(at.child('initiatorname'), source.initiatorName)),
];

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

const flexVolume: Check = (at, source) => [
  ...needs('driver')(at, source),
  ...Object.keys(source.options ?? {})
    .filter((key) => /\.(kubernetes|k8s)\.io$/.test(`.${(key.split('/')[0] ?? '').toLowerCase()}`))
    .map((key) => invalidValue(at.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved')),
];

const csi: Check = (at, source) => {
  const errors: FieldError[] = source.driver ? named(isDNS1123Subdomain, at.child('driver'), source.driver.toLowerCase()) : [required(at.child('driver'))];
  if (source.nodePublishSecretRef && !source.nodePublishSecretRef.name) errors.push(required(at.child('nodePublishSecretRef', 'name')));
  return errors;
};

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];

const image: Check = (at, source) => [
  ...needs('reference')(at, source),
  ...(source.pullPolicy === undefined || pullPolicies.includes(source.pullPolicy) ? [] : [notSupported(at.child('pullPolicy'), source.pullPolicy, pullPolicies)]),
];

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** The claim that an ephemeral volume makes: the rules of a PersistentVolumeClaim's spec that matter to its template. */
const ephemeral: Check = (at, source) => {
  const template = source.volumeClaimTemplate;
  if (!template) return [required(at.child('volumeClaimTemplate'))];
  const spec = at.child('volumeClaimTemplate', 'spec');
  const modes: string[] = template.spec?.accessModes ?? [];
  const errors = modes.length > 0 ? [] : [required(spec.child('accessModes'), 'at least 1 access mode is required')];
  modes.forEach((mode) => {
    if (!accessModes.includes(mode)) errors.push(notSupported(spec.child('accessModes'), mode, accessModes));
  });
  if (template.spec?.resources?.requests?.storage === undefined) errors.push(required(spec.child('resources').key('storage')));
  return errors;
};

/** Every source, in the order in which the server looks for them. */
const sources: readonly [field: string, check: Check][] = [
  ['emptyDir', emptyDir],
  ['hostPath', hostPath],
  ['gitRepo', all(needs('repository'), (at, source) => descendingPath(at.child('directory'), source.directory ?? ''))],
  ['gcePersistentDisk', all(needs('pdName'), partition)],
  ['awsElasticBlockStore', all(needs('volumeID'), partition)],
  ['secret', validateSecretVolume],
  ['nfs', nfs],
  ['iscsi', iscsi],
  ['glusterfs', needs('endpoints', 'path')],
  ['flocker', flocker],
  ['persistentVolumeClaim', needs('claimName')],
  ['rbd', needs('monitors', 'image')],
  ['cinder', needs('volumeID')],
  ['cephfs', needs('monitors')],
  ['quobyte', needs('registry', 'volume')],
  ['downwardAPI', validateDownwardVolume],
  ['fc', fc],
  ['flexVolume', flexVolume],
  ['configMap', validateConfigMapVolume],
  ['azureFile', needs('secretName', 'shareName')],
  ['vsphereVolume', needs('volumePath')],
  ['photonPersistentDisk', needs('pdID')],
  ['portworxVolume', needs('volumeID')],
  ['azureDisk', needs('diskName', 'diskURI')],
  ['storageos', needs('volumeName')],
  ['projected', validateProjectedVolume],
  ['scaleIO', needs('gateway', 'system', 'volumeName')],
  ['csi', csi],
  ['ephemeral', ephemeral],
  ['image', image],
];

/** The fields of a volume that say where it comes from. */
export const volumeSources: readonly string[] = sources.map(([field]) => field);

function validateSource(at: FieldPath, volume: Json, podName: string | undefined): FieldError[] {
  const present = sources.filter(([field]) => volume[field]);
  if (present.length === 0) return [required(at, 'must specify a volume type')];
  const errors = present.flatMap(([field, check], i) => (i > 0 ? [forbiddenField(at.child(field), 'may not specify more than 1 volume type')] : check(at.child(field), volume[field])));
  if (present[0]?.[0] === 'ephemeral' && podName && volume.name) {
    const claim = `${podName}-${volume.name}`;
    errors.push(...isDNS1123Subdomain(claim).map((text) => invalidValue(at.child('name'), volume.name, `PVC name ${JSON.stringify(claim)}: ${text}`)));
  }
  return errors;
}

/** What is wrong with the volumes, and the right ones by name: only these can be mounted. */
export function validateVolumes(at: FieldPath, volumes: Json[] | undefined, podName: string | undefined): { errors: FieldError[]; known: Map<string, Json> } {
  const known = new Map<string, Json>();
  const errors = each(at, volumes, (item, volume) => {
    const wrong = validateSource(item, volume, podName);
    wrong.push(...(volume.name ? named(isDNS1123Label, item.child('name'), volume.name) : [required(item.child('name'))]));
    if (known.has(volume.name)) wrong.push(duplicate(item.child('name'), volume.name));
    if (wrong.length === 0) known.set(volume.name, volume);
    return wrong;
  });
  return { errors, known };
}
