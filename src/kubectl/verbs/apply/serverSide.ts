// Server-side apply of one object: the server merges, and knows who owns what.
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import { type Call, CommandError } from '../../call.ts';
import type { Info } from '../../resources/index.ts';
import { patchInfo, writeQuery } from '../write.ts';

const defaultManager = 'kubectl';

const advice = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** --field-manager, where it was given. */
export const managerOf = ({ flags }: Call): string => (flags.changed('field-manager') ? flags.string('field-manager') : defaultManager);

export function applyServerSide(call: Call, info: Info): Json {
  const query: Record<string, string> = { ...writeQuery(call), fieldManager: managerOf(call), force: String(call.flags.bool('force-conflicts')) };
  const subresource = call.flags.has('subresource') ? call.flags.string('subresource') : '';
  try {
    return patchInfo(call, info, 'apply', info.object, { query, ...(subresource ? { subresource } : {}) });
  } catch (error) {
    const isConflict = error instanceof ApiError && error.reason === 'Conflict' && error.status.details?.causes?.some((cause) => cause.reason === 'FieldManagerConflict');
    if (isConflict) throw new CommandError(`${error.message}\n${advice}`);
    throw error;
  }
}
