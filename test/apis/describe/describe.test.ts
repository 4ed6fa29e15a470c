// Descriptions, each compared whole with its text in described.txt.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notFound } from '../../../src/apimachinery/status.ts';
import type { KubeObject } from '../../../src/apimachinery/object.ts';
import type { DescribeReader } from '../../../src/apis/describe/contract.ts';
import { fieldLabel } from '../../../src/apis/describe/generic.ts';
import { describeObject } from '../../../src/apis/describe/object.ts';
import { describerFor } from '../../../src/apis/describers.ts';
import { cases, now } from './cases.ts';

const sections = readFileSync(new URL('described.txt', import.meta.url), 'utf8').split(/^# (.*)\n/m);
const textOf = (name: string): string | undefined => sections[sections.indexOf(name) + 1];

function readerOf(found: Record<string, KubeObject[]> = {}): DescribeReader {
  return {
    get: (resource, name) => {
      throw notFound({ group: resource.split('.').slice(1).join('.'), resource: resource.split('.')[0] as string }, name);
    },
    list: <T extends KubeObject>(resource: string) => (found[resource] ?? []) as T[],
  };
}

test.each(cases)('%s', (name, resource, object, found) => {
  const text = describeObject(describerFor(resource), object, { reader: readerOf(found), now, showEvents: true });
  expect(text).toBe(textOf(name));
});

test.each([
  ['apiVersion', 'API Version'],
  ['uid', 'UID'],
  ['hostIPs', 'Host I Ps'],
  ['seLinuxMount', 'Se Linux Mount'],
  ['fsGroupPolicy', 'Fs Group Policy'],
  ['JSONSchemaProps', 'JSONSchema Props'],
  ['x-kubernetes-int', 'X - Kubernetes - Int'],
  ['$patch', '$patch'],
  ['tls.crt', 'tls.crt'],
])('the field %s is shown as %s', (field, label) => {
  expect(fieldLabel(field)).toBe(label);
});
