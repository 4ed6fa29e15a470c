// RuntimeClass: how a node's container runtime shall run a pod.
import { duplicate, type FieldError, FieldPath, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Label, immutable } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { validateLabels } from '../../validation/labels.ts';
import { validateTolerations } from '../../core/pod/placement.ts';
import { validateContainerResources } from '../../core/pod/resources.ts';

const handlerAt = FieldPath.root('handler');

const overhead = ({ overhead: own }: Json): FieldError[] => (own ? validateContainerResources(FieldPath.root('overhead'), { limits: own.podFixed }, new Set()) : []);

const goToleration: GoStruct = [
  ['Key', 'key', ''],
  ['Operator', 'operator', ''],
  ['Value', 'value', ''],
  ['Effect', 'effect', ''],
  ['TolerationSeconds', 'tolerationSeconds', null],
];

/** No two tolerations may say the same of the same taint. */
function tolerations(object: Json): FieldError[] {
  const at = FieldPath.root('scheduling').child('tolerations');
  const list: Json[] = object.scheduling?.tolerations ?? [];
  const seen = new Set<string>();
  const again = list.flatMap((toleration, i) => {
    const key = JSON.stringify([toleration.key, toleration.operator, toleration.value, toleration.effect]);
    if (seen.has(key)) return [duplicate(at.index(i), goStruct(toleration, goToleration))];
    seen.add(key);
    return [];
  });
  return [...validateTolerations(at, list), ...again];
}

function validateRuntimeClass(object: Json): FieldError[] {
  return [
    ...(object.handler ? dns1123Label(handlerAt, object.handler) : [required(handlerAt)]),
    ...overhead(object),
    ...validateLabels(FieldPath.root('scheduling').child('nodeSelector'), object.scheduling?.nodeSelector),
    ...tolerations(object),
  ];
}

export const runtimeClass: Kind = {
  resource: 'runtimeclasses.node.k8s.io',
  validate: validateRuntimeClass,
  validateUpdate: (object, old) => immutable(handlerAt, object.handler, old.handler),
  row: (object, { now }) => [object.metadata.name, object.handler ?? '', ageOf(object, now)],
};
