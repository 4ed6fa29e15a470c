// What is read without the package reads as the package reads it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseYaml, splitYamlDocuments, toYaml } from '../../src/apimachinery/yaml.ts';
import { readPlainYaml } from '../../src/apimachinery/yamlSimple.ts';
import { loadSession } from '../recorded/session.mjs';

/** A comment makes it somebody else's. */
const byThePackage = (text: string): unknown => parseYaml(`# not plain\n${text}`);

const recorded = join(import.meta.dirname, '../recorded');
const texts = readdirSync(recorded, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.session'))
  .flatMap((path) => {
    const { files, steps } = loadSession(join(recorded, path));
    const printed = steps.flatMap((step) => (step.kind === 'run' && step.stdout[0]?.startsWith('apiVersion') ? [step.stdout.join('\n')] : []));
    return [...Object.entries(files).flatMap(([name, text]) => (/\.ya?ml$/.test(name) ? splitYamlDocuments(text) : [])), ...printed];
  });

it('reads the files of the recordings alike, and most of them', () => {
  let plain = 0;
  for (const text of texts) {
    const read = readPlainYaml(text);
    if (read === undefined) continue;
    plain++;
    expect(read).toEqual(byThePackage(text));
  }
  expect(plain).toBeGreaterThan(texts.length / 3);
});

it.each([
  'a:\n- b: 1\n  c: yes\n- d\ne: 0x10\nf: 1e3\n',
  'a:\n  - b\n  -  c\n',
  'a: b\n  c\n',
  'a: - b\n',
  'a: b: c\n',
  'a: b #c\n',
  'a:\n  b: c\n d: e\n',
  'a: 2026-01-02\nb: 1:30\nc: ~\nd: .5\ne: -1\nf: 0o7\ng: 07\nh: =\ni: <<\n',
  'on: 1\n',
  'a: 1\na: 2\n',
  '- a\n- - b\n  - c\n- d: e\n  f:\n  - g\n',
  'a:\n\n  b: c d e\n',
  '---\na: b\n',
  'a: b\n...\n',
  'a:\n- b\nc\n',
])('agrees or leaves it: %j', (text) => {
  const read = readPlainYaml(text);
  if (read === undefined) return;
  expect(read).toEqual(byThePackage(text));
});

it('reads a kubeconfig', () => {
  const config = { apiVersion: 'v1', clusters: [{ cluster: { server: 'https://192.0.2.1:6443', 'certificate-authority-data': 'LS0t+/==' }, name: 'k' }], 'current-context': 'kubernetes-admin@kubernetes', kind: 'Config' };
  expect(readPlainYaml(toYaml(config))).toEqual(config);
});
