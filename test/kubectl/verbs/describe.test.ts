// The forms of describe: what is named, what is shown of several, and what goes wrong.
import { beforeEach, expect, test } from 'vitest';
import { type Typed, typedAt } from '../typed.ts';

let lab: Typed;
const maps = '/api/v1/namespaces/default/configmaps';

beforeEach(() => {
  lab = typedAt('2026-11-21T01:00:00Z', { 'one.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: filed}\n' });
  for (const name of ['default', 'other']) lab.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const make = (name: string, labels: object): void => lab.send('POST', maps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } });
  make('low', { set: 's' });
  make('lower', { set: 's' });
  make('top', {});
});

const described = (name: string, labels: string, events = ''): string =>
  `Name:         ${name}\nNamespace:    default\nLabels:       ${labels}\nAnnotations:  <none>\n\nData\n====\n\nBinaryData\n====\n\n${events}`;
const none = 'Events:  <none>\n';
const notFound = (name: string): string => `2> Error from server (NotFound): configmaps "${name}" not found\n=> 1\n`;

test.each<[string, string]>([
  ['describe cm top', described('top', '<none>', none)],
  ['describe cm top --show-events=false', described('top', '<none>')],
  ['describe cm -l set=s', `${described('low', 'set=s')}\n\n${described('lower', 'set=s')}`],
  ['describe cm -l set=s --show-events', `${described('low', 'set=s', none)}\n\n${described('lower', 'set=s', none)}`],
  ['describe cm low', described('low', 'set=s', none)],
  ['describe cm lo', `${described('low', 'set=s')}\n${described('lower', 'set=s')}\n`],
  ['describe cm to --show-events', `${described('top', '<none>', none)}\n`],
  ['describe cm/top cm/nope cm/low', `${described('top', '<none>')}\n\n${described('low', 'set=s')}${notFound('nope')}`],
  // Two arguments are taken for a type and the start of a name, whatever they are.
  ['describe cm/top cm/nope', notFound('nope')],
  ['describe cm,secret top', '2> error: you may only specify a single resource type\n=> 1\n'],
  ['describe cm zzz', notFound('zzz')],
  ['describe cm top -n nope', '2> Error from server (NotFound): namespaces "nope" not found\n=> 1\n'],
  ['describe cm -n other', '2> No resources found in other namespace.\n'],
  ['describe pods -A', '2> No resources found\n'],
  ['describe -f one.yaml', notFound('filed')],
  ['describe boat', '2> error: the server doesn\'t have a resource type "boat"\n=> 1\n'],
  ['describe', '2> error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n=> 1\n'],
])('%s', (line, screen) => {
  expect(lab.type(line)).toBe(screen);
});
