// What --for asks of an object (upstream: cmd/wait's conditionFuncFor).
import { goQuote, goValue } from '../../../apimachinery/goFormat.ts';
import { type JsonPath, parseJsonPath, relaxedJsonPath } from '../../../apimachinery/jsonpath.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { CommandError } from '../../errors.ts';

/** create: it is there; delete: it is gone; met: what the object itself must say. */
export type Condition = { kind: 'create' } | { kind: 'delete' } | { kind: 'met'; met(object: Json): boolean };

/** A condition that was told of an older generation of the object does not count. */
function isStale(object: Json, condition: Json): boolean {
  const generation = object.metadata?.generation;
  const observed = condition.observedGeneration ?? object.status?.observedGeneration;
  return generation !== undefined && observed !== undefined && observed < generation;
}

function namedCondition(text: string): Condition {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const wanted = equals < 0 ? 'true' : text.slice(equals + 1);
  const met = (object: Json): boolean => {
    const condition = (object.status?.conditions ?? []).find((one: Json) => String(one?.type).toLowerCase() === name);
    return condition !== undefined && !isStale(object, condition) && String(condition.status).toLowerCase() === wanted;
  };
  return { kind: 'met', met };
}

/** Split at each single `=`; `==` belongs to an expression. */
function splitAtEquals(text: string): string[] {
  return text.split(/(==)|=/).reduce<string[]>(
    (parts, piece, i) => {
      if (i % 2 === 0) parts[parts.length - 1] += piece;
      else if (piece === undefined) parts.push('');
      else parts[parts.length - 1] += piece;
      return parts;
    },
    [''],
  );
}

function valueAt(path: JsonPath, object: Json): { found: boolean; value?: Json } {
  const lists = path.findResults(object);
  if (!lists[0] || lists[0].length === 0) return { found: false };
  if (lists.length > 1) throw new CommandError('given jsonpath expression matches more than one list');
  if (lists[0].length > 1) throw new CommandError('given jsonpath expression matches more than one value');
  return { found: true, value: lists[0][0] };
}

function jsonPathCondition(text: string): Condition {
  const parts = splitAtEquals(text);
  const [expression = '', given] = parts;
  const format = "--for=jsonpath='{.status.readyReplicas}'=3";
  if (parts.length > 2) throw new CommandError(`jsonpath wait format must be ${format} or --for=jsonpath='{.status.readyReplicas}'`);
  const relaxed = relaxedJsonPath(expression);
  const wanted = given?.replace(/^['"]+|['"]+$/g, '');
  if (wanted === '') throw new CommandError(`jsonpath wait has to have a value after equal sign, like ${format}`);
  if (relaxed === '') throw new CommandError('jsonpath expression cannot be empty');
  const path = parseJsonPath(relaxed, { allowMissingKeys: true });
  const met = (object: Json): boolean => {
    const { found, value } = valueAt(path, object);
    if (!found || wanted === undefined) return found;
    if (value !== null && typeof value === 'object') throw new CommandError('jsonpath leads to a nested object or list which is not supported');
    return goValue(value).trim() === wanted.trim();
  };
  return { kind: 'met', met };
}

export function parseCondition(text: string): Condition {
  const lower = text.toLowerCase();
  if (lower === 'create' || lower === 'delete') return { kind: lower };
  if (lower.startsWith('condition=')) return namedCondition(lower.slice('condition='.length));
  if (lower.startsWith('jsonpath=')) return jsonPathCondition(text.slice('jsonpath='.length));
  throw new CommandError(`unrecognized condition: ${goQuote(text)}`);
}
