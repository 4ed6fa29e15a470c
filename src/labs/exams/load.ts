// Reads an exam from its file; every mistake is told with file, line and column.
import type { Json } from '../../apimachinery/object.ts';
import type { JsonSchema } from '../checks/kind.ts';
import { domains } from '../lab.ts';
import { Placed } from '../placed.ts';
import { type Fault, faultsOf } from '../validate.ts';
import type { ExamPlan } from './plan.ts';

const name: JsonSchema = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' };

const schema: JsonSchema = {
  type: 'object',
  properties: {
    id: { ...name, description: "The file's name" },
    title: { type: 'string', minLength: 1, description: 'One line for the list of exams' },
    minutes: { type: 'integer', minimum: 1, maximum: 600, description: 'What the clock gives' },
    pass: { type: 'integer', minimum: 1, maximum: 100, description: 'The score that is needed' },
    tasks: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          n: { type: 'integer', minimum: 1 },
          lab: { ...name, description: 'What is not there is replaced by another one of the domain' },
          weight: { type: 'integer', minimum: 1, maximum: 100, description: 'Points; those of all tasks make 100' },
          minutes: { type: 'integer', minimum: 1, maximum: 60, description: 'The target' },
          domain: { type: 'string', enum: Object.keys(domains) },
        },
        required: ['n', 'lab', 'weight', 'minutes', 'domain'],
        additionalProperties: false,
      },
    },
  },
  required: ['id', 'title', 'minutes', 'pass', 'tasks'],
  additionalProperties: false,
};

function faultsOfWhole({ id, tasks }: Json, file: string): Fault[] {
  const faults: Fault[] = [];
  const expected = (file.split('/').at(-1) as string).replace(/\.yaml$/, '');
  if (id !== expected) faults.push({ path: ['id'], message: `must be the name of the file, ${expected}` });
  const sum = tasks.reduce((total: number, { weight }: Json) => total + weight, 0);
  if (sum !== 100) faults.push({ path: ['tasks'], message: `the weights make ${sum}, not 100` });
  tasks.forEach(({ n, lab }: Json, i: number) => {
    if (n !== i + 1) faults.push({ path: ['tasks', i, 'n'], message: `must be ${i + 1}` });
    if (tasks.findIndex((task: Json) => task.lab === lab) !== i) faults.push({ path: ['tasks', i, 'lab'], message: `another task has the lab ${lab}` });
  });
  return faults;
}

/** `file` names it in messages: `labs/exams/mock-a.yaml`. */
export function loadExam(file: string, text: string): ExamPlan {
  const placed = new Placed(file, text);
  placed.demand(faultsOf(schema, placed.value));
  placed.demand(faultsOfWhole(placed.value, file));
  return placed.value;
}
