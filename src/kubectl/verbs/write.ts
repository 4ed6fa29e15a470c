// How verbs send what they change: the path of an Info, and the query that --dry-run, --field-manager and --validate ask for.
import type { Json } from '../../apimachinery/object.ts';
import { isReason } from '../../apimachinery/status.ts';
import type { RequestHeaders } from '../../client/index.ts';
import { type Call, CommandError } from '../call.ts';
import { type Mapping, pathOf } from '../factory.ts';
import { dryRunOf } from '../printers/index.ts';
import type { Info } from '../resources/index.ts';

export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

const contentTypes: Readonly<Record<PatchType, NonNullable<RequestHeaders['contentType']>>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
};

/** The path of the object, of its subresource, or of all of its kind. */
export function pathOfInfo(info: Pick<Info, 'mapping' | 'namespace' | 'name'>, subresource?: string): string {
  if (!info.name) throw new CommandError('resource name may not be empty');
  return pathOf(info.mapping, info.namespace || undefined, info.name, subresource);
}

export const collectionPath = (mapping: Mapping, namespace: string): string => pathOf(mapping, namespace || undefined);

/** --validate as the server's fieldValidation (cmdutil.GetValidationDirective). */
export function fieldValidation(value: string): string {
  const known: Record<string, string> = { true: 'Strict', strict: 'Strict', warn: 'Warn', false: 'Ignore', ignore: 'Ignore' };
  const found = known[value.toLowerCase()];
  if (!found) throw new CommandError(`invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`);
  return found;
}

/** What every write of this command says in its query. */
export function writeQuery({ flags }: Pick<Call, 'flags'>): Record<string, string> {
  const query: Record<string, string> = {};
  if (flags.has('field-manager') && flags.string('field-manager')) query.fieldManager = flags.string('field-manager');
  if (flags.has('validate')) query.fieldValidation = fieldValidation(flags.string('validate'));
  if (flags.has('dry-run') && dryRunOf({ flags }) === 'server') query.dryRun = 'All';
  return query;
}

export const createInfo = (call: Call, info: Info, body: Json, query = writeQuery(call)): Json => call.factory.request('POST', collectionPath(info.mapping, info.namespace), { body, query });

export const replaceInfo = (call: Call, info: Info, body: Json, subresource?: string, query = writeQuery(call)): Json => call.factory.request('PUT', pathOfInfo(info, subresource), { body, query });

export function patchInfo(call: Call, info: Info, type: PatchType, body: Json, options: { subresource?: string; query?: Record<string, string> } = {}): Json {
  const contentType = contentTypes[type];
  try {
    return call.factory.request('PATCH', pathOfInfo(info, options.subresource), { body, query: options.query ?? writeQuery(call), headers: { contentType } });
  } catch (error) {
    if (!isReason(error, 'UnsupportedMediaType')) throw error;
    const { group, version, kind } = info.mapping;
    throw new CommandError(`${contentType} is not supported by ${group ? `${group}/` : ''}${version}, Kind=${kind}: ${(error as Error).message}`);
  }
}
