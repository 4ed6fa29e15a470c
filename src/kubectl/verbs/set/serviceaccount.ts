// kubectl set serviceaccount: as whom the pods act.
import { CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { changePodSpec, deliver, findObjects, isLocal, localWithServer } from './shared.ts';

export const serviceaccount: Verb = {
  command: 'set serviceaccount',
  *run(call): Program<number> {
    if (isLocal(call) && dryRunOf(call) === 'server') throw localWithServer();
    dryRunOf(call);
    operationPrinter(call, '');
    const account = call.args.at(-1);
    if (account === undefined) throw new CommandError('serviceaccount is required');
    const infos = yield* findObjects(call, call.args.slice(0, -1), false);
    return deliver(call, infos, {
      done: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName ',
      sendsNothing: true,
      change: (draft, info) =>
        changePodSpec(info, draft, (spec) => {
          spec.serviceAccountName = account;
        }),
    });
  },
};
