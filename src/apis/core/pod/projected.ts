// Volumes made of API objects: secrets, config maps, the downward API, and projections of several of them.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { each } from '../../validation/each.ts';
import { sortedEntries, validateLabelSelector } from '../../validation/labels.ts';
import { bundleNameFaults, validateSignerName } from '../../validation/signers.ts';
import { qualifiedName } from '../../support/checks.ts';
import { nonReservedPath } from '../../validation/paths.ts';
import { validateFieldRef, validateResourceFieldRef, volumeFieldPaths } from './env.ts';

const fileModeText = 'must be a number between 0 and 0777 (octal), both inclusive';

const fileMode = (at: FieldPath, mode: Json): FieldError[] => (mode === undefined || (mode >= 0 && mode <= 0o777) ? [] : [invalidValue(at, mode, fileModeText)]);

function validateItem(at: FieldPath, item: Json): FieldError[] {
  return [
    ...(item.key ? [] : [required(at.child('key'))]),
    ...(item.path ? [] : [required(at.child('path'))]),
    ...nonReservedPath(at.child('path'), item.path ?? ''),
    ...fileMode(at.child('mode'), item.mode),
  ];
}

const keyed =
  (nameField: string) =>
  (at: FieldPath, source: Json): FieldError[] => [
    ...(source[nameField] ? [] : [required(at.child(nameField))]),
    ...fileMode(at.child('defaultMode'), source.defaultMode),
    ...each(at.child('items'), source.items, validateItem),
  ];

export const validateSecretVolume = keyed('secretName');
export const validateConfigMapVolume = keyed('name');

function validateDownwardFile(at: FieldPath, file: Json): FieldError[] {
  const errors = file.path ? [] : [required(at.child('path'))];
  errors.push(...nonReservedPath(at.child('path'), file.path ?? ''));
  if (file.fieldRef) {
    errors.push(...validateFieldRef(at.child('fieldRef'), file.fieldRef, volumeFieldPaths));
    if (file.resourceFieldRef) errors.push(invalidValue(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
  } else if (file.resourceFieldRef) errors.push(...validateResourceFieldRef(at.child('resourceFieldRef'), file.resourceFieldRef, true));
  else errors.push(required(at, 'one of fieldRef and resourceFieldRef is required'));
  return [...errors, ...fileMode(at.child('mode'), file.mode)];
}

/** Upstream names the volume's source, not the file's index. */
export function validateDownwardVolume(at: FieldPath, source: Json): FieldError[] {
  return [...fileMode(at.child('defaultMode'), source.defaultMode), ...(source.items ?? []).flatMap((file: Json) => validateDownwardFile(at, file))];
}

/** The paths that a projected volume has taken so far. */
type Taken = Set<string>;

function take(at: FieldPath, taken: Taken, path: string | undefined, shown = path): FieldError[] {
  if (!path) return [];
  if (taken.has(path)) return [invalidValue(at, shown, 'conflicting duplicate paths')];
  taken.add(path);
  return [];
}

function validateToken(at: FieldPath, volume: FieldPath, token: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (token.expirationSeconds < 600) errors.push(invalidValue(at.child('expirationSeconds'), token.expirationSeconds, 'may not specify a duration less than 10 minutes'));
  if (token.expirationSeconds > 2 ** 32) errors.push(invalidValue(at.child('expirationSeconds'), token.expirationSeconds, 'may not specify a duration larger than 2^32 seconds'));
  return [...errors, ...(token.path ? nonReservedPath(volume.child('path'), token.path) : [required(volume.child('path'))])];
}

function validateTrustBundle(at: FieldPath, bundle: Json): FieldError[] {
  const errors: FieldError[] = [];
  const { name, signerName } = bundle;
  if (name !== undefined && signerName !== undefined) errors.push(invalidValue(at, bundle, 'only one of name and signerName may be used'));
  else if (name !== undefined) {
    if (name === '') errors.push(required(at.child('name'), 'must be a valid object name'));
    errors.push(...bundleNameFaults(name).map((text) => invalidValue(at.child('name'), name, `not a valid clustertrustbundlename: ${text}`)));
    if (bundle.labelSelector) errors.push(invalidValue(at.child('labelSelector'), bundle.labelSelector, 'labelSelector must be unset if name is specified'));
  } else if (signerName !== undefined) {
    if (signerName === '') errors.push(required(at.child('signerName'), 'must be a valid signer name'));
    errors.push(...validateSignerName(at.child('signerName'), signerName), ...validateLabelSelector(at.child('labelSelector'), bundle.labelSelector));
  } else errors.push(required(at, 'either name or signerName must be specified'));
  if (!bundle.path) errors.push(required(at.child('path')));
  return [...errors, ...nonReservedPath(at.child('path'), bundle.path ?? '')];
}

const dayInSeconds = 24 * 60 * 60;

function domainPrefixedKey(at: FieldPath, key: string): FieldError[] {
  const errors = key ? qualifiedName(at, key) : [required(at)];
  return errors.length > 0 || key.includes('/') ? errors : [invalidValue(at, key, 'must be a domain-prefixed key (such as "acme.io/foo")')];
}

const keyTypes = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];
const certificatePaths = ['credentialBundlePath', 'keyPath', 'certificateChainPath'];

function validatePodCertificate(at: FieldPath, volume: FieldPath, certificate: Json, taken: Taken): FieldError[] {
  const { signerName = '', userAnnotations, keyType, maxExpirationSeconds } = certificate;
  const longest = signerName.startsWith('kubernetes.io/') ? dayInSeconds : dayInSeconds * 91;
  const errors = validateSignerName(at.child('signerName'), signerName);
  errors.push(...sortedEntries<string>(userAnnotations).flatMap(([key]) => domainPrefixedKey(at.child('userAnnotations'), key.toLowerCase())));
  if (!keyTypes.includes(keyType)) errors.push(notSupported(at.child('keyType'), keyType ?? '', keyTypes));
  if (maxExpirationSeconds > longest) errors.push(invalidValue(at.child('maxExpirationSeconds'), maxExpirationSeconds, `if provided, maxExpirationSeconds must be <= ${longest}`));
  if (maxExpirationSeconds < 3600) errors.push(invalidValue(at.child('maxExpirationSeconds'), maxExpirationSeconds, 'if provided, maxExpirationSeconds must be >= 3600'));
  const present = certificatePaths.filter((field) => certificate[field]);
  for (const field of present) errors.push(...nonReservedPath(at.child(field), certificate[field]), ...take(volume, taken, certificate[field]));
  if (present.length === 0) errors.push(required(at, 'specify at least one of credentialBundlePath, keyPath, and certificateChainPath'));
  return errors;
}

function validateNamedSource(at: FieldPath, volume: FieldPath, source: Json, taken: Taken): FieldError[] {
  return [
    ...(source.name ? [] : [required(at.child('name'))]),
    ...each(at.child('items'), source.items, (item, file) => [...validateItem(item, file), ...take(volume, taken, file.path, source.name)]),
  ];
}

type SourceCheck = (at: FieldPath, volume: FieldPath, source: Json, taken: Taken) => FieldError[];

const projections: readonly [field: string, check: SourceCheck][] = [
  ['secret', validateNamedSource],
  ['configMap', validateNamedSource],
  ['downwardAPI', (at, volume, source, taken) => (source.items ?? []).flatMap((file: Json) => [...validateDownwardFile(at, file), ...take(volume, taken, file.path)])],
  ['serviceAccountToken', validateToken],
  ['clusterTrustBundle', (at, volume, source, taken) => [...validateTrustBundle(at, source), ...take(volume, taken, source.path)]],
  ['podCertificate', validatePodCertificate],
];

export function validateProjectedVolume(at: FieldPath, volume: Json): FieldError[] {
  const taken: Taken = new Set();
  const sources = each(at.child('sources'), volume.sources, (item, source) => {
    const present = projections.filter(([field]) => source[field]);
    const errors = present.flatMap(([field, check]) => check(item.child(field), at, source[field], taken));
    if (present.length > 1) errors.push(forbiddenField(item, 'may not specify more than 1 volume type per source'));
    return errors;
  });
  return [...fileMode(at.child('defaultMode'), volume.defaultMode), ...sources];
}
