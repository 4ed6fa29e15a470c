// delete, diff, apply's last words, scale, set and --raw, typed at an API server.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from '../typed.ts';

let lab: Typed;

const map = (name: string, value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {set: s}}\ndata: {a: "${value}"}\n`;

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', {
    'one.yaml': map('one', '1'),
    'both.yaml': `${map('one', '2')}---\n${map('two', '1')}`,
    'budget.yaml': 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n',
    'gone.yaml': map('gone', '1'),
    'nameless.yaml': map('""', '1'),
    'broken.yaml': '{a',
    'map.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"raw"}}',
  });
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
  lab.type('apply -f both.yaml');
});

const maps = '/api/v1/namespaces/default/configmaps';
const notJson = `couldn't get version/kind; json parse error: invalid character 'a' looking for beginning of value (61706956657273696f6e3a2076310a6b696e643a20436f6e6669674d6170 ...)`;

test.each<[string, string]>([
  ['create cm x --dry-run -o name', 'configmap/x\n2> W1121 01:00:00.000000    2800 helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.\n'],
  ['create cm x --dry-run=false', 'configmap/x created\n2> W1121 01:00:00.000000    2800 helpers.go:736] --dry-run=false is deprecated (boolean value) and can be replaced with --dry-run=none.\n'],
  ['create cm x --validate=maybe', '2> error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)\n=> 1\n'],
  ['create secret tls', "2> error: exactly one NAME is required, got 0\n2> See 'kubectl create secret tls -h' for help and examples\n=> 1\n"],
  ['delete cm one --cascade=false', 'configmap "one" deleted from default namespace\n2> warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.\n'],
  [`create -f one.yaml --raw=${maps}`, `2> Error from server (BadRequest): ${notJson}\n=> 1\n`],
  [`create -f map.json --raw=${maps} -l a=b`, '2> error: --raw and --selector (-l) are mutually exclusive\n=> 1\n'],
  ['replace -f map.json --raw=maps', '2> error: --raw must be a valid URL path: parse "maps": invalid URI for request\n=> 1\n'],
  ['get cm/one -f one.yaml', '2> error: resource/name arguments cannot be provided when a path is specified\n=> 1\n'],
  ['patch cm one -p {} --local', '2> error: cannot specify --local and server resources\n=> 1\n'],
  ['delete -f gone.yaml', '2> Error from server (NotFound): error when deleting "gone.yaml": configmaps "gone" not found\n=> 1\n'],
  ['describe -f nameless.yaml', '2> error: resource name may not be empty\n=> 1\n'],
  [
    'describe -f gone.yaml -f broken.yaml',
    '2> error parsing broken.yaml: json: offset 2: invalid character \'a\' looking for beginning of object key string\n2> Error from server (NotFound): configmaps "gone" not found\n=> 1\n',
  ],
  ['patch cm one -p {bad', "2> Error from server (BadRequest): invalid character 'b' looking for beginning of object key string\n=> 1\n"],
  ['patch cm one -p {"data":{"a":"3"} --type=merge', '2> Error from server (BadRequest): error decoding patch: unexpected end of JSON input\n=> 1\n'],
  ['patch cm nope -p {bad', '2> Error from server (NotFound): configmaps "nope" not found\n=> 1\n'],
  ['patch cm one -p {bad --dry-run=client', '2> error: invalid JSON document\n=> 1\n'],
  ['annotate cm one a=b --local', '2> error: can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set\n=> 1\n'],
  ['edit cm one -o name', '2> error: unable to match a printer suitable for the output format "name", allowed formats are: json,kyaml,yaml\n=> 1\n'],
  ['apply -f one.yaml --subresource=status', '2> error: --subresource can only be specified for --server-side\n=> 1\n'],
  ['apply -f one.yaml --prune --all --server-side', "2> error: --prune is in alpha and doesn't currently work on objects created by server-side apply\n=> 1\n"],
  ['apply -f one.yaml --prune -l set=s --prune-allowlist=core/v1/ConfigMap', 'configmap/one configured\nconfigmap/two pruned\n'],
  ['apply set-last-applied -f one.yaml -o name', 'configmap/one\n'],
  ['diff -f one.yaml --force-conflicts', '2> error: --force-conflicts only works with --server-side\n=> 2\n'],
  ['diff -f both.yaml', ''],
  ['auth can-i get cm --no-headers', '2> error: --no-headers cannot be set without --list specified\n=> 1\n'],
  ['events --for nope/x', '2> the server doesn\'t have a resource type "nope"\n=> 1\n'],
  ['kustomize . --load-restrictor=none', '2> error: illegal flag value --load-restrictor none; legal values: [LoadRestrictionsRootOnly LoadRestrictionsNone]\n=> 1\n'],
])('%s', (line, screen) => {
  expect(lab.type(line)).toBe(screen);
});

test('what is replaced as a whole counts as configured each time', () => {
  expect(lab.type('apply -f budget.yaml')).toBe('poddisruptionbudget.policy/b created\n');
  expect(lab.type('apply -f budget.yaml')).toBe('poddisruptionbudget.policy/b configured\n');
});

test('set-last-applied has nothing to do the second time', () => {
  expect(lab.type('apply set-last-applied -f both.yaml')).toBe('configmap/one configured\nconfigmap/two configured\n');
  expect(lab.type('apply set-last-applied -f both.yaml')).toBe('set-last-applied one: no changes required.\nset-last-applied two: no changes required.\n');
});

test('diff tells what prune would take, whole, in the order of names', () => {
  const screen = lab.type('diff -f one.yaml --prune --prune-allowlist=core/v1/ConfigMap');
  const shown = screen.split('\n').filter((line) => /^(diff|---|\+\+\+|[-+] {2}a:|=>)/.test(line));
  const [live, merged] = [/\/tmp\/LIVE-\d+/.exec(screen)?.[0], /\/tmp\/MERGED-\d+/.exec(screen)?.[0]];
  expect(shown).toEqual([
    `diff -u -N ${live}/v1.ConfigMap.default.one ${merged}/v1.ConfigMap.default.one`,
    `--- ${live}/v1.ConfigMap.default.one\t2026-11-21 01:00:00.000000000 +0000`,
    `+++ ${merged}/v1.ConfigMap.default.one\t2026-11-21 01:00:00.000000000 +0000`,
    '-  a: "2"',
    '+  a: "1"',
    `diff -u -N ${live}/v1.ConfigMap.default.two ${merged}/v1.ConfigMap.default.two`,
    `--- ${live}/v1.ConfigMap.default.two\t2026-11-21 01:00:00.000000000 +0000`,
    `+++ ${merged}/v1.ConfigMap.default.two\t1970-01-01 00:00:00.000000000 +0000`,
    '-  a: "1"',
    '=> 1',
  ]);
});

test('scale tells what was not there once the others are scaled', () => {
  lab.send('POST', '/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } } },
  });
  expect(lab.type('scale deploy web nope --replicas=3')).toBe('deployment.apps/web scaled\n2> Error from server (NotFound): deployments.apps "nope" not found\n=> 1\n');
  expect(lab.type('scale deploy web --replicas=2 --dry-run=client -o jsonpath={.spec.replicas}')).toBe('2');
});

test('--record remembers the command line, flags last, in the order typed', () => {
  const cause = (line: string): string => {
    lab.type(line);
    return lab.type('get cm one -o jsonpath={.metadata.annotations.kubernetes\\.io/change-cause}');
  };
  expect(cause('annotate cm one a=b --record -n default')).toBe('kubectl annotate cm one a=b --record=true --namespace=default');
  expect(cause('patch cm one -p {"data":{"a":"9"}} --record')).toBe('kubectl patch cm one --patch={"data":{"a":"9"}} --record=true');
  expect(cause('apply -f one.yaml --record')).toBe('kubectl apply --filename=one.yaml --record=true');
});
