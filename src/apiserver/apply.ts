// Server-side apply: the fields that a manager applies are its own; what others own conflicts, unless it is forced.
import { type FieldSet, changedFields } from './managedFields.ts';
import { failure } from '../apimachinery/status.ts';
import type { Answer, ResourceContext } from './context.ts';

export type { FieldSet };
export { changedFields };

/** Applies the configuration in the body. */
export function applyPatch(_context: ResourceContext): Answer {
  throw failure(415, 'UnsupportedMediaType', 'server-side apply is not served yet');
}
