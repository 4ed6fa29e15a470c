// What a printer is, and what kinds of output a command's -o may ask for.
import type { Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';

export type Write = (text: string) => void;

/** Prints objects, one after the other, to one place; it may remember what it printed before (headers, separators). */
export interface Printer {
  print(object: Json, write: Write): void;
}

/** What -o and its neighbours say, with the ways to reach templates in files. */
export interface PrintRequest {
  /** The value of -o. */
  output: string;
  /** The value of --template. */
  template: string;
  allowMissingTemplateKeys: boolean;
  showManagedFields: boolean;
  /** What was done, as `created` or `created (dry run)`; nothing where only names are printed. */
  operation: string;
  /** Keys stay in the order of the object, as typed objects of a client print; otherwise JSON is sorted. */
  keepOrder: boolean;
  readFile(path: string): string;
}

/** A family of formats (upstream: one of the PrintFlags). `printer` answers nothing when the format is none of its own. */
export interface Formats {
  readonly names: readonly string[];
  printer(request: PrintRequest): Printer | undefined;
}

export function noSuchFormat(output: string, families: readonly Formats[]): CommandError {
  const allowed = families.flatMap((family) => family.names).sort();
  return new CommandError(`unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${allowed.join(',')}`);
}

/** The first family that knows the format. */
export function choosePrinter(request: PrintRequest, families: readonly Formats[]): Printer {
  for (const family of families) {
    const printer = family.printer(request);
    if (printer) return printer;
  }
  throw noSuchFormat(request.output, families);
}

export const isList = (object: Json): boolean => Array.isArray(object?.items);
export const itemsOf = (object: Json): Json[] => (isList(object) ? object.items : [object]);

/** `format=argument` taken apart, when `format` is one of `names`; --template is the argument of a bare format. */
export function templateArgument(request: PrintRequest, names: readonly string[]): { format: string; argument: string } | undefined {
  if (request.template) return names.includes(request.output) ? { format: request.output, argument: request.template } : undefined;
  const at = request.output.indexOf('=');
  const format = at < 0 ? request.output : request.output.slice(0, at);
  return names.includes(format) ? { format, argument: at < 0 ? '' : request.output.slice(at + 1) } : undefined;
}
