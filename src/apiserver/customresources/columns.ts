// The columns of a custom resource, and what its cells say: what a JSONPath finds, as the column's type shows it.
import { humanDuration } from '../../apimachinery/duration.ts';
import { type JsonPath, parseJsonPath } from '../../apimachinery/jsonpath.ts';
import { type Json, parseTime } from '../../apimachinery/object.ts';
import type { Cell } from '../../apis/kind.ts';
import type { ColumnDefinition } from '../../apis/resources.ts';

export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  priority?: number;
  jsonPath: string;
}

const age: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

export const columnsOf = (own: readonly PrinterColumn[] | undefined): PrinterColumn[] => (own?.length ? [...own] : [age]);

export const columnDefinitions = (columns: readonly PrinterColumn[]): ColumnDefinition[] => [{ name: 'Name', type: 'string', format: 'name' }, ...columns];

const paths = new Map<string, JsonPath>();

function pathOf(text: string): JsonPath {
  let path = paths.get(text);
  if (!path) {
    path = parseJsonPath(`{${text}}`, { allowMissingKeys: true });
    paths.set(text, path);
  }
  return path;
}

function found(text: string, object: Json): Json {
  try {
    return pathOf(text).findResults(object)[0]?.[0];
  } catch {
    return undefined;
  }
}

function dateCell(value: Json, now: number): Cell {
  if (value === '') return '<unknown>';
  const at = parseTime(value);
  return Number.isNaN(at) ? '<invalid>' : humanDuration(now - at);
}

function cellOf(column: PrinterColumn, object: Json, now: number): Cell {
  const value = found(column.jsonPath, object);
  if (value === undefined) return null;
  if (value === null) return column.type === 'string' ? '<no value>' : null;
  if (column.type === 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (column.type === 'date') return typeof value === 'string' ? dateCell(value, now) : null;
  if (column.type === 'boolean') return typeof value === 'boolean' ? value : null;
  if (typeof value !== 'number') return null;
  return column.type === 'integer' ? Math.trunc(value) : value;
}

export const rowOf = (columns: readonly PrinterColumn[], object: Json, now: number): Cell[] => [object.metadata.name, ...columns.map((column) => cellOf(column, object, now))];
