// CSINode: the storage drivers that run on a node.
import { duplicate, type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { csiDriverName } from '../../validation/volumeSources.ts';
import type { Kind } from '../../kind.ts';
import { nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { labelKey } from '../../validation/labels.ts';

const driversAt = FieldPath.root('spec').child('drivers');

function topologyKeys(at: FieldPath, keys: readonly string[]): FieldError[] {
  return keys.flatMap((key, i) => [...(keys.indexOf(key) < i ? [duplicate(at, key)] : []), ...(key ? [] : [required(at)]), ...labelKey(at, key)]);
}

function validateCsiNode(object: Json): FieldError[] {
  const seen = new Set<string>();
  return (object.spec?.drivers ?? []).flatMap((driver: Json, i: number) => {
    const at = driversAt.index(i);
    const errors = csiDriverName(at.child('name'), driver.name);
    if (!driver.nodeID) errors.push(required(at.child('nodeID')));
    if (driver.allocatable?.count !== undefined) errors.push(...nonNegative(at.child('allocatable', 'count'), driver.allocatable.count));
    errors.push(...topologyKeys(at.child('topologyKeys'), driver.topologyKeys ?? []));
    if (seen.has(driver.name)) errors.push(duplicate(at.child('name'), driver.name));
    seen.add(driver.name);
    return errors;
  });
}

/** A driver on a node stays what it is, but for how much it can take. */
function validateCsiNodeUpdate(object: Json, old: Json): FieldError[] {
  const rest = ({ allocatable: _, ...driver }: Json): Json => driver;
  const changed = (object.spec?.drivers ?? []).filter((driver: Json) => (old.spec?.drivers ?? []).some((o: Json) => o.name === driver.name && !deepEqual(rest(o), rest(driver))));
  return [...validateCsiNode(object), ...changed.map((driver: Json) => invalidValue('CSINodeDriver', driver, 'field is immutable'))];
}

export const csiNode: Kind = {
  resource: 'csinodes.storage.k8s.io',
  validate: validateCsiNode,
  validateUpdate: validateCsiNodeUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.spec?.drivers?.length ?? 0, ageOf(object, now)],
};
