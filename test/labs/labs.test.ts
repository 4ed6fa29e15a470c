// What editors are told of labs is what the loader wants. That each lab is right, the tests in proofs/ show.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labSchema } from '../../src/labs/index.ts';
import { readLabs } from '../../src/store/labFolders.ts';

const root = join(import.meta.dirname, '..', '..', 'labs');

it('lab.schema.json is the schema of the loader (test/labs/writeSchema.ts writes it)', () => {
  expect(JSON.parse(readFileSync(join(root, 'lab.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(labSchema())));
});

it.each(readLabs().map((lab) => [lab.id, lab] as const))('%s tells editors its schema', (id, { domain }) => {
  expect(readFileSync(join(root, domain, id, 'lab.yaml'), 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=../../lab.schema.json');
});

it.each(readLabs().map((lab) => [lab.id, lab] as const))('every check of %s says in a sentence why it matters', (_id, { checks }) => {
  expect(checks.filter(({ why = '' }) => why.length > 130 || !why.endsWith('.')).map(({ id, why }) => `${id}: ${why}`)).toEqual([]);
});
