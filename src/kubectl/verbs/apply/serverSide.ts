// Server-side apply of one object: the server merges, and knows who owns what.
import type { Json } from '../../../apimachinery/object.ts';
import { isReason } from '../../../apimachinery/status.ts';
import { type Call, CommandError } from '../../call.ts';
import type { Info } from '../../resources/index.ts';
import { patchInfo, writeQuery } from '../write.ts';
import { type Applier, defaultManager, keepLastApplied, migrateManagers } from './migrate.ts';

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

/** What went wrong with the migration is no failure: the object has been applied. */
const warnings = {
  keep: 'failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply',
  migrate: 'server rejected managed fields migration to Server-Side Apply',
  reapply: 'failed to re-apply configuration after performing Server-Side Apply migration',
};

export function applyServerSide(call: Call, info: Info): Json {
  const subresource = call.flags.has('subresource') ? call.flags.string('subresource') : '';
  const applier: Applier = { manager: managerOf(call), query: { ...writeQuery(call), fieldManager: managerOf(call) }, ...(subresource ? { subresource } : {}) };
  const send = (): Json => patchInfo(call, info, 'apply', info.object, { query: { ...applier.query, force: String(call.flags.bool('force-conflicts')) }, ...(subresource ? { subresource } : {}) });
  let object: Json;
  try {
    object = send();
  } catch (error) {
    if (isReason(error, 'Conflict')) throw new CommandError(`${(error as Error).message}\n${advice}`);
    throw error;
  }
  let step: keyof typeof warnings = 'keep';
  try {
    object = keepLastApplied(call, info, object, applier);
    step = 'migrate';
    const migrated = migrateManagers(call, info, object, applier);
    step = 'reapply';
    // Applied once more, what the files no longer say can go.
    if (migrated) {
      object = migrated;
      object = send();
    }
  } catch (error) {
    call.printError(`Warning: ${warnings[step]}. This is non-fatal and will be retried next time you apply. Error: ${(error as Error).message}`);
  }
  if (object.metadata.deletionTimestamp) call.printError(`Warning: Detected changes to resource ${info.name} which is currently being deleted.`);
  return object;
}
