// json, yaml, kyaml and name: the formats that need nothing but the object.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import { toJson } from '../../apimachinery/json.ts';
import { toKyaml } from '../../apimachinery/kyaml.ts';
import type { Json } from '../../apimachinery/object.ts';
import { toYaml } from '../../apimachinery/yamlPrint.ts';
import { CommandError } from '../errors.ts';
import { type Formats, isList, itemsOf, type Printer, type PrintRequest } from './printer.ts';

function withoutManagedFields(object: Json): Json {
  if (isList(object)) return { ...object, items: object.items.map(withoutManagedFields) };
  if (object?.metadata?.managedFields === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Keys in the order of their code points, as Go's maps are written. */
export function sortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, Json> = {};
  for (const key of Object.keys(value).sort(byCodePoint)) out[key] = sortedKeys(value[key]);
  return out;
}

function jsonPrinter(keepOrder: boolean): Printer {
  return { print: (object, write) => write(`${toJson(object, !keepOrder)}\n`) };
}

function yamlPrinter(): Printer {
  let printed = 0;
  return {
    print(object, write) {
      if (printed++ > 0) write('---\n');
      write(toYaml(object));
    },
  };
}

function kyamlPrinter(keepOrder: boolean): Printer {
  return { print: (object, write) => write(toKyaml(object, !keepOrder)) };
}

function structured(request: PrintRequest): Printer | undefined {
  switch (request.output.toLowerCase()) {
    case 'json':
      return jsonPrinter(request.keepOrder);
    case 'yaml':
      return yamlPrinter();
    case 'kyaml':
      return kyamlPrinter(request.keepOrder);
  }
  return undefined;
}

export const jsonYamlFormats: Formats = {
  names: ['json', 'yaml', 'kyaml'],
  printer(request) {
    const printer = structured(request);
    if (!printer || request.showManagedFields) return printer;
    return { print: (object, write) => printer.print(withoutManagedFields(object), write) };
  },
};

/** `deployment.apps/web`: how printed names begin. */
export function resourceName(object: { apiVersion?: string; kind?: string; metadata?: { name?: string } }): string {
  if (!object.kind) throw new CommandError('missing apiVersion or kind; try GetObjectKind().SetGroupVersionKind() if you know the type');
  const slash = object.apiVersion?.indexOf('/') ?? -1;
  const group = slash > 0 ? `.${object.apiVersion?.slice(0, slash)}` : '';
  return `${object.kind.toLowerCase()}${group}/${object.metadata?.name || '<unknown>'}`;
}

/** -o name, and the answer of the verbs that change something: `deployment.apps/web created`. */
export const nameFormats: Formats = {
  names: ['name'],
  printer({ output, operation }) {
    const short = output.toLowerCase() === 'name';
    if (output !== '' && !short) return undefined;
    const ending = short || !operation ? '' : ` ${operation}`;
    return { print: (object, write) => itemsOf(object).forEach((item) => write(`${resourceName(item)}${ending}\n`)) };
  },
};
