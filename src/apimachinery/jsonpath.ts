// kubectl's dialect of JSONPath: templates with actions in braces, evaluated over JSON (k8s.io/client-go/util/jsonpath).
import { byCodePoint, goValue } from './goFormat.ts';
import { toCompactJson } from './json.ts';
import { type PathNode, parseTemplate, type Slice } from './jsonpathParser.ts';
import type { Json } from './object.ts';

export interface JsonPathOptions {
  /** A field that is nowhere gives nothing instead of an error. */
  allowMissingKeys?: boolean;
}

const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);
const valuesOf = (map: Record<string, Json>): Json[] =>
  Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort(byCodePoint)
    .map((key) => map[key]);

/** How Go names the type of a decoded JSON value. */
function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function sliced(value: Json, { start, end, step, isIndex }: Slice): Json[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`${goType(value)} is not array or slice`);
  const { length } = value;
  let from = start ?? 0;
  let to = end ?? length;
  if (from < 0) from += length;
  if (to < 0 || (to === 0 && isIndex)) to += length;
  if (from === to) return [];
  if (from >= length || from < 0) throw new Error(`array index out of bounds: index ${from}, length ${length}`);
  if (to > length || to < 0) throw new Error(`array index out of bounds: index ${to - 1}, length ${length}`);
  if (from > to) throw new Error(`starting index ${from} is greater than ending index ${to}`);
  if (step !== undefined && step <= 0) throw new Error('step must be > 0');
  return value.slice(from, to).filter((_, i) => i % (step ?? 1) === 0);
}

/** Every map and list inside, itself included, from the outside in. */
function descendants(value: Json): Json[] {
  const inside = Array.isArray(value) ? value : isMap(value) ? valuesOf(value) : [];
  return inside.length === 0 ? [] : [value, ...inside.flatMap(descendants)];
}

type BasicKind = 'bool' | 'int' | 'float' | 'string';

function kindOf(value: Json, isFloat: boolean): BasicKind {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return isFloat || !Number.isInteger(value) ? 'float' : 'int';
  throw new Error('invalid type for comparison');
}

const comparisons: Readonly<Record<string, (a: Json, b: Json) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compare(left: Json, right: Json, operator: string, rightIsFloat: boolean): boolean {
  const test = comparisons[operator];
  if (!test) throw new Error(`unrecognized filter operator ${operator}`);
  const kind = kindOf(left, false);
  if (kind !== kindOf(right, rightIsFloat)) throw new Error('incompatible types for comparison');
  if (kind === 'bool' && operator !== '==' && operator !== '!=') throw new Error('invalid type for comparison');
  return test(left, right);
}

/** How far a walk through a template came: what it found, and where the range that it is in ends. */
interface Walk {
  results: Json[][];
  end: number | undefined;
}

export class JsonPath {
  private readonly nodes: PathNode[];

  constructor(
    template: string,
    private readonly options: JsonPathOptions,
  ) {
    this.nodes = parseTemplate(template);
  }

  /** What each action of the template finds, in their order; a range gives those of each round. */
  findResults(data: Json): Json[][] {
    return this.walk(0, data, 0).results;
  }

  /** All values found. */
  find(data: Json): Json[] {
    return this.findResults(data).flat();
  }

  /** The template with its actions replaced by what they find. */
  execute(data: Json): string {
    return this.findResults(data)
      .map((values) => values.map(printed).join(' '))
      .join('');
  }

  private walk(from: number, data: Json, depth: number): Walk {
    const results: Json[][] = [];
    for (let i = from; i < this.nodes.length; i++) {
      const node = this.nodes[i] as PathNode;
      const words = node.kind === 'list' ? node.nodes.flatMap((inner) => (inner.kind === 'identifier' ? [inner.name] : [])) : [];
      const found = this.evaluate([data], node);
      if (words.includes('end')) {
        if (depth === 0) throw new Error('not in range, nothing to end');
        return { results, end: i };
      }
      if (!words.includes('range')) {
        results.push(found);
        continue;
      }
      // A range over nothing is walked too, to learn where it ends.
      const rounds = (found.length > 0 ? found : [undefined]).map((value) => this.walk(i + 1, value, depth + 1));
      if (found.length > 0) for (const round of rounds) results.push(...round.results);
      i = rounds[rounds.length - 1]?.end ?? i;
    }
    return { results, end: undefined };
  }

  private evaluateAll(input: Json[], nodes: PathNode[]): Json[] {
    return nodes.reduce<Json[]>((values, node) => this.evaluate(values, node), input);
  }

  private evaluate(input: Json[], node: PathNode): Json[] {
    switch (node.kind) {
      case 'list':
        return this.evaluateAll(input, node.nodes);
      case 'text':
        return [node.text];
      case 'number':
      case 'bool':
        return [node.value];
      case 'identifier':
        if (node.name !== 'range' && node.name !== 'end') throw new Error(`unrecognized identifier ${node.name}`);
        return input;
      case 'field':
        return this.fields(input, node.name);
      case 'wildcard':
        return input.flatMap((value) => (Array.isArray(value) ? value : isMap(value) ? valuesOf(value) : []));
      case 'recursive':
        return input.flatMap(descendants);
      case 'slice':
        return input.flatMap((value) => sliced(value, node.slice));
      case 'union':
        return node.lists.flatMap((list) => this.evaluateAll(input, list));
      case 'filter':
        return input.flatMap((value) => this.filtered(value, node));
    }
  }

  private fields(input: Json[], name: string): Json[] {
    if (input.length === 0) return [];
    const found = input.filter((value) => isMap(value) && Object.hasOwn(value, name) && value[name] !== undefined).map((value) => value[name]);
    if (found.length === 0 && !this.options.allowMissingKeys) throw new Error(`${name} is not found`);
    return found;
  }

  private filtered(value: Json, { left, operator, right }: Extract<PathNode, { kind: 'filter' }>): Json[] {
    if (!Array.isArray(value)) throw new Error(`${goValue(value)} is not array or slice and cannot be filtered`);
    return value.filter((item) => {
      if (operator === 'exists') return this.exists(item, left);
      const lefts = this.evaluateAll([item], left);
      if (lefts.length === 0) return false;
      if (lefts.length > 1) throw new Error('can only compare one element at a time');
      const rights = this.evaluateAll([item], right);
      if (rights.length === 0) return false;
      if (rights.length > 1) throw new Error('can only compare one element at a time');
      return compare(lefts[0], rights[0], operator, right[0]?.kind === 'number' && right[0].isFloat);
    });
  }

  private exists(item: Json, path: PathNode[]): boolean {
    try {
      return this.evaluateAll([item], path).length > 0;
    } catch {
      return false;
    }
  }
}

function printed(value: Json): string {
  if (value !== null && typeof value === 'object') return toCompactJson(value);
  return value === null ? 'null' : goValue(value);
}

/** Reads a template: text, and actions in braces. Throws an Error that says what is wrong with it. */
export const parseJsonPath = (template: string, options: JsonPathOptions = {}): JsonPath => new JsonPath(template, options);

/** The template for a path given loosely, as custom columns and --sort-by take it: `metadata.name`, `.metadata.name`, `{.metadata.name}`. */
export function relaxedJsonPath(expression: string): string {
  if (expression === '') return '';
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(expression);
  if (!match) throw new Error("unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'");
  return `{.${match[1] ?? match[2]}}`;
}
