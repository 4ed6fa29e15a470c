// Preferences: aliases and defaults of the kuberc, and the commands that show and change it.
import { expect, test } from 'vitest';
import { alone } from './alone.ts';

const kuberc = `apiVersion: kubectl.config.k8s.io/v1beta1
kind: Preference
defaults:
- command: create deployment
  options:
  - {name: dry-run, default: client}
  - {name: output, default: name}
aliases:
- name: mk
  command: create deployment
  prependArgs: [web]
  appendArgs: [--, sleep, 1h]
  options:
  - {name: image, default: nginx}
  - {name: dry-run, default: client}
  - {name: output, default: "jsonpath={.metadata.name} {.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].command}"}
`;
const person = (text: string = kuberc) => alone({ '/home/me/.kube/kuberc': text });
const failed = (why: string): string => `2> error occurred while applying preferences ${why}\n=> 1\n`;

test('a default counts where the flag is not typed', () => {
  expect(person().type('create deployment web --image=a')).toBe('deployment.apps/web\n');
  expect(person().type('create deployment web --image=a -ojsonpath={.kind}')).toBe('Deployment');
});

test('an alias stands for a command, arguments and flags', () => {
  expect(person().type('mk')).toBe('web nginx ["sleep","1h"]');
  expect(person().type('mk --image=busybox')).toBe('web busybox ["sleep","1h"]');
  expect(person().type('mk -o name')).toBe('deployment.apps/web\n');
});

test('what is wrong with the file', () => {
  expect(person('kind: Other\n').type('version --client')).toMatch(
    /^2> kuberc: no preferences loaded from \/home\/me\/\.kube\/kuberc: no valid preferences found in \/home\/me\/\.kube\/kuberc, use --v=5 to see detailsClient/,
  );
  expect(person(kuberc.replace('name: mk', 'name: m-k')).type('version --client')).toBe(failed('invalid alias name, can only include alphabetical characters'));
  expect(person(kuberc.replace('name: dry-run', 'name: --dry-run')).type('version --client')).toBe(failed('flag name --dry-run should be in long form without dashes'));
  expect(person(kuberc.replace('name: dry-run', 'name: nope')).type('create deployment x')).toBe(failed('invalid flag nope for command create deployment'));
  expect(person().type('version --client --kuberc=/none')).toBe(failed('kuberc error kuberc: open /none: no such file or directory'));
  expect(person(kuberc.replace('create deployment', 'grow')).type('version --client')).toMatch(/^2> Warning: command "grow" not found to set kuberc override\n/);
});

test('kuberc set and view', () => {
  const me = alone();
  expect(me.type('kuberc set')).toBe('2> error: required flag(s) "section" not set\n=> 1\n');
  expect(me.type('kuberc set --section=x')).toBe('2> error: --section must be "defaults", "aliases", or "credentialplugin", got: x\n=> 1\n');
  expect(me.type('kuberc set --section=aliases --command=get')).toBe('2> error: --name is required when --section=aliases\n=> 1\n');
  expect(me.type('kuberc set --section=defaults --command=get --option=output')).toBe('2> error: invalid option format "output", expected flag=value\n=> 1\n');
  expect(me.type('kuberc set --section=defaults --command=get --option=output=wide')).toBe('Updated /home/me/.kube/kuberc\n');
  expect(me.type('kuberc set --section=defaults --command=get --option=output=wide')).toBe('2> error: defaults for command "get" already exist, use --overwrite to replace\n=> 1\n');
  expect(me.type('kuberc set --section=aliases --name=getn --command=get --prependarg=nodes')).toBe('Updated /home/me/.kube/kuberc\n');
  expect(me.type('kuberc set --section=credentialplugin --policy=Allowlist')).toBe('2> error: --allowlist-entry is required when --section=credentialplugin and --policy=Allowlist\n=> 1\n');
  expect(me.type('kuberc view')).toBe(`aliases:
- command: get
  name: getn
  prependArgs:
  - nodes
apiVersion: kubectl.config.k8s.io/v1beta1
defaults:
- command: get
  options:
  - default: wide
    name: output
kind: Preference
`);
  expect(me.type('kuberc view --kuberc=/none')).toBe(failed('kuberc error kuberc: open /none: no such file or directory'));
});
