// Objects as the rows that `kubectl get` prints: the server decides what a kind's columns say.
import type { Cell } from '../apis/kind.ts';
import type { ColumnDefinition, ResourceInfo } from '../apis/resources.ts';
import { humanDuration } from '../apimachinery/duration.ts';
import { type Json, type KubeObject, parseTime } from '../apimachinery/object.ts';

export interface TableRow {
  cells: Cell[];
  object: Json;
}

export interface Table {
  kind: 'Table';
  apiVersion: 'meta.k8s.io/v1';
  metadata: Json;
  columnDefinitions: readonly ColumnDefinition[];
  rows: TableRow[];
}

const age = (object: KubeObject, now: number): string => {
  const created = parseTime(object.metadata.creationTimestamp);
  return Number.isNaN(created) ? '<unknown>' : humanDuration(now - created);
};

const defaultRow = (object: KubeObject, now: number): Cell[] => [object.metadata.name, age(object, now)];

function rowOf(resource: Columns, object: KubeObject, now: number, include: string): TableRow {
  const cells = resource.logic.row?.(object, { now }) ?? defaultRow(object, now);
  const shown = include === 'None' ? null : include === 'Object' ? object : { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
  return { cells, object: shown };
}

const scaleColumns: readonly ColumnDefinition[] = [
  { name: 'Name', type: 'string', format: 'name' },
  { name: 'Desired', type: 'integer' },
  { name: 'Available', type: 'integer' },
  { name: 'Age', type: 'string' },
];

type Columns = Pick<ResourceInfo, 'columns'> & { logic: Pick<ResourceInfo['logic'], 'row'> };

/** How the scale of a resource is shown. */
export const scaleTable: Columns = {
  columns: scaleColumns,
  logic: { row: (scale, { now }) => [scale.metadata.name, scale.spec?.replicas ?? 0, scale.status?.replicas ?? 0, age(scale, now)] },
};

/** A list or an object as a table. `include` is the query's includeObject. */
export function tableOf(resource: Columns, body: Json, now: number, include = 'Metadata'): Table {
  const isList = body.items !== undefined;
  const items: KubeObject[] = isList ? body.items : [body];
  const metadata = isList ? body.metadata : { resourceVersion: body.metadata.resourceVersion };
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: resource.columns.map((column) => ({ ...column, format: column.format ?? '', priority: column.priority ?? 0 })),
    rows: items.map((object) => rowOf(resource, object, now, include)),
  };
}
