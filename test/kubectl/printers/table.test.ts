// Tables as people read them, byte for byte.
import { expect, test } from 'vitest';
import { columnWriter } from '../../../src/kubectl/printers/tabs.ts';
import { type TableOptions, tablePrinter } from '../../../src/kubectl/printers/table.ts';

const pods = {
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  columnDefinitions: [
    { name: 'Name', type: 'string', format: 'name' },
    { name: 'Ready', type: 'string' },
    { name: 'Age', type: 'string' },
    { name: 'Nominated Node', type: 'string', priority: 1 },
  ],
  rows: [
    { cells: ['a-fixed', '1/1', '5s', '<none>'], object: { metadata: { name: 'a-fixed', namespace: 'default', labels: { app: 'web', 'lab.example/tier': 'front' } } } },
    { cells: ['b', '0/1', '5s', null], object: { metadata: { name: 'b', namespace: 'default', labels: { app: 'web' } } } },
    { cells: ['c', true, 7, 'two\nlines'], object: { metadata: { name: 'c', namespace: 'other' } } },
  ],
};

function printed(options: Partial<TableOptions>, ...objects: unknown[]): string {
  let out = '';
  const columns = columnWriter((text) => {
    out += text;
  });
  const printer = tablePrinter({ noHeaders: false, wide: false, showLabels: false, labelColumns: [], withNamespace: false, now: 60_000, ...options });
  for (const object of objects) {
    printer.print(object, columns.write);
    columns.flush();
  }
  return out;
}

test.each<[string, Partial<TableOptions>, string]>([
  ['plain', {}, 'NAME      READY   AGE\na-fixed   1/1     5s\nb         0/1     5s\nc         true    7\n'],
  ['wide', { wide: true }, 'NAME      READY   AGE   NOMINATED NODE\na-fixed   1/1     5s    <none>\nb         0/1     5s    \nc         true    7     two...\n'],
  [
    'labels',
    { labelColumns: ['lab.example/tier'], showLabels: true },
    'NAME      READY   AGE   TIER    LABELS\na-fixed   1/1     5s    front   app=web,lab.example/tier=front\nb         0/1     5s            app=web\nc         true    7             <none>\n',
  ],
  ['no headers', { noHeaders: true, labelColumns: ['app'] }, 'a-fixed   1/1    5s    web\nb         0/1    5s    web\nc         true   7     \n'],
  [
    'namespace and kind',
    { withNamespace: true, kind: 'pod' },
    'NAMESPACE   NAME          READY   AGE\ndefault     pod/a-fixed   1/1     5s\ndefault     pod/b         0/1     5s\nother       pod/c         true    7\n',
  ],
])('%s', (_, options, expected) => {
  expect(printed(options, pods)).toBe(expected);
});

test('headers come once, and columns keep their widths', () => {
  const later = { ...pods, rows: [{ cells: ['b', '1/1', '9s', null] }] };
  expect(printed({}, pods, { ...later, columnDefinitions: [] }, { type: 'DELETED', object: later })).toBe(
    'NAME      READY   AGE\na-fixed   1/1     5s\nb         0/1     5s\nc         true    7\nb         1/1     9s\nDELETED    b       1/1   9s\n',
  );
});

test('what is no table has a name and an age; an empty table nothing', () => {
  expect(printed({}, { kind: 'List', items: [{ metadata: { name: 'x', creationTimestamp: '1970-01-01T00:00:30Z' } }, { metadata: { name: 'y' } }] })).toBe(
    'NAME   AGE\nx      30s\ny      <unknown>\n',
  );
  expect(printed({}, { ...pods, rows: [] })).toBe('');
});
