// Tables as people read them: the server's metav1.Table in rows of cells that a tab ends (upstream: printers/tableprinter.go).
import { humanDuration } from '../../apimachinery/duration.ts';
import { formatLabels } from '../../apimachinery/labels.ts';
import { deepEqual, type Json, parseTime } from '../../apimachinery/object.ts';
import { itemsOf, type Printer, type Write } from './printer.ts';

export interface TableColumn {
  name: string;
  type?: string;
  format?: string;
  priority?: number;
}

export interface TableRow {
  cells: Json[];
  object?: Json;
}

export interface Table {
  kind: 'Table';
  columnDefinitions: TableColumn[];
  rows: TableRow[];
}

export const isTable = (object: Json): object is Table => object?.kind === 'Table' && Array.isArray(object.columnDefinitions ?? object.rows ?? []);

export interface TableOptions {
  noHeaders: boolean;
  wide: boolean;
  showLabels: boolean;
  labelColumns: readonly string[];
  withNamespace: boolean;
  /** `deployment.apps`: put before every name. */
  kind?: string;
  /** For ages of what the server sent as objects. */
  now: number;
}

/** Terminals must not be told what to do by what is printed. */
export const escapeTerminal = (text: string): string => text.replaceAll('\u001b', '^[');

function cellText(cell: Json): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const end = cell.search(/[\f\n\r]/);
  return escapeTerminal(end < 0 ? cell : `${cell.slice(0, end)}...`);
}

const labelHeader = (label: string): string => label.slice(label.lastIndexOf('/') + 1).toUpperCase();

/** The server's columns with those that the person asked for around them. */
function decoratedColumns(columns: readonly TableColumn[], options: TableOptions): TableColumn[] {
  return [
    ...(options.withNamespace ? [{ name: 'Namespace' }] : []),
    ...columns,
    ...options.labelColumns.map((label) => ({ name: labelHeader(label) })),
    ...(options.showLabels ? [{ name: 'Labels' }] : []),
  ];
}

function decoratedCells(row: TableRow, columns: readonly TableColumn[], options: TableOptions): Json[] {
  const cells = [...row.cells];
  const nameColumn = options.kind ? columns.findIndex((column) => column.format === 'name') : -1;
  if (nameColumn >= 0) cells[nameColumn] = `${options.kind}/${cells[nameColumn]}`;
  const metadata = row.object?.metadata;
  const labels = metadata?.labels;
  return [
    ...(options.withNamespace ? [metadata?.namespace ?? ''] : []),
    ...cells,
    ...options.labelColumns.map((label) => labels?.[label] ?? ''),
    ...(options.showLabels ? [metadata ? formatLabels(labels) : ''] : []),
  ];
}

function printRows(table: Table, headers: boolean, event: string | undefined, options: TableOptions, write: Write): void {
  const columns = decoratedColumns(table.columnDefinitions, options);
  const shown = columns.map((column) => options.wide || !column.priority);
  const line = (cells: readonly string[]): void => write(`${cells.filter((_, i) => shown[i]).join('\t')}\n`);
  if (headers && table.rows.length > 0) {
    if (event !== undefined) write('EVENT\t');
    line(columns.map((column) => column.name.toUpperCase()));
  }
  for (const row of table.rows) {
    if (event !== undefined) write(`${event.padEnd(8)}\t`);
    line(decoratedCells(row, table.columnDefinitions, options).slice(0, columns.length).map(cellText));
  }
}

/** --output-watch-events wraps what it prints; the wrapping has no kind. */
const isWatchEvent = (object: Json): object is { type: string; object: Json } => object?.kind === undefined && object?.type !== undefined && object.object !== undefined;

/** What is no table prints as its name and age. */
function tableOf(object: Json, now: number): Table {
  const rows = itemsOf(object).map((item): TableRow => {
    const created = parseTime(item.metadata?.creationTimestamp);
    return { cells: [item.metadata?.name ?? '', Number.isNaN(created) ? '<unknown>' : humanDuration(now - created)], object: item };
  });
  return {
    kind: 'Table',
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name' },
      { name: 'Age', type: 'string' },
    ],
    rows,
  };
}

/** Prints tables whose cells end with tabs: who writes them to a person lets `alignColumns` do the rest. Headers come once for the same columns. */
export function tablePrinter(options: TableOptions): Printer {
  let lastColumns: TableColumn[] = [];
  let printedHeaders = false;
  return {
    print(object, write) {
      const event = isWatchEvent(object) ? object.type : undefined;
      const shown = isWatchEvent(object) ? object.object : object;
      const table: Table = isTable(shown) ? { ...shown, columnDefinitions: shown.columnDefinitions ?? [], rows: shown.rows ?? [] } : tableOf(shown, options.now);
      if (table.columnDefinitions.length === 0) table.columnDefinitions = lastColumns;
      const known = printedHeaders && deepEqual(table.columnDefinitions, lastColumns);
      lastColumns = table.columnDefinitions;
      printedHeaders = known || table.rows.length > 0;
      printRows(table, !options.noHeaders && !known, event, options, write);
    },
  };
}
