// get's listing for programs: one object, or everything in one List (upstream: GetOptions.printGeneric).
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import { isList } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import type { GetOptions } from './options.ts';
import { printerFor } from './printing.ts';

const asList = (items: readonly Json[], resourceVersion: string): Json => ({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion }, items });

/** What there is to print: the single object that was asked for, or a List. */
function answerOf(infos: readonly Info[], singleItemImplied: boolean): Json {
  const [only] = infos;
  if (!singleItemImplied || infos.length !== 1 || !only)
    return asList(
      infos.map((info) => info.object),
      '',
    );
  return isList(only.object) ? asList(only.object.items, only.object.metadata?.resourceVersion ?? '') : only.object;
}

export function printForPrograms(call: Call, options: GetOptions, infos: readonly Info[], singleItemImplied: boolean): void {
  const printer = printerFor(call, options, {});
  printer.print(answerOf(infos, singleItemImplied), (text) => call.environment.stdout(text));
}
