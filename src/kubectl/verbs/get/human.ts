// get's listing for people: tables, one after the other, with an empty line between kinds (upstream: GetOptions.Run).
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import type { Mapping } from '../../factory.ts';
import { columnWriter, type Printer, type Write } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import type { GetOptions } from './options.ts';
import { printerFor } from './printing.ts';
import { sortedPlaces } from './sort.ts';

export const severalKinds = (infos: readonly Info[]): boolean => new Set(infos.map(({ mapping }) => `${mapping.group}/${mapping.version} ${mapping.kind}`)).size > 1;

/** Standard output, and whether anything came; a separator is only written when something follows it. */
function trackedOutput(call: Call): { write(text: string): void; separate(): void; written(): boolean } {
  let written = false;
  let separator = false;
  return {
    write(text) {
      if (text === '') return;
      call.environment.stdout(separator ? `\n${text}` : text);
      separator = false;
      written = true;
    },
    separate: () => {
      separator = true;
    },
    written: () => written,
  };
}

/** What --sort-by makes of several answers. One answer is sorted within itself, by its printer. */
function inOrder(infos: readonly Info[], sortBy: string): readonly Info[] {
  if (!sortBy || infos.length < 2) return infos;
  return sortedPlaces(
    infos.map((info) => info.object),
    sortBy,
  ).map((place) => infos[place] as Info);
}

/** Prints what was found; answers whether there was anything. */
function printInfos(call: Call, options: GetOptions, infos: readonly Info[]): boolean {
  const out = trackedOutput(call);
  const withKind = severalKinds(infos);
  const columns = columnWriter(out.write);
  let printer: Printer | undefined;
  let last: Mapping | undefined;
  for (const { mapping, object } of inOrder(infos, options.sortBy)) {
    if (!printer || last?.resource !== mapping.resource || last.group !== mapping.group || last.version !== mapping.version) {
      columns.flush();
      columns.forgetWidths();
      if (printer && !options.noHeaders && out.written()) out.separate();
      printer = printerFor(call, options, { mapping, withNamespace: options.allNamespaces && mapping.namespaced, withKind });
      last = mapping;
    }
    printOne(printer, object, columns.write, options);
  }
  columns.flush();
  return out.written();
}

/** A table that cannot be sorted is not printed, and nothing says so: that is what the real one does. */
function printOne(printer: Printer, object: Json, write: Write, { sortBy }: GetOptions): void {
  try {
    printer.print(object, write);
  } catch (error) {
    if (!sortBy) throw error;
  }
}

export function printForPeople(call: Call, options: GetOptions, infos: readonly Info[], errors: readonly Error[]): void {
  const printed = printInfos(call, options, infos);
  if (printed || options.ignoreNotFound || errors.length > 0) return;
  const namespaced = !options.allNamespaces && infos.every(({ mapping }) => mapping.namespaced);
  call.printError(namespaced ? `No resources found in ${call.factory.namespace().namespace} namespace.` : 'No resources found');
}
