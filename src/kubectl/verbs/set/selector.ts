// kubectl set selector: which pods a service is for.
import { parseSelector, toLabelSelector } from '../../../apimachinery/labels.ts';
import { goValue } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { selectorPaths } from '../../../apis/settable.ts';
import { podSpecIn } from '../../../apis/podSpecs.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { dryRunOf } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { patchInfo } from '../write.ts';
import { calculate, findObjects, isLocal } from './shared.ts';
import { typedPrinter } from '../../typed.ts';

function selectorOf(text: string): Json {
  try {
    return toLabelSelector(parseSelector(text));
  } catch (error) {
    throw new CommandError(`couldn't parse the selector string "${text}": ${(error as Error).message}`);
  }
}

const requirementText = ({ key, operator, values }: Json): string => `{${key} ${operator} ${goValue(values ?? [])}}`;

function setSelector(draft: Json, { mapping }: Info, { matchLabels = {}, matchExpressions = [] }: Json): void {
  const path = selectorPaths[resourceText(mapping)];
  if (!path) throw new CommandError('setting a selector is only supported for Services');
  if (matchExpressions.length > 0) throw new CommandError(`match expression [${matchExpressions.map(requirementText).join(' ')}] not supported on this object`);
  podSpecIn(draft, path.slice(0, -1))[path.at(-1) as string] = { ...matchLabels };
}

function changeOne(call: Call, found: Info, wanted: Json): Json {
  const version = call.flags.string('resource-version');
  const { draft, patch } = calculate(found, (object, info) => setSelector(object, info, wanted));
  if (isLocal(call) || dryRunOf(call) === 'client') return draft;
  return patchInfo(call, found, 'strategic', version ? { ...patch, metadata: { ...patch.metadata, resourceVersion: version } } : patch);
}

export const selector: Verb = {
  command: 'set selector',
  *run(call): Program<number> {
    dryRunOf(call);
    const text = call.args.at(-1);
    const wanted = text === undefined ? undefined : selectorOf(text);
    const printer = typedPrinter(call, 'selector updated');
    if (!wanted) throw new CommandError('one selector is required');
    const errors: Error[] = [];
    for (const info of yield* findObjects(call, call.args.slice(0, -1))) {
      try {
        printer.print(changeOne(call, info, wanted), call.environment.stdout);
      } catch (error) {
        errors.push(error as Error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors);
    return 0;
  },
};
