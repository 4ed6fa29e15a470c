// Lists and watches: pages, revisions, selectors, bookmarks, and what is refused of their options.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { WatchCursor } from '../../src/client/index.ts';
import { Asking, configMap } from './asking.ts';

const path = '/api/v1/namespaces/default/configmaps';
let it: Asking;

beforeEach(() => {
  it = new Asking();
  for (const name of ['a', 'b', 'c']) it.post(path, configMap(name, { metadata: { labels: { name } } }));
});

const names = (list: Json): string[] => list.items.map((item: Json) => item.metadata.name);
const options = (why: string): string => `422 ListOptions.meta.k8s.io "" is invalid: ${why}`;

describe('what is refused', () => {
  test.each([
    ['limit=x', '400 strconv.ParseInt: parsing "x": invalid syntax'],
    ['resourceVersion=x', '400 invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax'],
    ['resourceVersionMatch=Exact', options('resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided')],
    ['resourceVersionMatch=Exact&resourceVersion=0', options('resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"')],
    ['resourceVersionMatch=Near&resourceVersion=1', options('resourceVersionMatch: Unsupported value: "Near": supported values: "Exact", "NotOlderThan", ""')],
    ['sendInitialEvents=true', options('sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list')],
    ['resourceVersion=999999', /^504 Timeout: Too large resource version: 999999, current: \d+$/],
    ['resourceVersion=1&resourceVersionMatch=Exact', /^(200|410 .*)$/],
    ['continue=!!', '400 invalid continue token: continue key is not valid: illegal base64 data at input byte 0'],
    ['continue=e30', '400 invalid continue token: continue key is not valid: server does not recognize this encoded version'],
    ['labelSelector=a>x', "400 unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer"],
    ['fieldSelector=data.a=b', '400 "data.a" is not a known field selector: only "metadata.name", "metadata.namespace"'],
  ])('%s', (query, answer) => {
    expect(it.said('GET', `${path}?${query}`)).toMatch(answer as string);
  });

  test.each([
    ['/api/v1/nodes?fieldSelector=metadata.namespace=x', '400 field label not supported: metadata.namespace'],
    ['/apis/batch/v1/jobs?fieldSelector=status.failed=1', '400 field label "status.failed" not supported for batchv1.Job'],
  ])('%s', (url, answer) => {
    expect(it.said('GET', url)).toBe(answer);
  });
});

test('pages show one revision; a page of a forgotten one offers the rest as it is now', () => {
  const first = it.get(`${path}?limit=2`);
  expect([names(first), first.metadata.remainingItemCount]).toEqual([['a', 'b'], 2]);
  expect(JSON.parse(Buffer.from(first.metadata.continue, 'base64url').toString())).toEqual({ v: 'meta.k8s.io/v1', rv: Number(first.metadata.resourceVersion), start: 'b\u0000' });
  it.ask('DELETE', `${path}/c`);
  it.post(path, configMap('d'));
  const second = it.get(`${path}?limit=2&continue=${first.metadata.continue}`);
  expect([names(second), second.metadata.resourceVersion, second.metadata.continue]).toEqual([['c', 'kube-root-ca.crt'], first.metadata.resourceVersion, undefined]);
  it.cluster.advance(it.cluster.now + 1_200_000);
  const { code, body } = it.ask('GET', `${path}?limit=2&continue=${first.metadata.continue}`);
  expect([code, body.reason]).toEqual([410, 'Expired']);
  expect(names(it.get(`${path}?continue=${body.metadata.continue}`))).toEqual(['d', 'kube-root-ca.crt']);
});

test('an exact revision is shown as it was', () => {
  const { resourceVersion } = it.get(path).metadata;
  it.ask('DELETE', `${path}/a`);
  expect(names(it.get(`${path}?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`))).toEqual(['a', 'b', 'c', 'kube-root-ca.crt']);
  expect(names(it.get(`${path}?resourceVersion=${resourceVersion}&resourceVersionMatch=NotOlderThan`))).toEqual(['b', 'c', 'kube-root-ca.crt']);
});

describe('watches', () => {
  const watch = (query: Record<string, string>, resourceVersion = ''): WatchCursor => ({
    request: { method: 'GET', path, query, credential: { kind: 'component', user: 'admin', groups: ['system:masters'] } },
    resourceVersion,
  });
  const shown = ({ type, object }: Json): string => `${type} ${object.metadata.name ?? object.metadata.annotations?.['k8s.io/initial-events-end'] ?? ''}`;

  test('begin with what there is, and say when that is all', () => {
    const query = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan', allowWatchBookmarks: 'true', labelSelector: 'name in (a,b)' };
    expect(it.transport.poll(watch(query)).events.map(shown)).toEqual(['ADDED a', 'ADDED b', 'BOOKMARK true']);
  });

  test('tell what comes into and goes out of a selection; bookmarks come by the minute', () => {
    const { resourceVersion } = it.get(path).metadata;
    let { events, cursor } = it.transport.poll(watch({ labelSelector: 'name=a', allowWatchBookmarks: 'true', timeoutSeconds: '90' }, resourceVersion));
    it.merge(`${path}/a`, { metadata: { labels: { name: 'x' } } });
    it.merge(`${path}/b`, { metadata: { labels: { name: 'a' } } });
    ({ events, cursor } = it.transport.poll(cursor));
    expect(events.map(shown)).toEqual(['DELETED a', 'ADDED b']);
    it.cluster.advance(it.cluster.now + 60_000);
    ({ events, cursor } = it.transport.poll(cursor));
    expect(events.map(shown)).toEqual(['BOOKMARK ']);
    it.cluster.advance(it.cluster.now + 60_000);
    expect(it.transport.poll(cursor).ended).toBe(true);
  });

  test('of a revision that is forgotten end with an error', () => {
    it.cluster.advance(it.cluster.now + 1_200_000);
    const [event] = it.transport.poll(watch({}, '5')).events;
    expect(event?.object).toMatchObject({ code: 410, reason: 'Expired', message: expect.stringMatching(/^too old resource version: 5 \(\d+\)$/) });
  });

  test('refuse options that make no sense', () => {
    const refused = (query: string): string => it.said('GET', `${path}?watch=1&${query}`);
    expect(refused('resourceVersionMatch=Exact')).toBe(
      options(
        '[resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided, resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"]',
      ),
    );
    expect(refused('sendInitialEvents=true')).toBe(options('resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
  });
});

test('metadata alone', () => {
  const list = it.get(`${path}?limit=1`, { headers: { accept: 'partial' } });
  expect([list.kind, list.apiVersion, list.items[0].kind, Object.keys(list.items[0])]).toEqual([
    'PartialObjectMetadataList',
    'meta.k8s.io/v1',
    'PartialObjectMetadata',
    ['kind', 'apiVersion', 'metadata'],
  ]);
});
