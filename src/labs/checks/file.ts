// file: what the person wrote into a file, compared by what it means.
import { distance } from '../../apimachinery/distance.ts';
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import { toCel } from '../cel.ts';
import { type HostState, listDirectory, readFile as readOn } from '../../nodes/host/index.ts';
import type { World } from '../world.ts';
import { type Condition, conditionsField, expressionsOf, failures } from './condition.ts';
import type { CheckKind, CheckSpec } from './kind.ts';
import { type Target, variablesOf, withField } from './target.ts';

interface FileSpec extends CheckSpec {
  path: string;
  host?: string;
  as: keyof typeof readings;
  with?: Record<string, Target>;
  conditions: Condition[];
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');

/** How a text is read; undefined when it is nothing of the kind. */
const readings = {
  text: (text: string): Json => text.trim(),
  /** Lines in order; blanks and empty lines do not matter. */
  lines: (text: string): Json => lines(text),
  /** Names, one in each line or parted by blanks or commas, as kubectl prints them: with a kind before or a heading above. */
  names: (text: string): Json =>
    lines(text)
      .filter((line, i) => i > 0 || !/^[A-Z][A-Z-]*$/.test(line))
      .flatMap((line) => line.split(/[ ,]+/))
      .filter((name) => name !== '')
      .map((name) => name.replace(/^[a-z0-9.]+\//, '')),
  /** One word, such as a number or a quantity. */
  word: (text: string): Json => (/^\S+$/.test(text.trim()) ? text.trim() : undefined),
  yaml(text: string): Json {
    try {
      return parseYaml(text);
    } catch {
      return undefined;
    }
  },
} as const;

const placeOf = (path: string, host?: string): string => (host ? `file ${path} on ${host}` : path.startsWith('/') ? `file ${path}` : `file ${path} in the working directory`);

const homes = ['/home/candidate', '/root'];

/** What stands in the place of a file that is not there: one of its path or name on the wrong machine or in another folder, or one with nearly its name. */
export function elsewhere(path: string, { base, hosts }: World, host = 'base'): string | undefined {
  const machines = [base, ...hosts];
  const isThere = (machine: HostState, one: string): boolean => (readOn(machine, one)?.trim() ?? '') !== '';
  const name = path.split('/').at(-1) as string;
  for (const machine of machines.filter((one) => one.name !== host)) {
    const there = (path.startsWith('/') ? [path] : homes.map((home) => `${home}/${path}`)).find((one) => isThere(machine, one));
    if (there !== undefined) return `it is on ${machine.name}${there === path ? '' : `, as ${there}`}`;
  }
  const own = machines.find((machine) => machine.name === host);
  if (!own) return undefined;
  const place = path.startsWith('/') ? path : `${homes[0]}/${path}`;
  const other = [...homes, '/tmp'].map((folder) => `${folder}/${name}`).find((one) => one !== place && isThere(own, one));
  const near = listDirectory(own, place.slice(0, place.lastIndexOf('/')))?.find((one) => isNearly(one, name));
  return other ? `it is ${other}` : near && `${near}, wanted ${name}`;
}

/** Files that belong together differ in a letter too (`a.txt`, `b.txt`): only long names tell of a slip. */
const isNearly = (found: string, wanted: string): boolean => distance(found, wanted) <= Math.floor(wanted.replace(/\.[^.]*$/, '').length / 5);

export const file: CheckKind<FileSpec> = {
  kind: 'file',
  description: 'A file that the person writes; conditions see its content as `value`',
  fields: {
    path: { type: 'string', minLength: 1, description: 'The file, in the working directory or on the host' },
    host: { type: 'string', minLength: 1, description: 'The machine that has the file; the working directory when left out' },
    as: { type: 'string', enum: Object.keys(readings), description: 'How the text is read' },
    with: withField,
    conditions: conditionsField,
  },
  required: ['path', 'as', 'conditions'],
  expressions: ({ conditions }) => expressionsOf(conditions),
  variables: () => ['value'],
  run({ path, host, as, conditions, with: others }, { world, readFile }) {
    const text = readFile(path, host);
    const expected = placeOf(path, host);
    if (text === undefined) return [{ expected, found: elsewhere(path, world, host) ?? 'there is none' }];
    if (text.trim() === '') return [{ expected, found: 'it is empty' }];
    const value = readings[as](text);
    if (value === undefined) return [{ expected: `${path} with ${as === 'word' ? 'a single value' : as} in it`, found: 'something else' }];
    return failures(conditions, toCel({ ...variablesOf(world.client, others), value }) as Record<string, unknown>);
  },
};
