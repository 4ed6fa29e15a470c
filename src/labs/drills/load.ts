// Reads the drills of a group from their file; every mistake is told with file, line and column.
import type { Json } from '../../apimachinery/object.ts';
import type { CheckSpec, JsonSchema } from '../checks/kind.ts';
import { faultsOfCheck, faultsOfPrepare } from '../load.ts';
import { Placed } from '../placed.ts';
import { kindNames } from '../schema.ts';
import { type Fault, faultsOf } from '../validate.ts';
import { namesIn } from '../values.ts';
import { type Drill, drillGroups } from './drill.ts';

const text = (description: string): JsonSchema => ({ type: 'string', minLength: 1, description });
const texts = (description: string): JsonSchema => ({ type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description });
const ways = (description: string): JsonSchema => ({ type: 'array', minItems: 1, items: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }, description });

const schema: JsonSchema = {
  type: 'object',
  properties: {
    group: { type: 'string', enum: Object.keys(drillGroups), description: "The file's name" },
    drills: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', pattern: '^dr-[a-z0-9]+(-[a-z0-9]+)*$', description: 'Unique among all drills; never changes' },
          par_seconds: { type: 'integer', minimum: 1, maximum: 600, description: 'How long somebody with practice takes' },
          goal: text('What to reach, in one or two sentences of Markdown'),
          profile: { type: 'string', enum: ['standard', 'plain'], description: 'The cluster; standard when left out' },
          prepare: texts('kubectl commands, `sleep SECONDS`, `rest`'),
          files: { type: 'object', additionalProperties: { type: 'string' }, description: 'Texts of files by name' },
          given: texts('Files that the person finds in their home'),
          checks: { type: 'array', minItems: 1, items: { type: 'object' }, description: `What must be true in the end; kinds: ${kindNames().join(', ')}. id, title and weight may be left out` },
          solution: texts('Lines that reach the goal'),
          also: ways('Other ways that reach it'),
          wrong: ways('Lines that do not'),
          values: { type: 'object', additionalProperties: { type: 'array', minItems: 2 }, description: '__NAME__ in any text stands for one of the list `name`' },
        },
        required: ['id', 'par_seconds', 'goal', 'checks', 'solution'],
        additionalProperties: false,
      },
    },
  },
  required: ['group', 'drills'],
  additionalProperties: false,
};

/** What labs must say of each check: here the parts share the points. */
const completed = (checks: readonly Json[]): CheckSpec[] =>
  checks.map((check, i) => ({
    id: `check-${i + 1}`,
    title: `check ${i + 1}`,
    weight: Math.floor(100 / checks.length) + (i < 100 % checks.length ? 1 : 0),
    ...check,
  }));

function faultsOfDrill(drill: Json, i: number): Fault[] {
  const path = ['drills', i];
  const faults: Fault[] = completed(drill.checks).flatMap((check, j) => faultsOfCheck(check, [...path, 'checks', j], drill));
  (drill.given ?? []).forEach((name: string, j: number) => {
    if (drill.files?.[name] === undefined) faults.push({ path: [...path, 'given', j], message: `there is no ${name} in files` });
  });
  faults.push(...faultsOfPrepare(drill.prepare, [...path, 'prepare']));
  const asked = new Set(namesIn(JSON.stringify(drill)));
  const known = Object.keys(drill.values ?? {});
  for (const name of asked) if (!known.includes(name)) faults.push({ path, message: `__${name.toUpperCase()}__ has no list in values` });
  for (const name of known) if (!asked.has(name)) faults.push({ path: [...path, 'values', name], message: `nothing asks for __${name.toUpperCase()}__`, key: true });
  return faults;
}

/** `file` names it in messages: `labs/drills/pods.yaml`. */
export function loadDrills(file: string, source: string): Drill[] {
  const placed = new Placed(file, source);
  const { value } = placed;
  placed.demand(faultsOf(schema, value));
  const name = (file.split('/').at(-1) as string).replace(/\.yaml$/, '');
  if (value.group !== name) placed.demand([{ path: ['group'], message: `must be the name of the file, ${name}` }]);
  const ids: string[] = value.drills.map(({ id }: Json) => id);
  placed.demand(ids.flatMap((id, i): Fault[] => (ids.indexOf(id) === i ? [] : [{ path: ['drills', i, 'id'], message: `another drill has the id ${id}` }])));
  placed.demand(value.drills.flatMap(faultsOfDrill));
  return value.drills.map(
    ({ par_seconds, checks, ...rest }: Json): Drill => ({
      profile: 'standard',
      prepare: [],
      files: {},
      given: [],
      also: [],
      wrong: [],
      ...rest,
      group: value.group,
      par: par_seconds,
      checks: completed(checks),
    }),
  );
}
