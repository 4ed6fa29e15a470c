// What a CustomResourceDefinition may define.
import { type FieldError, FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1035Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { immutable, oneOf } from '../../support/checks.ts';
import { clientConfigErrors } from '../../admissionregistration/clientConfig.ts';
import { capitalised, goStruct } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';
import { columnErrors, scaleErrors, selectableFieldErrors } from './parts.ts';
import { schemaErrors } from './schema.ts';

const specAt = FieldPath.root('spec');
const versionsAt = specAt.child('versions');
const approval = 'api-approved.kubernetes.io';
const longestWarning = 256;

/** All sentences of a rule at once, as one error. */
const joined = (at: FieldPath, value: string, messages: readonly string[], before = ''): FieldError[] => (messages.length > 0 ? [invalidValue(at, value, before + messages.join(','))] : []);

function group(value: string | undefined): FieldError[] {
  const at = specAt.child('group');
  if (!value) return [required(at)];
  const errors = joined(at, value, isDNS1123Subdomain(value));
  return errors.length > 0 || value.includes('.') ? errors : [invalidValue(at, value, 'should be a domain with at least one dot')];
}

function names(value: Json): FieldError[] {
  const at = specAt.child('names');
  const label = (field: string): FieldError[] => (value[field] ? joined(at.child(field), value[field], isDNS1035Label(value[field])) : []);
  const mixed = (field: string): FieldError[] =>
    value[field] ? joined(at.child(field), value[field], isDNS1035Label(value[field].toLowerCase()), 'may have mixed case, but should otherwise match: ') : [];
  const list = (field: string): FieldError[] => each(at.child(field), value[field], (item, name) => joined(item, name, isDNS1035Label(name)));
  return [
    ...['plural', 'singular', 'kind', 'listKind'].filter((field) => !value[field]).map((field) => required(at.child(field))),
    ...label('plural'),
    ...label('singular'),
    ...mixed('kind'),
    ...mixed('listKind'),
    ...list('shortNames'),
    ...(value.kind && value.kind === value.listKind ? [invalidValue(at.child('listKind'), value.listKind, 'kind and listKind may not be the same')] : []),
    ...list('categories'),
  ];
}

/** What all versions have in common the server keeps, and names, once for all of them. */
const shared = (versions: readonly Json[], field: string): boolean => versions.every((version) => deepEqual(version[field], versions[0]?.[field]));

/** The versions as upstream shows them: without what is common to all. */
function goVersions(versions: readonly Json[]): Json {
  const own =
    (field: string): ((value: Json) => Json) =>
    (value) =>
      shared(versions, field) ? null : capitalised(value);
  return versions.map((version) =>
    goStruct(version, [
      ['Name', 'name', ''],
      ['Served', 'served', false],
      ['Storage', 'storage', false],
      ['Deprecated', 'deprecated', false],
      ['DeprecationWarning', 'deprecationWarning', null],
      ['Schema', 'schema', null, own('schema')],
      ['Subresources', 'subresources', null, own('subresources')],
      ['AdditionalPrinterColumns', 'additionalPrinterColumns', null, own('additionalPrinterColumns')],
      ['SelectableFields', 'selectableFields', null, own('selectableFields')],
    ]),
  );
}

const missingSchemas = (versions: readonly Json[]): FieldError[] =>
  each(versionsAt, versions, (at, version) => (!version.schema?.openAPIV3Schema ? [required(at.child('schema', 'openAPIV3Schema'))] : []));

const hasStatus = (version: Json): boolean => version.subresources?.status !== undefined;

function deprecationErrors(at: FieldPath, { deprecated, deprecationWarning: text }: Json): FieldError[] {
  if (text === undefined || text === null) return [];
  const wrong = (detail: string): FieldError => invalidValue(at, text, detail);
  if (!deprecated) return [wrong('can only be set for deprecated versions')];
  const errors = Buffer.byteLength(text) > longestWarning ? [wrong(`must be <= ${longestWarning} characters long`)] : [];
  if (text === '') errors.push(wrong('must not be an empty string'));
  const strange = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.exec(text);
  if (strange) errors.push(wrong(`must only contain printable UTF-8 characters; non-printable character found at index ${Buffer.byteLength(text.slice(0, strange.index))}`));
  return errors;
}

const columns = (at: FieldPath, version: Json): FieldError[] => each(at, version.additionalPrinterColumns, columnErrors);

/** The parts of a version, and where they stand when all versions share them: upstream keeps those once for all. */
const versionParts: readonly (readonly [field: string, common: string, check: (at: FieldPath, version: Json) => FieldError[]])[] = [
  ['schema', 'validation', (at, version) => schemaErrors(at.child('openAPIV3Schema'), version.schema.openAPIV3Schema, hasStatus(version))],
  ['subresources', 'subresources', (at, version) => scaleErrors(at, version.subresources.scale)],
  ['additionalPrinterColumns', 'additionalPrinterColumns', columns],
  ['selectableFields', 'selectableFields', (at, version) => selectableFieldErrors(at, version.selectableFields, version.schema?.openAPIV3Schema)],
];

const commonErrors = (versions: readonly Json[]): FieldError[] =>
  versionParts.flatMap(([field, common, check]) => (versions[0]?.[field] !== undefined && shared(versions, field) ? check(specAt.child(common), versions[0]) : []));

function versionErrors(versions: readonly Json[]): FieldError[] {
  const errors = each(versionsAt, versions, (at, version) => [
    ...joined(at.child('name'), version.name ?? '', isDNS1035Label(version.name ?? '')),
    ...deprecationErrors(at.child('deprecationWarning'), version),
    ...versionParts.flatMap(([field, , check]) => (version[field] === undefined || shared(versions, field) ? [] : check(at.child(field), version))),
  ]);
  const list = versions.map((version) => version.name ?? '');
  if (new Set(list).size < list.length) errors.push(invalidValue(versionsAt, goVersions(versions), 'must contain unique version names'));
  if (versions.filter((version) => version.storage).length !== 1) errors.push(invalidValue(versionsAt, goVersions(versions), 'must have exactly one version marked as storage version'));
  return errors;
}

function reviewVersions(at: FieldPath, list: readonly string[]): FieldError[] {
  if (list.length === 0) return [required(at)];
  const errors = each(at, list, (item, version, i) =>
    list.indexOf(version) < i ? [invalidValue(item, version, 'duplicate version')] : isDNS1035Label(version).map((detail) => invalidValue(item, version, detail)),
  );
  return list.some((version) => version === 'v1' || version === 'v1beta1') ? errors : [...errors, invalidValue(at, list, 'must include at least one of v1, v1beta1')];
}

function conversion(value: Json): FieldError[] {
  if (!value) return [];
  const at = specAt.child('conversion');
  const configAt = at.child('webhookClientConfig');
  const reviewAt = at.child('conversionReviewVersions');
  const { strategy, webhook } = value;
  const errors = oneOf(at.child('strategy'), strategy, ['None', 'Webhook']);
  if (strategy === 'Webhook') {
    errors.push(...(webhook?.clientConfig ? clientConfigErrors(configAt, webhook.clientConfig) : [required(configAt, 'required when strategy is set to Webhook')]));
    return [...errors, ...reviewVersions(reviewAt, webhook?.conversionReviewVersions ?? [])];
  }
  const detail = 'should not be set when strategy is not set to Webhook';
  if (webhook?.clientConfig) errors.push(forbiddenField(configAt, detail));
  if (webhook?.conversionReviewVersions?.length) errors.push(forbiddenField(reviewAt, detail));
  return errors;
}

function specErrors({ spec = {} }: Json): FieldError[] {
  const versions: Json[] = spec.versions ?? [];
  return [
    ...group(spec.group),
    ...oneOf(specAt.child('scope'), spec.scope, ['Cluster', 'Namespaced']),
    ...missingSchemas(versions),
    ...versionErrors(versions),
    ...names(spec.names ?? {}),
    ...commonErrors(versions),
    ...conversion(spec.conversion),
  ];
}

function storedVersionErrors({ spec = {}, status = {} }: Json): FieldError[] {
  const at = FieldPath.root('status').child('storedVersions');
  const stored: string[] = status.storedVersions ?? [];
  if (stored.length === 0) return [invalidValue(at, stored, 'must have at least one stored version')];
  const versions: Json[] = spec.versions ?? [];
  const missing = versions.filter((version) => version.storage && !stored.includes(version.name));
  const unknown = stored.filter((name) => !versions.some((version) => version.name === name));
  return [
    ...missing.map((version) => invalidValue(at, stored, `must have the storage version ${version.name}`)),
    ...unknown.map((name) =>
      invalidValue(
        at.index(stored.indexOf(name)),
        name,
        `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
      ),
    ),
  ];
}

const isProtected = (group: string): boolean => /(^|\.)(k8s|kubernetes)\.io$/.test(group);

function approvalErrors({ metadata, spec = {} }: Json): FieldError[] {
  if (!isProtected(spec.group ?? '')) return [];
  const at = FieldPath.root('metadata').child('annotations').key(approval);
  const value: string | undefined = metadata.annotations?.[approval];
  if (!value) return [required(at, `protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`)];
  if (/^(unapproved|https?:\/\/[^/]+)/.test(value)) return [];
  return [
    invalidValue(
      at,
      value,
      `protected groups must have approval annotation "${approval}" with either a URL or a reason starting with "unapproved", see https://github.com/kubernetes/enhancements/pull/1111`,
    ),
  ];
}

function nameErrors({ metadata, spec = {} }: Json): FieldError[] {
  const expected = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`;
  return metadata.name === expected ? [] : [invalidValue('metadata.name', metadata.name, 'must be spec.names.plural+"."+spec.group')];
}

const preserveErrors = ({ spec = {} }: Json): FieldError[] =>
  spec.preserveUnknownFields
    ? [invalidValue(specAt.child('preserveUnknownFields'), true, 'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead')]
    : [];

export const validateDefinition = (definition: Json): FieldError[] => [
  ...nameErrors(definition),
  ...specErrors(definition),
  ...storedVersionErrors(definition),
  ...approvalErrors(definition),
  ...preserveErrors(definition),
];

export function validateDefinitionUpdate(definition: Json, old: Json): FieldError[] {
  const established = (old.status?.conditions ?? []).some((c: Json) => c.type === 'Established' && c.status === 'True');
  const { spec = {} } = definition;
  const before = old.spec ?? {};
  const settled = [...immutable(specAt.child('scope'), spec.scope, before.scope), ...immutable(specAt.child('names', 'kind'), spec.names?.kind, before.names?.kind)];
  return [
    ...specErrors(definition),
    ...(established ? settled : []),
    ...immutable(specAt.child('group'), spec.group, before.group),
    ...immutable(specAt.child('names', 'plural'), spec.names?.plural, before.names?.plural),
    ...storedVersionErrors(definition),
    ...(approvalErrors(old).length > 0 ? [] : approvalErrors(definition)),
    ...preserveErrors(definition),
  ];
}
