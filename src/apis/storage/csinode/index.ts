// CSINode: the storage drivers that run on a node.
import { duplicate, type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { csiDriverName } from '../../validation/volumeSources.ts';
import type { Kind } from '../../kind.ts';
import { nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { labelKey } from '../../validation/labels.ts';

const longestId = 256;
const goDriver: GoStruct = [
  ['Name', 'name', ''],
  ['NodeID', 'nodeID', ''],
  ['TopologyKeys', 'topologyKeys', null],
  ['Allocatable', 'allocatable', null],
];
const driversAt = FieldPath.root('spec').child('drivers');

function topologyKeys(at: FieldPath, keys: readonly string[]): FieldError[] {
  return keys.flatMap((key, i) => [...(key ? [] : [required(at)]), ...(keys.indexOf(key) < i ? [duplicate(at, key)] : []), ...labelKey(at, key)]);
}

function validateCsiNode(object: Json): FieldError[] {
  const seen = new Set<string>();
  return (object.spec?.drivers ?? []).flatMap((driver: Json, i: number) => {
    const at = driversAt.index(i);
    const errors = csiDriverName(at.child('name'), driver.name);
    if (!driver.nodeID) errors.push(required(at.child('nodeID')));
    if (driver.nodeID?.length > longestId) errors.push(invalidValue(at.child('nodeID'), driver.nodeID, `must be ${longestId} characters or less`));
    if (driver.allocatable?.count !== undefined) errors.push(...nonNegative(at.child('allocatable', 'count'), driver.allocatable.count));
    if (seen.has(driver.name)) errors.push(duplicate(at.child('name'), driver.name));
    seen.add(driver.name);
    // Upstream names the driver, not the list.
    return [...errors, ...topologyKeys(at, driver.topologyKeys ?? [])];
  });
}

/** A driver on a node stays what it is, but for how much it can take. */
function validateCsiNodeUpdate(object: Json, old: Json): FieldError[] {
  const rest = ({ allocatable: _, ...driver }: Json): Json => driver;
  const changed = (object.spec?.drivers ?? []).filter((driver: Json) => (old.spec?.drivers ?? []).some((o: Json) => o.name === driver.name && !deepEqual(rest(o), rest(driver))));
  return [...validateCsiNode(object), ...changed.map((driver: Json) => invalidValue(driversAt, goStruct(rest(driver), goDriver), 'field is immutable'))];
}

export const csiNode: Kind = {
  resource: 'csinodes.storage.k8s.io',
  validate: validateCsiNode,
  validateUpdate: validateCsiNodeUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.spec?.drivers?.length ?? 0, ageOf(object, now)],
};
