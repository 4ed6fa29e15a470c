// Reads a lab from the texts of its folder; every mistake is told with file, line and column.
import type { Json } from '../apimachinery/object.ts';
import { faultOf } from './cel.ts';
import { checkKinds } from './checks/index.ts';
import type { CheckSpec } from './checks/kind.ts';
import type { Lab } from './lab.ts';
import { LabError, Placed } from './placed.ts';
import { checkSchema, fieldsOfLab, kindNames, requiredOfLab } from './schema.ts';
import { type Fault, faultsOf, type Path } from './validate.ts';
import { namesIn } from './values.ts';
import { wordsOf } from './words.ts';

/** The texts of a lab's folder by their path in it. */
export type Folder = Readonly<Record<string, string>>;

/** `folder` names the lab's folder in messages: `labs/<domain>/<lab>`. */
export function loadLab(folder: string, texts: Folder): Lab {
  const text = texts['lab.yaml'];
  if (text === undefined) throw new LabError([`${folder}: lab.yaml is missing`]);
  const placed = new Placed(`${folder}/lab.yaml`, text);
  const faults = faultsOfLab(placed.value, folder, texts);
  const lost = faultsOfFolder(folder, texts);
  if (faults.length + lost.length > 0) throw new LabError([...faults.map((fault) => placed.told(fault)), ...lost]);
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
  if (texts['solution.sh'] === undefined) faults.push(`${folder}: solution.sh is missing`);
  if (Object.keys(inside(texts, 'wrong/')).filter((name) => name.endsWith('.sh')).length < 2) faults.push(`${folder}: wrong/ must hold at least two wrong answers`);
  return faults;
}

function faultsOfLab(value: Json, folder: string, texts: Folder): Fault[] {
  const outside = faultsOf(
    { type: 'object', properties: { ...fieldsOfLab, checks: { type: 'array', minItems: 1, items: { type: 'object' } } }, required: requiredOfLab, additionalProperties: false },
    value,
  );
  if (outside.length > 0) return outside;
  const checks: Fault[] = value.checks.flatMap((check: Json, i: number) => faultsOfCheck(check, ['checks', i]));
  return checks.length > 0 ? checks : [...faultsOfWhole(value), ...faultsOfNames(value, folder, texts), ...faultsOfValues(value, texts)];
}

export function faultsOfCheck(check: Json, path: Path): Fault[] {
  const schema = checkSchema(check.kind);
  if (!schema) return [{ path: check.kind === undefined ? path : [...path, 'kind'], message: `kind must be one of ${kindNames().join(', ')}` }];
  const faults = faultsOf(schema, check, path);
  return faults.length > 0 ? faults : faultsOfExpressions(check, path);
}

/** Every CEL expression can be read. */
function faultsOfExpressions(check: CheckSpec, path: Path): Fault[] {
  const expressions = checkKinds.find(({ kind }) => kind === check.kind)?.expressions?.(check) ?? [];
  return expressions.flatMap((expression) => {
    const message = faultOf(expression);
    return message === undefined ? [] : [{ path: [...path, ...pathTo(check, expression)], message: `CEL: ${message}` }];
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
function faultsOfValues(value: Json, texts: Folder): Fault[] {
  const known = Object.keys(value.values ?? {});
  const asked = new Set(Object.values(texts).flatMap(namesIn));
  const unknown = [...asked].filter((name) => !known.includes(name)).map((name): Fault => ({ path: [], message: `__${name.toUpperCase()}__ has no list in values` }));
  return [...unknown, ...known.filter((name) => !asked.has(name)).map((name): Fault => ({ path: ['values', name], message: `nothing asks for __${name.toUpperCase()}__`, key: true }))];
}

function faultsOfNames(value: Json, folder: string, texts: Folder): Fault[] {
  const faults: Fault[] = [];
  const [domain, id] = folder.split('/').slice(-2);
  if (value.id !== id) faults.push({ path: ['id'], message: `must be the name of the folder, ${id}` });
  if (value.domain !== domain) faults.push({ path: ['domain'], message: `must be the name of the folder above, ${domain}` });
  (value.given ?? []).forEach((name: string, i: number) => {
    if (texts[`files/${name}`] === undefined) faults.push({ path: ['given', i], message: `there is no files/${name}` });
  });
  (value.prepare ?? []).forEach((line: string, i: number) => {
    if (!['kubectl', 'sleep', 'rest'].includes(wordsOf(line)[0] ?? '')) faults.push({ path: ['prepare', i], message: 'only kubectl, sleep and rest are known' });
  });
  return faults;
}
