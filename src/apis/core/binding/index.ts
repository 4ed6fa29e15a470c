// Binding: the scheduler's word that a pod goes to a node.
import { type FieldError, FieldPath, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';

function validateBinding(binding: Json): FieldError[] {
  const target = FieldPath.root('target');
  const errors: FieldError[] = [];
  const kind: string = binding.target?.kind ?? '';
  if (kind !== '' && kind !== 'Node') errors.push(notSupported(target.child('kind'), kind, ['Node', '<empty>']));
  if (!binding.target?.name) errors.push(required(target.child('name')));
  return errors;
}

export const binding: Kind = { resource: 'bindings', validate: validateBinding };
