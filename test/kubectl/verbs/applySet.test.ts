// apply --applyset: the parent that keeps a set, its members, and what is pruned.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from '../typed.ts';

let lab: Typed;

const map = (name: string, more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: {a: "1"}\n`;
const files = { 'both.yaml': `${map('one')}---\n${map('two')}`, 'one.yaml': map('one'), 'marked.yaml': map('m', ', labels: {applyset.kubernetes.io/part-of: x}') };

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', files, { KUBECTL_APPLYSET: 'true' });
  lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
});

test('keeps in its parent what was applied, and prunes what has gone', () => {
  expect(lab.type('apply -n default -f both.yaml --prune --applyset=set')).toBe('configmap/one created\nconfigmap/two created\n');
  expect(lab.type(['get', 'secret', 'set', '-o', 'jsonpath={.metadata.annotations}{"\\n"}{.metadata.labels}'])).toBe(
    '{"applyset.kubernetes.io/additional-namespaces":"","applyset.kubernetes.io/contains-group-kinds":"ConfigMap","applyset.kubernetes.io/tooling":"kubectl/v1.36.4"}\n' +
      `{"applyset.kubernetes.io/id":"${memberLabel()}"}`,
  );
  expect(lab.type('apply -n default -f one.yaml --prune --applyset=set')).toBe('configmap/one unchanged\nconfigmap/two pruned\n');
  expect(lab.type('apply -n default -f both.yaml --prune --applyset=secrets/set --server-side')).toContain('configmap/two serverside-applied\n');
  lab.send('PATCH', '/api/v1/namespaces/default/secrets/set', { metadata: { annotations: { 'applyset.kubernetes.io/tooling': 'helm/v3' } } });
  expect(lab.type('apply -n default -f one.yaml --prune --applyset=set')).toBe(
    '2> error: ApplySet parent object "secrets./set" already exists and is managed by tooling "helm" instead of "kubectl"\n=> 1\n',
  );
});

/** What the members carry. */
const memberLabel = (): string => lab.type(['get', 'cm', 'one', '-o', 'jsonpath={.metadata.labels.applyset\\.kubernetes\\.io/part-of}']);

test.each<[string, string]>([
  ['apply -f one.yaml --applyset=set -n default', '--applyset requires --prune'],
  ['apply -f one.yaml --applyset=set --prune', 'namespace is required to use namespace-scoped ApplySet'],
  ['apply -f one.yaml --applyset=pods/set --prune -n default', 'resource "/v1, Resource=pods" is not permitted as an ApplySet parent'],
  ['apply -f one.yaml --applyset=nope/set --prune', 'invalid parent reference "nope/set": no matches for /, Resource=nope'],
  ['apply -f one.yaml --applyset=secrets/ --prune', 'invalid parent reference "secrets/": name cannot be blank'],
  ['apply -f one.yaml --applyset=set --prune --all -n default', '--all is incompatible with --applyset'],
  ['apply -f one.yaml --applyset=set --prune -l a=b -n default', '--selector is incompatible with --applyset'],
  ['apply -f marked.yaml --applyset=set --prune -n default', 'ApplySet label "applyset.kubernetes.io/part-of" already set in input data'],
])('%s', (line, error) => {
  expect(lab.type(line)).toBe(`2> error: ${error}\n=> 1\n`);
});

test('is unknown unless a variable says otherwise', () => {
  expect(typedAt('2026-11-21T01:00:00Z', files).type('apply -f one.yaml --applyset=set --prune')).toBe("2> error: unknown flag: --applyset\n2> See 'kubectl apply --help' for usage.\n=> 1\n");
});
