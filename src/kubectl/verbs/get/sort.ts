// --sort-by: orders tables' rows and lists' items by a field, as kubectl compares values (upstream: cmd/get/sorter.go).
import { goQuote } from '../../../apimachinery/goFormat.ts';
import { type JsonPath, parseJsonPath, relaxedJsonPath } from '../../../apimachinery/jsonpath.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity, type Quantity } from '../../../apimachinery/quantity.ts';
import { CommandError } from '../../errors.ts';
import { isList, type Printer, type Table } from '../../printers/index.ts';

const digitsAt = (text: string, at: number): string => /^\d+/.exec(text.slice(at))?.[0] ?? '';

/** Numbers within texts count as numbers: `web-2` comes before `web-10`. */
export function naturalLess(a: string, b: string): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left, right] = [digitsAt(a, i), digitsAt(b, j)];
    if (left && right) {
      const difference = BigInt(left) - BigInt(right);
      if (difference !== 0n) return difference < 0n;
      if (left.length !== right.length) return left.length < right.length;
      i += left.length;
      j += right.length;
      continue;
    }
    if (a[i] !== b[j]) return (a[i] as string) < (b[j] as string);
    i++;
    j++;
  }
  return a.length - i < b.length - j;
}

function quantityOf(text: string): Quantity | undefined {
  try {
    return parseQuantity(text);
  } catch {
    return undefined;
  }
}

function textLess(a: string, b: string): boolean {
  const left = quantityOf(a);
  const right = left && quantityOf(b);
  return left && right ? left.compare(right) < 0 : naturalLess(a, b);
}

/** Values of different types, and objects, have no order. */
function valueLess(a: Json, b: Json): boolean {
  if (a === null || b === null) return a === null && b !== null;
  if (Array.isArray(a) && Array.isArray(b)) return a.every((item, i) => i >= b.length || valueLess(item, b[i]));
  if (typeof a === 'string' && typeof b === 'string') return textLess(a, b);
  return typeof a === typeof b && typeof a !== 'object' && a < b;
}

type Less = (a: number, b: number) => boolean;

/**
 * The order of `count` things. Few are sorted by insertion as Go does, because what has no value is less than everything,
 * itself included, and so the way of sorting shows.
 */
function order(count: number, less: Less): number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  if (count > 12) return places.sort((a, b) => (less(a, b) ? (less(b, a) ? 0 : -1) : less(b, a) ? 1 : 0));
  for (let i = 1; i < count; i++) {
    for (let j = i; j > 0 && less(places[j] as number, places[j - 1] as number); j--) [places[j], places[j - 1]] = [places[j - 1] as number, places[j] as number];
  }
  return places;
}

/** The objects' new order. Throws when no object has the field. */
function orderByField(objects: readonly Json[], path: JsonPath, field: string): number[] {
  if (objects.length === 0) return [];
  const values = objects.map((object) => path.findResults(object)[0]?.[0]);
  const found = values.map((value) => value !== undefined);
  if (!found.includes(true)) throw new CommandError(`couldn't find any field with path ${goQuote(field)} in the list of objects`);
  return order(objects.length, (a, b) => !found[a] || (found[b] === true && valueLess(values[a], values[b])));
}

function relaxedOr(expression: string): string {
  try {
    return relaxedJsonPath(expression);
  } catch {
    return expression;
  }
}

/** Sorts the objects of a listing: their places in the new order. */
export function sortedPlaces(objects: readonly Json[], sortBy: string): number[] {
  const field = relaxedJsonPath(sortBy);
  return orderByField(objects, parseJsonPath(field, { allowMissingKeys: true }), field);
}

/** Sorts a table's rows by the objects in them. A path that cannot be read is an error here, as an unknown field is. */
export function sortedTable(table: Table, sortBy: string): Table {
  const field = relaxedOr(sortBy);
  const places = orderByField(
    (table.rows ?? []).map((row) => row.object),
    parseJsonPath(field, { allowMissingKeys: true }),
    field,
  );
  return { ...table, rows: places.map((place) => table.rows[place] as Table['rows'][number]) };
}

/** Sorts what is a table or a list on the way to the printer. */
export function sortingPrinter(printer: Printer, sortBy: string): Printer {
  return {
    print(object, write) {
      if (object?.kind === 'Table') printer.print(sortedTable(object, sortBy), write);
      else if (isList(object)) printer.print({ ...object, items: sortedPlaces(object.items, sortBy).map((place) => object.items[place]) }, write);
      else printer.print(object, write);
    },
  };
}
