// The volumes of a pod: exactly one source each, and what every source needs.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { named, optionalOneOf } from '../../support/checks.ts';
import type { Check } from '../../validation/each.ts';
import { each } from '../../validation/each.ts';
import { validateAnnotations, validateLabels } from '../../validation/labels.ts';
import { all, also, commonSources, csiDriverName, iscsi, iscsiInitiator, longIscsiName, longIscsiNameText, needs, secretRef, type Source } from '../../validation/volumeSources.ts';
import { validateClaimSpec } from '../persistentvolumeclaim/validation.ts';
import { validateConfigMapVolume, validateDownwardVolume, validateProjectedVolume, validateSecretVolume } from './projected.ts';

const emptyDir: Check = (at, source) =>
  source.sizeLimit !== undefined && parseQuantity(source.sizeLimit).sign < 0 ? [forbiddenField(at.child('sizeLimit'), 'SizeLimit field must be a valid resource quantity')] : [];

const iscsiText = 'must be valid format starting with iqn, eui, or naa';

const csi: Check = (at, source) => {
  const secret = source.nodePublishSecretRef;
  const errors = csiDriverName(at.child('driver'), source.driver);
  if (!secret) return errors;
  return [...errors, ...(secret.name ? named(isDNS1123Subdomain, at.child('name'), secret.name) : [required(at.child('nodePublishSecretRef', 'name'))])];
};

/** Templates may leave the image open. */
const image: Check = (at, source) => optionalOneOf(at.child('pullPolicy'), source.pullPolicy || undefined, ['Always', 'IfNotPresent', 'Never']);

const templateMetadata = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** Only labels and annotations of the claim that is to be made are its template's to say. */
function validateTemplateMetadata(at: FieldPath, metadata: Json): FieldError[] {
  return [
    ...validateAnnotations(at.child('annotations'), metadata?.annotations),
    ...validateLabels(at.child('labels'), metadata?.labels),
    ...templateMetadata.filter((field) => metadata?.[field]).map((field) => forbiddenField(at.child(field), 'cannot be set')),
  ];
}

const ephemeral: Check = (at, { volumeClaimTemplate: template }) => {
  const where = at.child('volumeClaimTemplate');
  return template ? [...validateTemplateMetadata(where.child('metadata'), template.metadata), ...validateClaimSpec(where.child('spec'), template.spec)] : [required(where)];
};

const common = commonSources;

/** Every source, in the order in which the server looks for them. */
const sources: readonly Source[] = [
  { field: 'emptyDir', check: emptyDir },
  common.hostPath,
  common.gitRepo,
  common.gcePersistentDisk,
  common.awsElasticBlockStore,
  { field: 'secret', check: validateSecretVolume },
  common.nfs,
  { field: 'iscsi', check: all(iscsi(iscsiText), iscsiInitiator(iscsiText)) },
  common.glusterfs,
  common.flocker,
  { field: 'persistentVolumeClaim', check: needs('claimName') },
  common.rbd,
  also(common.cinder, secretRef('name')),
  common.cephfs,
  common.quobyte,
  { field: 'downwardAPI', calledAgain: 'downwarAPI', check: validateDownwardVolume },
  common.fc,
  common.flexVolume,
  { field: 'configMap', check: validateConfigMapVolume },
  common.azureFile,
  common.vsphereVolume,
  common.photonPersistentDisk,
  common.portworxVolume,
  common.azureDisk,
  also(common.storageos, secretRef('name')),
  { field: 'projected', check: validateProjectedVolume },
  common.scaleIO,
  { field: 'csi', check: csi },
  { field: 'ephemeral', check: ephemeral },
  { field: 'image', check: image },
];

/** The fields of a volume that say where it comes from. */
export const volumeSources: readonly string[] = sources.map(({ field }) => field);

interface Owner {
  /** A pod's own volumes, not a template's. */
  isPod?: boolean;
  podName?: string | undefined;
}

function validateSource(at: FieldPath, volume: Json, { isPod, podName }: Owner): FieldError[] {
  const present = sources.filter(({ field }) => volume[field]);
  if (present.length === 0) return [required(at, 'must specify a volume type')];
  const errors = present.flatMap(({ field, check, called = field, calledAgain = field }, i) => [
    ...(i > 0 ? [forbiddenField(at.child(calledAgain), 'may not specify more than 1 volume type')] : check(at.child(called), volume[field])),
    ...(i === 0 && field === 'image' && isPod ? needs('reference')(at.child('image'), volume.image) : []),
    ...(field === 'iscsi' && longIscsiName(volume.name ?? '', volume.iscsi) ? [invalidValue(at.child('name'), volume.name ?? '', longIscsiNameText)] : []),
  ]);
  if (present[0]?.field === 'ephemeral' && podName && volume.name) {
    const claim = `${podName}-${volume.name}`;
    errors.push(...isDNS1123Subdomain(claim).map((text) => invalidValue(at.child('name'), volume.name, `PVC name ${JSON.stringify(claim)}: ${text}`)));
  }
  return errors;
}

/** What is wrong with the volumes, and the right ones by name: only these can be mounted. */
export function validateVolumes(at: FieldPath, volumes: Json[] | undefined, owner: Owner): { errors: FieldError[]; known: Map<string, Json> } {
  const { podName } = owner;
  const known = new Map<string, Json>();
  const made = new Set((volumes ?? []).filter((volume) => podName && volume.ephemeral).map((volume) => `${podName}-${volume.name}`));
  const errors = each(at, volumes, (item, volume) => {
    const wrong = validateSource(item, volume, owner);
    wrong.push(...(volume.name ? named(isDNS1123Label, item.child('name'), volume.name) : [required(item.child('name'))]));
    if (known.has(volume.name)) wrong.push(duplicate(item.child('name'), volume.name));
    if (wrong.length === 0) known.set(volume.name, volume);
    const claim = volume.persistentVolumeClaim?.claimName;
    if (made.has(claim)) wrong.push(invalidValue(item.child('persistentVolumeClaim', 'claimName'), claim, 'must not reference a PVC that gets created for an ephemeral volume'));
    return wrong;
  });
  return { errors, known };
}
