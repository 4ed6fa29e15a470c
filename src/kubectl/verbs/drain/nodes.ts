// What cordon, uncordon and drain share: the nodes meant, and whether pods may be scheduled there.
import { type Call, CommandError, type Program, usageError } from '../../call.ts';
import { dryRunOf, resourceName } from '../../printers/index.ts';
import { buildResources, type Info } from '../../resources/index.ts';
import { patchInfo } from '../write.ts';

/** The nodes by name or by label. */
export function* findNodes(call: Call): Program<Info[]> {
  const { args, flags, command } = call;
  const selector = flags.string('selector');
  if (args.length === 0 && !flags.changed('selector')) throw usageError(call, `USAGE: ${command} NODE [flags]`);
  if (args.length > 0 && selector) throw usageError(call, 'error: cannot specify both a node name and a --selector option');
  dryRunOf(call);
  const names = args.map((name) => (name.includes('/') ? name : `nodes/${name}`));
  const result = yield* buildResources(call, { args: selector ? ['nodes'] : names, labelSelector: selector, singleResourceType: true, flatten: true });
  const infos = result.infos();
  for (const { mapping } of infos) {
    const { group, version, resource } = mapping;
    if (group || resource !== 'nodes') throw new CommandError(`error: expected resource of type node, got ${JSON.stringify(`${group}/${version}, Resource=${resource}`)}`);
  }
  return infos;
}

const endings = { none: '', client: ' (dry run)', server: ' (server dry run)' } as const;

/** `node/node01 cordoned`: these verbs have no -o. */
export const say = (call: Call, object: Info['object'], done: string): void => call.print(`${resourceName(object)} ${done}${endings[dryRunOf(call)]}`);

/** Failures are told and the next node is tried: they do not end the command. */
export function cordon(call: Call, infos: readonly Info[], desired: boolean): void {
  const verb = desired ? 'cordon' : 'uncordon';
  for (const info of infos) {
    if ((info.object.spec.unschedulable ?? false) === desired) {
      say(call, info.object, `already ${verb}ed`);
      continue;
    }
    try {
      if (dryRunOf(call) !== 'client') patchInfo(call, info, 'strategic', { spec: { unschedulable: desired || null } });
      say(call, info.object, `${verb}ed`);
    } catch (error) {
      call.printError(`error: unable to ${verb} node ${JSON.stringify(info.name)}: ${(error as Error).message}`);
    }
  }
}
