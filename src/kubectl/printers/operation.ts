// How verbs that change something say so: `deployment.apps/web created (dry run)`, or the object in the format that -o asks for.
import type { Call } from '../call.ts';
import { CommandError } from '../errors.ts';
import { choosePrinter, type Printer, type PrintRequest } from './printer.ts';
import { jsonYamlFormats, nameFormats } from './structured.ts';
import { templateFormats } from './templates.ts';

export type DryRun = 'none' | 'client' | 'server';

/** What Go's strconv.ParseBool reads; nothing for other texts. */
export function booleanText(text: string): boolean | undefined {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}

/** The value of --dry-run that was given none. */
const flagAlone = 'unchanged';

/** What --dry-run says (cmdutil.GetDryRunStrategy). */
export function dryRunOf(call: Pick<Call, 'flags'>): DryRun {
  const value = call.flags.string('dry-run');
  if (value === 'none' || value === 'client' || value === 'server') return value;
  if (value === flagAlone) return 'client';
  const boolean = booleanText(value);
  if (boolean !== undefined) return boolean ? 'client' : 'none';
  throw new CommandError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
}

/** How --dry-run was said before it had three values: that is still understood, and its log says how it is said today. */
export function dryRunAdvice(flags: Call['flags']): { where: string; text: string } | undefined {
  const value = flags.has('dry-run') ? flags.string('dry-run') : 'none';
  if (value === flagAlone) return { where: 'helpers.go:719', text: '--dry-run is deprecated and can be replaced with --dry-run=client.' };
  const boolean = booleanText(value);
  if (boolean === undefined) return undefined;
  return { where: boolean ? 'helpers.go:733' : 'helpers.go:736', text: `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${boolean ? 'client' : 'none'}.` };
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
