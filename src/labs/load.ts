// Reads a lab from the texts of its folder; every mistake is told with file, line and column.
import type { Json } from '../apimachinery/object.ts';
import { typeOf } from './cel.ts';
import { checkKinds } from './checks/index.ts';
import type { CheckSpec } from './checks/kind.ts';
import type { Lab } from './lab.ts';
import { LabError, Placed } from './placed.ts';
import { onlyPreparations, type PreparationError, preparations } from './prepare.ts';
import { checkSchema, fieldsOfLab, kindNames, requiredOfLab } from './schema.ts';
import { type Fault, faultsOf, type Path } from './validate.ts';
import { type Drawn, draw, filled, namesIn, placesIn } from './values.ts';
import { QuoteError, wordsOf } from './words.ts';

/** The texts of a lab's folder by their path in it. */
export type Folder = Readonly<Record<string, string>>;

/** `folder` names the lab's folder in messages: `labs/<domain>/<lab>`. */
export function loadLab(folder: string, texts: Folder): Lab {
  const text = texts['lab.yaml'];
  if (text === undefined) throw new LabError([`${folder}: lab.yaml is missing`]);
  const placed = new Placed(`${folder}/lab.yaml`, text);
  const own = faultsOfLab(placed.value, folder, texts).map((fault) => placed.told(fault));
  const faults = [...(own.length > 0 ? own : faultsOfValues(placed.value, folder, texts, placed)), ...faultsOfFolder(folder, texts)];
  if (faults.length > 0) throw new LabError(faults);
  return {
    profile: 'standard',
    prepare: [],
    given: [],
    ...placed.value,
    files: inside(texts, 'files/'),
    solution: texts['solution.sh'] as string,
    wrong: inside(texts, 'wrong/'),
    also: inside(texts, 'also/'),
  };
}

const inside = (texts: Folder, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([path, text]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), text]] : [])));

function faultsOfFolder(folder: string, texts: Folder): string[] {
  const faults: string[] = [];
  const solution = texts['solution.sh'];
  if (!solution?.trim()) faults.push(solution === undefined ? `${folder}: solution.sh is missing` : `${folder}/solution.sh:1:1: it is empty`);
  if (Object.keys(inside(texts, 'wrong/')).filter((name) => name.endsWith('.sh')).length < 2) faults.push(`${folder}: wrong/ must hold at least two wrong answers`);
  return faults;
}

function faultsOfLab(value: Json, folder: string, texts: Folder): Fault[] {
  const outside = faultsOf(
    { type: 'object', properties: { ...fieldsOfLab, checks: { type: 'array', minItems: 1, items: { type: 'object' } } }, required: requiredOfLab, additionalProperties: false },
    value,
  );
  if (outside.length > 0) return outside;
  const checks: Fault[] = value.checks.flatMap((check: Json, i: number) => faultsOfCheck(check, ['checks', i], value));
  return checks.length > 0 ? checks : [...faultsOfWhole(value), ...faultsOfNames(value, folder, texts), ...faultsOfPrepare(value.prepare, ['prepare'])];
}

/** `shape` has the lists of the values. */
export function faultsOfCheck(check: Json, path: Path, shape: Pick<Lab, 'values'>): Fault[] {
  const schema = checkSchema(check.kind);
  if (!schema) return [{ path: check.kind === undefined ? path : [...path, 'kind'], message: `kind must be one of ${kindNames().join(', ')}` }];
  const faults = faultsOf(schema, check, path);
  return faults.length > 0
    ? faults
    : faultsOfExpressions(
        check,
        path,
        draw(shape, () => 0),
      );
}

/** Every CEL expression can be evaluated, and a condition is true or false. */
function faultsOfExpressions(check: CheckSpec & { with?: object }, path: Path, drawn: Drawn): Fault[] {
  const kind = checkKinds.find((candidate) => candidate.kind === check.kind);
  const variables = [...Object.keys(check.with ?? {}), ...(kind?.variables?.(check) ?? [])];
  return (kind?.expressions?.(check) ?? []).flatMap((expression) => {
    const place = pathTo(check, expression);
    const text = filled(expression, drawn);
    // A name without a list is told by itself.
    if (namesIn(text).length > 0) return [];
    const found = typeOf(text, variables);
    if ('fault' in found) return [{ path: [...path, ...place], message: `CEL: ${found.fault}` }];
    const isCondition = ['that', 'where'].includes(String(place.at(-1)));
    return isCondition && !['bool', 'dyn'].includes(found.type) ? [{ path: [...path, ...place], message: `CEL: this is a ${found.type}, not true or false` }] : [];
  });
}

/** Where in a value a text stands. */
function pathTo(value: Json, text: string): Path {
  if (value === null || typeof value !== 'object') return [];
  for (const [key, child] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    if (child === text) return [step];
    const rest = pathTo(child, text);
    if (rest.length > 0) return [step, ...rest];
  }
  return [];
}

function faultsOfWhole({ checks }: Json): Fault[] {
  const faults: Fault[] = [];
  const sum = checks.reduce((total: number, { weight }: Json) => total + weight, 0);
  if (sum !== 100) faults.push({ path: ['checks'], message: `the weights make ${sum}, not 100` });
  const ids: string[] = checks.map(({ id }: Json) => id);
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) faults.push({ path: ['checks', i, 'id'], message: `another check has the id ${id}` });
  });
  return faults;
}

/** Every name that a text asks for has a list, and every list is asked for. */
function faultsOfValues(value: Json, folder: string, texts: Folder, placed: Placed): string[] {
  const known = Object.keys(value.values ?? {});
  const asked = new Set(Object.values(texts).flatMap(namesIn));
  const unknown = Object.entries(texts).flatMap(([file, text]) =>
    placesIn(text).flatMap(({ name, at }) => (known.includes(name) ? [] : [`${folder}/${file}:${placeAt(text, at)}: __${name.toUpperCase()}__ has no list in values`])),
  );
  const unusable = known.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name)).map((name): Fault => ({ path: ['values', name], message: 'the name of a list has small letters, digits and _', key: true }));
  const unused = known.filter((name) => !asked.has(name)).map((name): Fault => ({ path: ['values', name], message: `nothing asks for __${name.toUpperCase()}__`, key: true }));
  return [...unknown, ...[...(unusable.length > 0 ? unusable : unused)].map((fault) => placed.told(fault))];
}

/** Line and column of a place in a text. */
function placeAt(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) as string).length + 1}`;
}

function faultsOfNames(value: Json, folder: string, texts: Folder): Fault[] {
  const faults: Fault[] = [];
  const [domain, id] = folder.split('/').slice(-2);
  if (value.id !== id) faults.push({ path: ['id'], message: `must be the name of the folder, ${id}` });
  if (value.domain !== domain) faults.push({ path: ['domain'], message: `must be the name of the folder above, ${domain}` });
  (value.given ?? []).forEach((name: string, i: number) => {
    if (texts[`files/${name}`] === undefined) faults.push({ path: ['given', i], message: `there is no files/${name}` });
  });
  return faults;
}

/** Lines of a preparation: each can be read, and begins with a known word. */
export const faultsOfPrepare = (lines: readonly string[] = [], path: Path): Fault[] =>
  lines.flatMap((line, i): Fault[] => {
    try {
      return preparations.includes(wordsOf(line)[0] ?? '') ? [] : [{ path: [...path, i], message: onlyPreparations }];
    } catch (error) {
      if (error instanceof QuoteError) return [{ path: [...path, i], message: error.message }];
      throw error;
    }
  });

/** A preparation that failed, told with the place of its line. */
export function toldOfPreparation({ index, message }: PreparationError, folder: string, texts: Folder): string {
  const placed = new Placed(`${folder}/lab.yaml`, texts['lab.yaml'] as string);
  return placed.told({ path: index === undefined ? ['prepare'] : ['prepare', index], message });
}
