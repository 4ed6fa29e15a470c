// Every lab proves itself: untouched it scores 0, its solution 100, every wrong answer less.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countDraws, draw, type Lab, labSchema, withValues } from '../../src/labs/index.ts';
import { readLabs } from '../../src/store/labFolders.ts';
import { learnerOf } from './learner.ts';

const root = join(import.meta.dirname, '..', '..', 'labs');

it('lab.schema.json is the schema of the loader (test/labs/writeSchema.ts writes it)', () => {
  expect(JSON.parse(readFileSync(join(root, 'lab.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(labSchema())));
});

it.each(readLabs().map((lab) => [lab.id, lab] as const))('%s tells editors its schema', (id, { domain }) => {
  expect(readFileSync(join(root, domain, id, 'lab.yaml'), 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=../../lab.schema.json');
});

/** Every lab with every value of its lists. */
const drawn = readLabs().flatMap((lab) =>
  Array.from({ length: countDraws(lab) }, (_, i): [string, Lab] => [
    countDraws(lab) > 1 ? `${lab.id}, values ${i + 1}` : lab.id,
    withValues(
      lab,
      draw(lab, (_name, of) => i % of),
    ),
  ]),
);

describe.each(drawn)('%s', (_, lab) => {
  it('untouched scores 0', () => {
    const learner = learnerOf(lab);
    const { results } = learner.score();
    learner.leave();
    expect(results.filter(({ points }) => points > 0)).toEqual([]);
  });

  it.each([['solution.sh', lab.solution], ...Object.entries(lab.also).map(([name, script]) => [`also/${name}`, script])])('%s scores 100', async (_, script) => {
    const learner = learnerOf(lab);
    const typed = await learner.script(script as string);
    const { results } = learner.score();
    learner.leave();
    expect({ failed: results.filter(({ passed }) => !passed), stderr: typed.stderr }).toEqual({ failed: [], stderr: '' });
  });

  it.each(Object.entries(lab.wrong))('wrong/%s scores less', async (_, script) => {
    const learner = learnerOf(lab);
    await learner.script(script);
    const { points } = learner.score();
    learner.leave();
    expect(points).toBeLessThan(100);
  });
});
