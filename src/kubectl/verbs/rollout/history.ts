// kubectl rollout history: the revisions of a workload, or one of them in full.
import { TabWriter } from '../../../apimachinery/tabwriter.ts';
import type { Revision } from '../../../apis/rollouts.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import type { Printer } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { fetchNow, find, readerOf, requireResource, requireRevision, requireRollout } from './shared.ts';
import { templateText } from './template.ts';
import { typedObjectPrinter, typedPrinter } from '../../typed.ts';

const columns = { minwidth: 0, tabwidth: 8, padding: 2 };

function tableOf(revisions: readonly Revision[]): string {
  const writer = new TabWriter(columns);
  writer.write('REVISION\tCHANGE-CAUSE\n');
  for (const { number, changeCause } of revisions) writer.write(`${number}\t${changeCause || '<none>'}\n`);
  return writer.flush();
}

/** One for each number, in their order. */
function historyOf(call: Call, info: Info): Revision[] {
  const rollout = requireRollout(info.mapping, 'history viewer', 'retrieving history');
  return [...new Map(rollout.history(fetchNow(call, info), readerOf(call)).map((each) => [each.number, each])).values()];
}

function revisionIn(revisions: readonly Revision[], number: number): Revision {
  const found = revisions.find((each) => each.number === number);
  if (!found) throw new CommandError('unable to find the specified revision');
  return found;
}

function textOf(revisions: readonly Revision[], number: number): string {
  if (revisions.length === 0) return 'No rollout history found.';
  return number > 0 ? templateText(revisionIn(revisions, number).template) : tableOf(revisions);
}

/** -o: the objects that stand for the revisions. */
function printObjects(call: Call, printer: Printer, revisions: readonly Revision[], number: number): void {
  const shown = number > 0 ? [revisionIn(revisions, number)] : revisions;
  for (const { object } of shown) printer.print(object, call.environment.stdout);
}

export const history: Verb = {
  command: 'rollout history',
  *run(call): Program<number> {
    requireResource(call);
    const number = requireRevision(call);
    const printer = call.flags.changed('output') ? typedObjectPrinter(call) : undefined;
    const result = yield* find(call);
    yield* result.visit((info) => {
      const revisions = historyOf(call, info);
      if (printer) printObjects(call, printer, revisions, number);
      else typedPrinter(call, `${number > 0 ? `with revision #${number}` : ''}\n${textOf(revisions, number)}`).print(info.object, call.environment.stdout);
    });
    return 0;
  },
};
