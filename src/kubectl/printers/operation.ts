// How verbs that change something say so: `deployment.apps/web created (dry run)`, or the object in the format that -o asks for.
import type { Json } from '../../apimachinery/object.ts';
import type { Call } from '../call.ts';
import { CommandError } from '../errors.ts';
import { choosePrinter, type Printer, type PrintRequest } from './printer.ts';
import { jsonYamlFormats, nameFormats } from './structured.ts';
import { templateFormats } from './templates.ts';

export type DryRun = 'none' | 'client' | 'server';

/** What --dry-run says (cmdutil.GetDryRunStrategy). */
export function dryRunOf(call: Pick<Call, 'flags'>): DryRun {
  const value = call.flags.string('dry-run');
  if (value === 'none' || value === 'client' || value === 'server') return value;
  if (value === 'unchanged') throw new CommandError('--dry-run flag without a value was specified. A value must be set: "none", "server", or "client".');
  throw new CommandError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
}

const dryRunEndings: Readonly<Record<DryRun, string>> = { none: '', client: ' (dry run)', server: ' (server dry run)' };

/** The request in the flags of any command with -o. */
export function requestOf(call: Call, operation = '', keepOrder = false): PrintRequest {
  const { flags } = call;
  return {
    output: flags.string('output'),
    template: flags.string('template'),
    allowMissingTemplateKeys: flags.bool('allow-missing-template-keys'),
    showManagedFields: flags.has('show-managed-fields') && flags.bool('show-managed-fields'),
    operation,
    keepOrder,
    readFile: (path) => call.environment.files.readFile(path),
  };
}

const families = [jsonYamlFormats, nameFormats, templateFormats];

/** What most verbs print with: json, yaml, kyaml, name and templates. `operation` has its ending already. */
export function objectPrinter(call: Call, operation = '', options: { keepOrder?: boolean } = {}): Printer {
  const request = requestOf(call, operation, options.keepOrder);
  // A template without a format is a go-template, not a name.
  return choosePrinter(request.output === '' && request.template ? { ...request, output: 'go-template' } : request, families);
}

export interface OperationOptions {
  /** When it is not what --dry-run says. */
  dryRun?: DryRun;
  /** JSON keeps the object's order of keys, as what kubectl itself generated prints. */
  keepOrder?: boolean;
}

/** A printer for one operation, made before anything is done so that a wrong -o changes nothing. */
export function operationPrinter(call: Call, operation: string, options: OperationOptions = {}): Printer {
  const dryRun = options.dryRun ?? (call.flags.has('dry-run') ? dryRunOf(call) : 'none');
  return objectPrinter(call, operation + dryRunEndings[dryRun], options);
}

/** Prints what was done to an object (or to an Info's object). */
export function printOperation(call: Call, done: Json, operation: string, options: OperationOptions = {}): void {
  const object = done?.mapping && done.object ? done.object : done;
  operationPrinter(call, operation, options).print(object, (text) => call.environment.stdout(text));
}
