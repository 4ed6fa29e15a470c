// The API server over HTTPS: who asks, in which forms it answers, what it says of requests that it cannot take.
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { podOf, Serving, until } from './serving.ts';

let lab: Serving;
beforeAll(async () => {
  lab = await Serving.start();
});
afterAll(() => lab.stop());

const status = (code: number, reason: string, message: string, details?: object) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  ...(details ? { details } : {}),
  code,
});
const pods = '/api/v1/namespaces/default/pods';

describe('who asks', () => {
  it('is nobody without a certificate: a few paths are theirs, all else is forbidden', async () => {
    expect((await lab.ask('GET', '/livez', { anonymous: true })).text).toBe('ok');
    const { code, text } = await lab.ask('GET', pods, { anonymous: true });
    expect(code).toBe(403);
    expect(JSON.parse(text)).toEqual(status(403, 'Forbidden', 'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"', { kind: 'pods' }));
  });

  it('is the service account of a token; a token that is none is refused', async () => {
    const { status: token } = await lab.post('/api/v1/namespaces/default/serviceaccounts/default/token', { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
    const headers = { Authorization: `Bearer ${token.token}` };
    expect((await lab.json('GET', pods, { anonymous: true, headers })).message).toBe(
      'pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"',
    );
    const wrong = await lab.ask('GET', pods, { anonymous: true, headers: { Authorization: 'Bearer nonsense' } });
    expect([wrong.code, JSON.parse(wrong.text)]).toEqual([401, status(401, 'Unauthorized', 'Unauthorized')]);
    expect((await lab.ask('POST', pods, { anonymous: true, headers: { Authorization: 'Bearer nonsense' }, body: '{' })).code).toBe(401);
  });

  it('is whom an administrator impersonates', async () => {
    const review = await lab.json('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      body: '{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}',
      headers: { 'Impersonate-User': 'anna', 'Impersonate-Group': 'dev', 'Impersonate-Extra-Team': 'blue' },
    });
    expect(review.status.userInfo).toEqual({ username: 'anna', groups: ['dev', 'system:authenticated'], extra: { team: ['blue'] } });
    expect((await lab.ask('GET', pods, { headers: { 'Impersonate-Group': 'dev' } })).code).toBe(400);
  });
});

describe('forms of answers', () => {
  it('are JSON in one line, indented for people, YAML where asked', async () => {
    const plain = await lab.ask('GET', '/api/v1/namespaces/default');
    expect(plain.headers['content-type']).toBe('application/json');
    expect(plain.text).toMatch(/^\{"kind":"Namespace","apiVersion":"v1","metadata":\{"name":"default","uid":"[^\n]*\}\n$/);
    expect((await lab.ask('GET', '/api/v1/namespaces/default?pretty=true')).text).toMatch(/^\{\n {2}"kind": "Namespace",\n/);
    expect((await lab.ask('GET', '/api/v1/namespaces/default', { headers: { 'User-Agent': 'curl/8' } })).text).toMatch(/^\{\n/);
    const yaml = await lab.ask('GET', '/api/v1/namespaces/default', { headers: { Accept: 'application/yaml' } });
    expect([yaml.headers['content-type'], yaml.text.split('\n')[0]]).toEqual(['application/yaml', 'apiVersion: v1']);
  });

  it('are JSON for who takes protobuf first, and 406 for who takes nothing else', async () => {
    const both = await lab.ask('GET', '/api/v1/namespaces/default', { headers: { Accept: 'application/vnd.kubernetes.protobuf,application/json' } });
    expect([both.code, both.headers['content-type']]).toEqual([200, 'application/json']);
    const none = await lab.ask('GET', '/api/v1/namespaces/default', { headers: { Accept: 'application/vnd.kubernetes.protobuf' } });
    expect(JSON.parse(none.text)).toEqual(status(406, 'NotAcceptable', 'only the following media types are accepted: application/json, application/yaml'));
  });

  it('are tables, metadata alone, and compressed when they are long', async () => {
    const table = await lab.json('GET', '/api/v1/namespaces', { headers: { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' } });
    expect([table.kind, table.columnDefinitions[0].name, table.rows[0].cells[0]]).toEqual(['Table', 'Name', 'default']);
    const partial = await lab.json('GET', '/api/v1/namespaces/default', { headers: { Accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' } });
    expect([partial.kind, partial.spec]).toEqual(['PartialObjectMetadata', undefined]);
    const long = await lab.ask('GET', '/openapi/v2', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(long.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(Buffer.from(long.text, 'latin1')).toString()).swagger).toBe('2.0');
  });

  it('has heads without bodies, and no methods beside those of the API', async () => {
    const head = await lab.ask('HEAD', '/api/v1/namespaces/default');
    expect([head.code, head.text]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(100);
    expect((await lab.json('OPTIONS', '/api/v1/pods')).reason).toBe('MethodNotAllowed');
  });
});

describe('discovery', () => {
  const aggregated = { Accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json' };

  it('comes in both forms, which agree', async () => {
    const all = await lab.ask('GET', '/apis', { headers: aggregated });
    expect(all.headers['content-type']).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    const { items } = JSON.parse(all.text);
    const legacy = await lab.json('GET', '/apis');
    expect(items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual(legacy.groups.map((each: { name: string }) => each.name));
    const apps = items.find((each: { metadata: { name: string } }) => each.metadata.name === 'apps').versions[0].resources;
    const list = (await lab.json('GET', '/apis/apps/v1')).resources.filter(({ name }: { name: string }) => !name.includes('/'));
    expect(apps.map((each: { resource: string }) => each.resource).sort()).toEqual(list.map((each: { name: string }) => each.name).sort());
    const core = (await lab.json('GET', '/api', { headers: aggregated })).items[0];
    expect(core.versions[0].resources.find((each: { resource: string }) => each.resource === 'pods')).toMatchObject({ scope: 'Namespaced', singularResource: 'pod', shortNames: ['po'] });
  });

  it('describes every type in OpenAPI, with what can be done where', async () => {
    const { paths } = await lab.json('GET', '/openapi/v3');
    const url = paths['apis/apps/v1'].serverRelativeURL;
    expect(url).toMatch(/^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]{128}$/);
    const apps = await lab.json('GET', url);
    const patch = apps.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'].patch;
    expect(Object.keys(patch.requestBody.content)).toContain('application/strategic-merge-patch+json');
    expect(patch.parameters.map((each: { name: string }) => each.name)).toEqual(['pretty', 'dryRun', 'fieldManager', 'fieldValidation', 'force']);
    const refs = [...JSON.stringify(apps).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name as string);
    expect(refs.filter((name) => !apps.components.schemas[name])).toEqual([]);
  });

  it('tells how it is', async () => {
    expect((await lab.ask('GET', '/readyz?verbose')).text).toMatch(/^\[\+\]ping ok\n\[\+\]log ok\n\[\+\]etcd ok\n[\s\S]*readyz check passed\n$/);
    expect((await lab.ask('GET', '/livez/ping')).text).toBe('ok');
    expect((await lab.ask('GET', '/readyz/etcd')).text).toBe('ok');
    expect((await lab.ask('GET', '/readyz/nothing')).code).toBe(404);
    expect((await lab.ask('GET', '/livez?verbose&exclude=etcd')).text).toContain('[+]etcd excluded: ok\n');
    expect((await lab.ask('GET', '/version')).text).toContain('  "gitVersion": "v1.36.2",\n');
    expect((await lab.ask('GET', '/metrics')).text).toContain('\napiserver_storage_objects{resource="namespaces"} 4\n');
  });
});

describe('writing', () => {
  it('takes JSON and YAML; warns of fields that nobody knows and of keys that come twice', async () => {
    const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\ndata: {a: b}\n';
    const made = await lab.ask('POST', '/api/v1/namespaces/default/configmaps', { body: yaml, headers: { 'Content-Type': 'application/yaml' } });
    expect([made.code, JSON.parse(made.text).data]).toEqual([201, { a: 'b' }]);
    const twice = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"twice","name":"twice"},"dta":{}}';
    const warned = await lab.ask('POST', '/api/v1/namespaces/default/configmaps', { body: twice });
    expect(warned.headers.warning).toBe('299 - "duplicate field \\"metadata.name\\"", 299 - "unknown field \\"dta\\""');
    const strict = await lab.json('POST', '/api/v1/namespaces/default/configmaps?fieldValidation=Strict', { body: twice });
    expect(strict.message).toBe('ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "metadata.name"');
  });

  const broken: [string, string, string, string, number, string][] = [
    [
      'a broken text',
      'POST',
      'application/json',
      '{"kind": "Pod", x',
      400,
      'the object provided is unrecognized (must be of type Pod): couldn\'t get version/kind; json parse error: invalid character \'x\' looking for beginning of object key string ({"kind": "Pod", x)',
    ],
    [
      'half a text',
      'POST',
      'application/json',
      '{"kind": "Pod"',
      400,
      'the object provided is unrecognized (must be of type Pod): couldn\'t get version/kind; json parse error: unexpected end of JSON input ({"kind": "Pod")',
    ],
    ['nothing', 'POST', 'application/json', '', 400, "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)"],
    [
      'a form',
      'POST',
      'application/x-www-form-urlencoded',
      'a=b',
      415,
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    ],
    [
      'an unknown patch',
      'PATCH',
      'application/json',
      '{}',
      415,
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml',
    ],
  ];
  it.each(broken)('says what is wrong with %s', async (_, method, type, body, code, message) => {
    const answer = await lab.json(method, method === 'PATCH' ? `${pods}/x` : pods, { body, headers: { 'Content-Type': type } });
    expect([answer.code, answer.message]).toEqual([code, message]);
  });

  it('takes no more than three megabytes, and goes on', async () => {
    const body = JSON.stringify({ ...podOf('fat'), data: 'x'.repeat(3 * 1024 * 1024) });
    expect(await lab.json('POST', pods, { body })).toEqual(status(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728'));
    expect((await lab.ask('GET', '/livez')).text).toBe('ok');
  });
});

describe('watching', () => {
  it('tells what is there and what comes, in lines, and ends in time', async () => {
    const watch = lab.watch(`${pods}?watch=true&labelSelector=app%3Dweb`);
    await lab.post(pods, podOf('web'));
    await lab.post(pods, podOf('other'));
    await until(() => watch.events.some(({ object }) => object.status?.phase === 'Running'));
    expect([watch.events[0].type, watch.events[0].object.kind]).toEqual(['ADDED', 'Pod']);
    expect(watch.events.every(({ object }) => object.metadata.name === 'web')).toBe(true);
    watch.stop();
    const short = lab.watch(`/api/v1/namespaces/kube-public/configmaps?watch=1&timeoutSeconds=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`);
    await short.ended;
    expect(short.events.at(-1)).toMatchObject({ type: 'BOOKMARK', object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } } });
  });

  it('is refused as lists are', async () => {
    const forbidden = await lab.ask('GET', `${pods}?watch=true`, { anonymous: true });
    expect(forbidden.code).toBe(403);
    const bad = await lab.ask('GET', `${pods}?watch=true&resourceVersion=x`);
    expect(bad.code).toBe(422);
  });

  it('serves two hundred at once', async () => {
    const watches = Array.from({ length: 200 }, () => lab.watch('/api/v1/namespaces/default/configmaps?watch=true&fieldSelector=metadata.name%3Dseen-by-all'));
    await lab.post('/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen-by-all' } });
    await until(() => watches.every(({ events }) => events.length > 0));
    expect(watches.filter(({ events }) => events[0]?.type === 'ADDED').length).toBe(200);
    for (const watch of watches) watch.stop();
  });
});
