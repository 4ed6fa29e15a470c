// RuntimeClass: how a node's container runtime shall run a pod.
import { type FieldError, FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Label, immutable } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { nonNegativeAmount } from '../../support/quantities.ts';
import { sortedEntries, validateLabels } from '../../validation/labels.ts';
import { validateContainerResourceName } from '../../core/pod/resources.ts';

const handlerAt = FieldPath.root('handler');

function overhead(object: Json): FieldError[] {
  const at = FieldPath.root('overhead').child('podFixed', 'limits');
  return sortedEntries<Json>(object.overhead?.podFixed).flatMap(([name, amount]) => [
    ...validateContainerResourceName(at.key(name), name),
    ...nonNegativeAmount(at.key(name), parseQuantity(amount).toString()),
  ]);
}

/** Two tolerations that say the same for the same taint. */
function tolerations(object: Json): FieldError[] {
  const at = FieldPath.root('scheduling').child('tolerations');
  const seen = new Set<string>();
  return (object.scheduling?.tolerations ?? []).flatMap((toleration: Json, i: number) => {
    const key = JSON.stringify([toleration.key, toleration.operator, toleration.value, toleration.effect]);
    if (seen.has(key)) return [invalidValue(at.index(i), toleration, 'duplicate toleration')];
    seen.add(key);
    return [];
  });
}

function validateRuntimeClass(object: Json): FieldError[] {
  return [
    ...dns1123Label(handlerAt, object.handler ?? ''),
    ...overhead(object),
    ...validateLabels(FieldPath.root('scheduling').child('nodeSelector'), object.scheduling?.nodeSelector),
    ...tolerations(object),
  ];
}

export const runtimeClass: Kind = {
  resource: 'runtimeclasses.node.k8s.io',
  validate: validateRuntimeClass,
  validateUpdate: (object, old) => immutable(handlerAt, object.handler, old.handler),
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.handler ?? '', ageOf(object, now)],
};
