// Printers: what -o, --template, --no-headers and their neighbours ask for (upstream: cli-runtime's PrintFlags and get's).
export { customColumnsFormats } from './customColumns.ts';
export { booleanText, type DryRun, dryRunAdvice, dryRunOf, objectPrinter, type OperationOptions, operationPrinter, requestOf } from './operation.ts';
export { choosePrinter, type Formats, isList, itemsOf, noSuchFormat, type Printer, type PrintRequest, type Write } from './printer.ts';
export { jsonYamlFormats, nameFormats, resourceName, sortedKeys } from './structured.ts';
export { alignColumns, columnWriter, type ColumnWriter } from './tabs.ts';
export { escapeTerminal, isTable, type Table, type TableColumn, type TableOptions, tablePrinter, type TableRow } from './table.ts';
export { templateFormats } from './templates.ts';
