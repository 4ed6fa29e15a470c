// The printer that get uses for one kind of object: -o, the columns that were asked for, and --sort-by.
import type { Call } from '../../call.ts';
import type { Mapping } from '../../factory.ts';
import { choosePrinter, customColumnsFormats, type Formats, jsonYamlFormats, nameFormats, type Printer, requestOf, type TableOptions, tablePrinter, templateFormats } from '../../printers/index.ts';
import type { GetOptions } from './options.ts';
import { sortingPrinter } from './sort.ts';

export interface PrintingOf {
  /** Whose objects are printed; nothing for lists of anything. */
  mapping?: Mapping;
  withNamespace?: boolean;
  withKind?: boolean;
}

const groupKind = ({ kind, group }: Mapping): string => (group ? `${kind}.${group}` : kind).toLowerCase();

function tableFormats(table: TableOptions): Formats {
  return { names: ['wide'], printer: ({ output }) => (output === '' || output === 'wide' ? tablePrinter({ ...table, wide: output === 'wide' }) : undefined) };
}

export function printerFor(call: Call, options: GetOptions, { mapping, withNamespace = false, withKind = false }: PrintingOf): Printer {
  const { flags } = call;
  const table: TableOptions = {
    noHeaders: options.noHeaders,
    wide: false,
    showLabels: flags.bool('show-labels'),
    labelColumns: flags.list('label-columns'),
    withNamespace,
    ...(mapping && (withKind || flags.bool('show-kind')) ? { kind: groupKind(mapping) } : {}),
    now: call.environment.now(),
  };
  const families = [templateFormats, jsonYamlFormats, tableFormats(table), customColumnsFormats(options.noHeaders), nameFormats];
  const printer = choosePrinter(requestOf(call), families);
  return options.sortBy && !options.watch && !options.watchOnly ? sortingPrinter(printer, options.sortBy) : printer;
}
