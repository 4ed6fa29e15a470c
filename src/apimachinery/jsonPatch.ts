// JSON patches (RFC 6902) with the sentences, and the leniencies, of the library that Kubernetes applies them with.
import { goQuote } from './goFormat.ts';
import { deepCopy, deepEqual } from './object.ts';
import type { Json } from './object.ts';

interface Place {
  container: Json;
  key: string;
}

const unescapePart = (part: string): string => part.replace(/~1/g, '/').replace(/~0/g, '~');
const isContainer = (value: Json): boolean => value !== null && typeof value === 'object';

/** The map or list that the path's last part is looked up in, if there is one. */
function placeOf(document: Json, path: string): Place | undefined {
  const parts = path.split('/');
  if (parts.length < 2) return undefined;
  let container = document;
  if (!isContainer(container)) return undefined;
  for (const part of parts.slice(1, -1)) {
    const key = unescapePart(part);
    if (Array.isArray(container) && !/^-?\d+$/.test(key)) return undefined;
    container = Array.isArray(container) ? container.at(Number(key)) : container[key];
    if (!isContainer(container)) return undefined;
  }
  return { container, key: unescapePart(parts[parts.length - 1] as string) };
}

const invalidIndex = (key: string): Error => new Error(`Unable to access invalid index: ${key}: invalid index referenced`);

function parseIndex(key: string): number {
  if (!/^[+-]?\d+$/.test(key)) throw new Error(`strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`);
  return Number(key);
}

/** The position in a list that a key means; negative ones count from the end. */
function position(key: string, length: number): number {
  const index = parseIndex(key);
  if (index >= length || index < -length) throw invalidIndex(key);
  return index < 0 ? index + length : index;
}

function getAt({ container, key }: Place): Json {
  return Array.isArray(container) ? container[position(key, container.length)] : container[key];
}

function addAt({ container, key }: Place, value: Json): void {
  if (!Array.isArray(container)) container[key] = value;
  else if (key === '-') container.push(value);
  else {
    let index: number;
    try {
      index = parseIndex(key);
    } catch (error) {
      throw new Error(`value was not a proper array index: '${key}': ${(error as Error).message}`);
    }
    const length = container.length + 1;
    if (index >= length || index < -length) throw invalidIndex(key);
    container.splice(index < 0 ? index + length : index, 0, value);
  }
}

function removeAt({ container, key }: Place): void {
  if (Array.isArray(container)) container.splice(position(key, container.length), 1);
  else if (Object.hasOwn(container, key)) delete container[key];
  else throw new Error(`Unable to remove nonexistent key: ${key}: missing value`);
}

function during<T>(what: string, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`error in ${what} for path: '${path}': ${(error as Error).message}`);
  }
}

function textOf(operation: Json, field: 'path' | 'from'): string {
  if (typeof operation[field] === 'string') return operation[field];
  throw new Error(`${operation.op} operation failed to decode ${field}: ${field === 'from' ? 'operation, missing from field: ' : ''}missing value`);
}

type Operation = (document: Json, operation: Json) => Json;

function found(document: Json, path: string, message: string): Place {
  const place = placeOf(document, path);
  if (!place) throw new Error(message);
  return place;
}

const operations: Readonly<Record<string, Operation>> = {
  add(document, operation) {
    const path = textOf(operation, 'path');
    const place = found(document, path, `add operation does not apply: doc is missing path: ${goQuote(path)}: missing value`);
    during('add', path, () => addAt(place, operation.value ?? null));
    return document;
  },
  remove(document, operation) {
    const path = textOf(operation, 'path');
    const place = found(document, path, `remove operation does not apply: doc is missing path: ${goQuote(path)}: missing value`);
    during('remove', path, () => removeAt(place));
    return document;
  },
  replace(document, operation) {
    const path = textOf(operation, 'path');
    if (path === '') return operation.value ?? null;
    const place = found(document, path, `replace operation does not apply: doc is missing path: ${path}: missing value`);
    if (!Array.isArray(place.container)) place.container[place.key] = operation.value ?? null;
    else {
      const { container, key } = place;
      if (!/^[+-]?\d+$/.test(key) || Number(key) >= container.length || Number(key) < -container.length)
        throw new Error(`replace operation does not apply: doc is missing key: ${path}: missing value`);
      container[position(key, container.length)] = operation.value ?? null;
    }
    return document;
  },
  move(document, operation) {
    const from = textOf(operation, 'from');
    const source = found(document, from, `move operation does not apply: doc is missing from path: ${from}: missing value`);
    const value = during('move', source.key, () => getAt(source));
    during('move', source.key, () => removeAt(source));
    const path = textOf(operation, 'path');
    const target = found(document, path, `move operation does not apply: doc is missing destination path: ${path}: missing value`);
    during('move', path, () => addAt(target, value));
    return document;
  },
  copy(document, operation) {
    const from = textOf(operation, 'from');
    const source = found(document, from, `copy operation does not apply: doc is missing from path: ${from}: missing value`);
    const value = during('copy', source.key, () => getAt(source));
    const path = textOf(operation, 'path');
    const target = found(document, path, `copy operation does not apply: doc is missing destination path: ${path}: missing value`);
    during('copy', path, () => addAt(target, deepCopy(value ?? null)));
    return document;
  },
  test(document, operation) {
    const path = textOf(operation, 'path');
    if (path !== '') {
      const place = found(document, path, `test operation does not apply: is missing path: ${path}: missing value`);
      const value = during('test', path, () => getAt(place));
      if (deepEqual(value ?? null, operation.value ?? null)) return document;
    } else if (deepEqual(document, operation.value)) return document;
    throw new Error(`testing value ${path} failed: test failed`);
  },
};

const goKind = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value);

/** The document with the operations applied, in their order; neither is changed. Throws an Error that says which failed. */
export function applyJsonPatch(document: Json, patch: Json): Json {
  if (!Array.isArray(patch)) throw new Error(`json: cannot unmarshal ${goKind(patch)} into Go value of type jsonpatch.Patch`);
  const wrong = patch.find((operation) => !isContainer(operation) || Array.isArray(operation));
  if (wrong !== undefined) throw new Error(`json: cannot unmarshal ${goKind(wrong)} into Go value of type jsonpatch.Operation`);
  return patch.reduce((result, operation) => {
    const apply = typeof operation.op === 'string' && Object.hasOwn(operations, operation.op) ? operations[operation.op] : undefined;
    if (!apply) throw new Error(`Unexpected kind: ${operation.op ?? 'unknown'}`);
    return apply(result, operation);
  }, deepCopy(document));
}
