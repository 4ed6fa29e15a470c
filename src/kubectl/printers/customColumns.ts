// -o custom-columns: one JSONPath for each column, given inline or in a file.
import { goValue } from '../../apimachinery/goFormat.ts';
import { parseJsonPath, relaxedJsonPath } from '../../apimachinery/jsonpath.ts';
import type { Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';
import { type Formats, isList, itemsOf, type Printer, type PrintRequest, templateArgument } from './printer.ts';
import { escapeTerminal } from './table.ts';
import { alignColumns } from './tabs.ts';

interface Column {
  header: string;
  /** The values at the column's path. */
  find(object: Json): Json[];
}

function columnOf(header: string, expression: string): Column {
  const path = parseJsonPath(relaxedJsonPath(expression), { allowMissingKeys: true });
  return { header, find: (object) => path.findResults(object).flat() };
}

function columnsOf(spec: string): Column[] {
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) throw new CommandError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return columnOf(part.slice(0, colon), part.slice(colon + 1));
  });
}

const expectedFile = 'Expected format is one line of space separated headers, one line of space separated column specs.';

function columnsOfFile(text: string): Column[] {
  const [headerLine, specLine] = text.split('\n');
  if (!headerLine && specLine === undefined) throw new CommandError(`invalid template, missing header line. ${expectedFile}`);
  if (!specLine) throw new CommandError(`invalid template, missing spec line. ${expectedFile}`);
  const [headers, specs] = [headerLine ?? '', specLine].map((line) => line.split(/\s+/).filter((word) => word)) as [string[], string[]];
  if (headers.length !== specs.length) throw new CommandError(`number of headers (${headers.length}) and field specifications (${specs.length}) don't match`);
  return headers.map((header, i) => columnOf(header, specs[i] as string));
}

function readColumns(request: PrintRequest, format: string, argument: string): Column[] {
  if (!argument) throw new CommandError('custom-columns format specified but no custom columns given');
  if (format === 'custom-columns') return columnsOf(argument);
  let text: string;
  try {
    text = request.readFile(argument);
  } catch (error) {
    throw new CommandError(`error reading template ${argument}, ${error instanceof Error ? error.message : error}`);
  }
  return columnsOfFile(text);
}

function cellOf(column: Column, object: Json): string {
  const values = column.find(object);
  return values.length === 0 ? '<none>' : values.map((value) => escapeTerminal(goValue(value))).join(',');
}

/** Headers come again when a list follows an object, or the other way round. */
function columnsPrinter(columns: readonly Column[], noHeaders: boolean): Printer {
  let last: boolean | undefined;
  return {
    print(object, write) {
      const rows: string[][] = [];
      if (!noHeaders && last !== isList(object)) rows.push(columns.map((column) => column.header));
      last = isList(object);
      for (const item of itemsOf(object)) rows.push(columns.map((column) => cellOf(column, item)));
      write(alignColumns(rows.map((row) => `${row.join('\t')}\n`).join('')));
    },
  };
}

export const customColumnsFormats = (noHeaders: boolean): Formats => {
  const names = ['custom-columns', 'custom-columns-file'];
  return {
    names,
    printer(request) {
      const found = templateArgument(request, names);
      return found && columnsPrinter(readColumns(request, found.format, found.argument), noHeaders);
    },
  };
};
