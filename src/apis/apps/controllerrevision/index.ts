// ControllerRevision: a template that a DaemonSet or StatefulSet once had.
import { type FieldError, FieldPath, required } from '../../../apimachinery/fieldErrors.ts';
import { controllerOf, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { immutable, nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const dataPath = FieldPath.root('data');

const validateNumber = (revision: Json): FieldError[] => nonNegative(FieldPath.root('revision'), revision.revision);

function validateRevision(revision: Json): FieldError[] {
  const { data } = revision;
  const isObject = typeof data === 'object' && !Array.isArray(data);
  if (data === undefined || data === null) return [...validateNumber(revision), required(dataPath, 'data is mandatory')];
  return isObject ? validateNumber(revision) : [...validateNumber(revision), required(dataPath, 'data must be a valid JSON object')];
}

/** `daemonset.apps/agent` */
function controllerText(revision: Json): string {
  const owner = controllerOf(revision);
  if (!owner) return '<none>';
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`;
}

export const controllerRevision: Kind = {
  resource: 'controllerrevisions.apps',
  generation: 'none',
  validate: validateRevision,
  validateUpdate: (object, old) => [...validateNumber(object), ...immutable(dataPath, object.data, old.data)],
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, controllerText(object), object.revision ?? 0, ageOf(object, now)],
};
