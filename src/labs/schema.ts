// The JSON Schema of lab.yaml: what the loader demands and what editors complete (labs/lab.schema.json is this, written out).
import { checkKinds } from './checks/index.ts';
import type { JsonSchema } from './checks/kind.ts';
import { domains } from './lab.ts';

const text = (description: string): JsonSchema => ({ type: 'string', minLength: 1, description });
const texts = (description: string): JsonSchema => ({ type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description });

const common: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'Unique in the lab; never changes' },
  title: text('What is checked, as the score shows it; it gives nothing away'),
  why: text('Why it matters, in a sentence; told where it is missing'),
  weight: { type: 'integer', minimum: 1, maximum: 100, description: 'Points; those of all checks make 100' },
};

/** What a check of one kind looks like. */
export function checkSchema(kind: string): JsonSchema | undefined {
  const found = checkKinds.find((candidate) => candidate.kind === kind);
  if (!found) return undefined;
  return {
    type: 'object',
    description: found.description,
    properties: { kind: { type: 'string', enum: [kind] }, ...common, ...found.fields },
    required: ['kind', 'id', 'title', 'weight', ...found.required],
    additionalProperties: false,
  };
}

export const kindNames = (): string[] => checkKinds.map(({ kind }) => kind);

/** Everything but the checks, which differ by kind. */
export const fieldsOfLab: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: "The name of the lab's folder" },
  title: text('One line for the list of labs'),
  domain: { type: 'string', enum: Object.keys(domains), description: 'The domain of the curriculum, and the folder that the lab is in' },
  competency: text('The skill of the curriculum, in its words'),
  difficulty: { type: 'integer', enum: [1, 2, 3], description: '1 warms up, 2 is like the exam, 3 is harder' },
  minutes: { type: 'integer', minimum: 1, maximum: 60, description: 'How long a prepared candidate takes' },
  profile: { type: 'string', enum: ['standard', 'plain'], description: 'The cluster; standard when left out' },
  namespace: text('The namespace that the task is about'),
  host: text('The machine where the work is done; the person’s own when left out'),
  task: text('What to do, in Markdown'),
  hints: texts('From a nudge to nearly the answer'),
  prepare: texts('How a new cluster becomes the one that the person finds: kubectl commands, `ssh MACHINE COMMAND` (as root there), `sleep SECONDS`, `rest`'),
  given: texts('Files of files/ that the person finds in the working directory'),
  values: {
    type: 'object',
    description: 'What differs between attempts: __NAME__ in any text of the lab stands for one of the list `name`',
    additionalProperties: { type: 'array', minItems: 2, description: 'One of these' },
  },
  explanation: text('Why the solution is one, in Markdown, told afterwards'),
};

export const requiredOfLab = ['id', 'title', 'domain', 'competency', 'difficulty', 'minutes', 'task', 'hints', 'checks', 'explanation'];

/** The whole as a document for editors. */
export const labSchema = (): Record<string, unknown> => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A lab of cka-lab',
  type: 'object',
  properties: {
    ...fieldsOfLab,
    checks: {
      type: 'array',
      minItems: 1,
      description: 'What must be true in the end',
      items: {
        type: 'object',
        properties: { kind: { enum: kindNames() } },
        required: ['kind'],
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
        allOf: kindNames().map((kind) => ({ if: { properties: { kind: { const: kind } } }, then: checkSchema(kind) })),
      },
    },
  },
  required: requiredOfLab,
  additionalProperties: false,
});
