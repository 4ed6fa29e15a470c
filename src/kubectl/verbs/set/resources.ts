// kubectl set resources: requests and limits of containers.
import type { Json } from '../../../apimachinery/object.ts';
import { canonical } from '../../../apimachinery/quantity.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { allWithSelector, changePodSpec, deliver, findObjects, isLocal, localWithServer, selectedContainers } from './shared.ts';

type Amounts = Record<string, string>;

function parseAmounts(text: string): Amounts {
  const out: Amounts = {};
  for (const statement of text === '' ? [] : text.split(',')) {
    const [name = '', amount = '', ...more] = statement.split('=');
    if (!statement.includes('=') || more.length > 0) throw new CommandError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    out[name] = canonical(amount);
  }
  return out;
}

function check(call: Call): { limits: Amounts; requests: Amounts } {
  const { flags } = call;
  if (isLocal(call) && dryRunOf(call) === 'server') throw localWithServer();
  if (flags.bool('all') && flags.string('selector')) throw allWithSelector();
  const [limits, requests] = [flags.string('limits'), flags.string('requests')];
  if (!limits && !requests) throw new CommandError('you must specify an update to requests or limits (in the form of --requests/--limits)');
  return { limits: parseAmounts(limits), requests: parseAmounts(requests) };
}

function setAmounts(container: Json, field: 'limits' | 'requests', amounts: Amounts): void {
  if (Object.keys(amounts).length > 0) container.resources = { ...container.resources, [field]: { ...container.resources?.[field], ...amounts } };
}

export const resources: Verb = {
  command: 'set resources',
  *run(call): Program<number> {
    dryRunOf(call);
    operationPrinter(call, '');
    const infos = yield* findObjects(call, call.args);
    const { limits, requests } = check(call);
    const pattern = call.flags.string('containers');
    const errors: Error[] = [];
    const change = (draft: Json, info: (typeof infos)[number]): void =>
      changePodSpec(info, draft, (spec) => {
        const containers = selectedContainers(spec, pattern);
        if (containers.length === 0) errors.push(new CommandError(`error: unable to find container named ${pattern}`));
        for (const container of containers) {
          setAmounts(container, 'limits', limits);
          setAmounts(container, 'requests', requests);
        }
      });
    return deliver(call, infos, { done: 'resource requirements updated', failure: 'failed to patch resources update to pod template ', change }, errors);
  },
};
