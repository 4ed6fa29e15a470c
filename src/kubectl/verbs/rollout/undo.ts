// kubectl rollout undo: puts a template back that a workload had before.
import type { KubeObject } from '../../../apimachinery/object.ts';
import type { Revision, Rollout } from '../../../apis/rollouts.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { lastAppliedAnnotation } from '../lastApplied.ts';
import { patchInfo } from '../write.ts';
import { fetchNow, find, readerOf, requireResource, requireRollout } from './shared.ts';
import { templateText } from './template.ts';
import { typedPrinter } from '../../typed.ts';

function wanted(rollout: Rollout, object: KubeObject, history: readonly Revision[], number: number): Revision {
  if (number === 0) return rollout.previous(object, history);
  const found = number > 0 ? history.find((each) => each.number === number) : undefined;
  if (!found) throw new CommandError(`unable to find specified revision ${number} in history`);
  return found;
}

/** Answers what was done, as the printed line says it. */
function rollBack(call: Call, info: Info, rollout: Rollout, number: number): string {
  const object = fetchNow(call, info);
  const revision = wanted(rollout, object, rollout.history(object, readerOf(call)), number);
  if (dryRunOf(call) === 'client') return `${rollout.preview}${templateText(revision.object.spec.template)}`;
  const { type, patch, isCurrent, refusal } = rollout.restoration(object, revision);
  if (refusal) throw new CommandError(refusal);
  if (isCurrent) return `skipped rollback (current template already matches revision ${number})`;
  try {
    patchInfo(call, info, type, patch);
  } catch (error) {
    throw new CommandError(`failed restoring revision ${number}: ${(error as Error).message}`);
  }
  return 'rolled back';
}

function warnOfApply(call: Call, { mapping, name, object }: Info): void {
  if (object.metadata.annotations?.[lastAppliedAnnotation] === undefined) return;
  call.printError(
    `Warning: resource ${mapping.resource}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastAppliedAnnotation} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`,
  );
}

export const undo: Verb = {
  command: 'rollout undo',
  *run(call): Program<number> {
    dryRunOf(call);
    requireResource(call);
    const number = call.flags.int('to-revision');
    const result = yield* find(call);
    yield* result.visit((info) => {
      warnOfApply(call, info);
      const rollout = requireRollout(info.mapping, 'rollbacker', 'retrieving rollbacker');
      typedPrinter(call, rollBack(call, info, rollout, number)).print(info.object, call.environment.stdout);
    });
    return 0;
  },
};
