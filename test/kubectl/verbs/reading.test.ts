// get, wait, label, annotate, events and explain, typed at an API server.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from '../typed.ts';

let lab: Typed;
const maps = '/api/v1/namespaces/default/configmaps';

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', { 'both.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: low}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n' });
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
  const make = (name: string, labels: object, data: object): void => lab.send('POST', maps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data });
  make('low', { set: 's', group: 'b' }, { rank: '3', half: 'x' });
  make('mid', { set: 's', group: 'a' }, { rank: '20' });
  make('top', { set: 's' }, { rank: '1' });
});

test.each<[string, string]>([
  ['get cm -l set=s --sort-by=.data.rank', 'NAME   DATA   AGE\ntop    1      0s\nlow    2      0s\nmid    1      0s\n'],
  ['get cm --sort-by=.data.half -o name', 'configmap/top\nconfigmap/mid\nconfigmap/low\n'],
  ['get cm --sort-by=.data.nope', '2> No resources found in default namespace.\n'],
  ['get cm,ns --sort-by=.metadata.name', '2> error: couldn\'t find any field with path "{.metadata.name}" in the list of objects\n=> 1\n'],
  ['get -f both.yaml', 'NAME            DATA   AGE\nconfigmap/low   2      0s\n\nNAME                STATUS   AGE\nnamespace/default   Active   0s\n'],
  ['get cm,ns -A --no-headers', 'default   configmap/low   2     0s\ndefault   configmap/mid   1     0s\ndefault   configmap/top   1     0s\nnamespace/default   Active   0s\n'],
  ['get cm low nope', 'NAME   DATA   AGE\nlow    2      0s\n2> Error from server (NotFound): configmaps "nope" not found\n=> 1\n'],
  ['get cm nope --ignore-not-found', ''],
  ['get pods -A', '2> No resources found\n'],
  ['get cm low -o custom-columns=L:.metadata.labels,N:.nope', 'L                    N\nmap[group:b set:s]   <none>\n'],
  ['get cm --show-labels -o name', '2> error: --show-labels option cannot be used with name printer\n=> 1\n'],
  ['get cm low -o jsonpath', '2> error: template format specified but no template given\n=> 1\n'],
  ['label cm low group=c', "2> error: 'group' already has a value (b), and --overwrite is false\n=> 1\n"],
  [
    'label cm --all group- x=1 --dry-run=server',
    'configmap/low unlabeled (server dry run)\nconfigmap/mid unlabeled (server dry run)\nlabel "group" not found.\nconfigmap/top labeled (server dry run)\n',
  ],
  ['label -f both.yaml --local a=b -o name', 'configmap/low\nnamespace/default\n'],
  ['annotate cm low mid note=x', 'configmap/low annotated\nconfigmap/mid annotated\n'],
  ['wait cm --all --for=jsonpath={.data.rank}=20 --timeout=0', 'configmap/mid condition met\n2> condition not met for configmaps/low\n2> condition not met for configmaps/top\n=> 1\n'],
  ['explain cm.data', 'KIND:       ConfigMap\nVERSION:    v1\n\nFIELD: data <map[string]string>\n\n\nDESCRIPTION:\n    <empty>\n\n'],
  ['events --for cm/low', '2> No events found in default namespace.\n'],
])('%s', (line, screen) => {
  expect(lab.type(line)).toBe(screen);
});

test('a watch ends when the time for a request is over', () => {
  let waits = 0;
  const oneSecond = (): boolean => {
    lab.now += 1000;
    return ++waits < 10;
  };
  expect(lab.type('get cm low -w --request-timeout=2s', oneSecond)).toBe('NAME   DATA   AGE\nlow    2      0s\n');
  expect(waits).toBe(2);
});

test('a watch shows what is there and every change after it', () => {
  const changes: (() => void)[] = [
    () => lab.send('PATCH', `${maps}/low`, { data: { third: 'y' } }),
    () => lab.send('PATCH', `${maps}/top`, { metadata: { labels: { group: 'b' } } }),
    () => lab.send('DELETE', `${maps}/low`),
  ];
  const screen = lab.type('get cm -w -l group=b --output-watch-events', () => {
    lab.now += 1000;
    const change = changes.shift();
    change?.();
    return change !== undefined;
  });
  expect(screen).toBe('EVENT      NAME   DATA   AGE\nADDED      low    2      0s\nMODIFIED   low    3      1s\nADDED      top    1      2s\nDELETED    low    3      3s\n');
});

test('wait sees what happens meanwhile', () => {
  const screen = lab.type('wait cm/low --for=delete --timeout=10s', () => {
    lab.now += 1000;
    lab.send('DELETE', `${maps}/low`);
    return true;
  });
  expect(screen).toBe('configmap/low condition met\n');
  let waits = 0;
  const created = lab.type('wait cm/late --for=create --timeout=10s', () => {
    lab.now += 1000;
    if (++waits === 2) lab.send('POST', maps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } });
    return true;
  });
  expect(created).toBe('configmap/late condition met\n');
});
