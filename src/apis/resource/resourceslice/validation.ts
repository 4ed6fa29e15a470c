// What a ResourceSlice may offer: whose devices, on which nodes, and what each device is.
import { duplicate, type FieldError, FieldPath, invalidValue, required, tooLong, tooMany } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, immutable } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { attributeName, driverName } from '../selectors.ts';

const specAt = FieldPath.root('spec');
const most = { devices: 128, advanced: 64, entries: 32, pool: 253, attribute: 64 };
const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

function poolErrors({ name, resourceSliceCount = 0, generation = 0 }: Json): FieldError[] {
  const at = specAt.child('pool');
  const nameAt = at.child('name');
  const named = !name ? [required(nameAt)] : [...(name.length > most.pool ? [tooLong(nameAt, most.pool)] : []), ...name.split('/').flatMap((part: string) => dns1123Subdomain(nameAt, part))];
  return [
    ...named,
    ...(resourceSliceCount <= 0 ? [invalidValue(at.child('resourceSliceCount'), resourceSliceCount, 'must be greater than zero')] : []),
    ...(generation < 0 ? [invalidValue(at.child('generation'), generation, 'must be greater than or equal to zero')] : []),
  ];
}

/** The places that are given, and what is wrong with them. */
function placeErrors(spec: Json): FieldError[] {
  const errors: FieldError[] = [];
  const set: string[] = [];
  const { nodeName, nodeSelector } = spec;
  if (nodeName) {
    set.push('`nodeName`');
    errors.push(...dns1123Subdomain(specAt.child('nodeName'), nodeName));
  } else if (nodeName === '') errors.push(invalidValue(specAt.child('nodeName'), '', 'must be either unset or set to a non-empty string'));
  if (nodeSelector) {
    set.push('`nodeSelector`');
    const terms: Json[] = nodeSelector.nodeSelectorTerms ?? [];
    if (terms.length !== 1) errors.push(invalidValue(specAt.child('nodeSelector', 'nodeSelectorTerms'), terms, 'must have exactly one node selector term'));
  }
  for (const field of ['allNodes', 'perDeviceNodeSelection']) {
    if (spec[field]) set.push(`\`${field}\``);
    else if (spec[field] === false) errors.push(invalidValue(specAt.child(field), false, 'must be either unset or set to true'));
  }
  const one = 'exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required';
  if (set.length === 0) errors.push(required(specAt, one));
  if (set.length > 1) errors.push(invalidValue(specAt, `{${set.join(', ')}}`, `${one}, but multiple fields are set`));
  return errors;
}

const kindsOfValue = ['bool', 'int', 'string', 'version', 'bools', 'ints', 'strings', 'versions'];

function attributeErrors(at: FieldPath, attribute: Json): FieldError[] {
  const set = kindsOfValue.filter((kind) => attribute[kind] !== undefined);
  const { string, version } = attribute;
  const errors: FieldError[] = [];
  if (string !== undefined && string.length > most.attribute) errors.push(tooLong(at.child('string'), most.attribute));
  if (version !== undefined && !semver.test(version)) errors.push(invalidValue(at.child('version'), version, 'must be a string compatible with semver.org spec 2.0.0'));
  else if (version !== undefined && version.length > most.attribute) errors.push(tooLong(at.child('version'), most.attribute));
  if (set.length === 0) return [...errors, required(at, 'exactly one value must be specified')];
  return set.length > 1 ? [...errors, invalidValue(at, attribute, 'exactly one value must be specified')] : errors;
}

function deviceErrors(at: FieldPath, device: Json): FieldError[] {
  const [attributes, capacity] = [sortedEntries<Json>(device.attributes), sortedEntries<Json>(device.capacity)];
  const count = attributes.length + capacity.length;
  return [
    ...dns1123Label(at.child('name'), device.name ?? ''),
    ...(count > most.entries ? [invalidValue(at, count, `the total number of attributes and capacities must not exceed ${most.entries}`)] : []),
    ...attributes.flatMap(([name, value]) => [...attributeName(at.child('attributes'), name), ...attributeErrors(at.child('attributes').key(name), value)]),
    ...capacity.flatMap(([name]) => attributeName(at.child('capacity'), name)),
  ];
}

function devicesErrors(devices: readonly Json[]): FieldError[] {
  const at = specAt.child('devices');
  const advanced = devices.some((device) => device.taints?.length || device.consumesCounters?.length);
  const limit = advanced ? most.advanced : most.devices;
  if (devices.length > limit) return [tooMany(at, devices.length, limit)];
  const names = devices.map((device) => device.name);
  return [...each(at, devices, deviceErrors), ...names.flatMap((name, i) => (names.indexOf(name) < i ? [duplicate(at.index(i), name)] : []))];
}

export function validateSlice({ spec = {} }: Json, old?: Json): FieldError[] {
  const settled = (field: string, value: Json, before: Json): FieldError[] => (old ? immutable(specAt.child(...field.split('.')), value, before) : []);
  return [
    ...driverName(specAt.child('driver'), spec.driver),
    ...poolErrors(spec.pool ?? {}),
    ...settled('pool.name', spec.pool?.name, old?.spec?.pool?.name),
    ...settled('driver', spec.driver, old?.spec?.driver),
    ...settled('nodeName', spec.nodeName, old?.spec?.nodeName),
    ...placeErrors(spec),
    ...(spec.sharedCounters && spec.devices ? [invalidValue(specAt, '', 'only one of `sharedCounters` or `devices` is allowed')] : []),
    ...devicesErrors(spec.devices ?? []),
  ];
}
