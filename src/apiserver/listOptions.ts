// What a list or a watch may ask for (metav1.ListOptions): how it is read, and which combinations are refused.
import { type FieldError, forbiddenField, invalidValue, notSupported } from '../apimachinery/fieldErrors.ts';
import { goQuote } from '../apimachinery/goFormat.ts';
import { ApiError, badRequest, failure, invalid } from '../apimachinery/status.ts';
import { query, type ResourceContext } from './context.ts';
import { booleanIn, integerIn } from './queryValues.ts';

export interface ListOptions {
  isWatch: boolean;
  limit: number;
  continue: string;
  resourceVersion: string;
  match: string;
  sendInitialEvents: boolean | undefined;
  allowWatchBookmarks: boolean;
  timeoutSeconds: number | undefined;
}

const optionsKind = { group: 'meta.k8s.io', resource: 'ListOptions' };
const notOlderThan = 'NotOlderThan';
const matchForbidden = (why: string): FieldError => forbiddenField('resourceVersionMatch', why);

function watchErrors({ match, sendInitialEvents, continue: token }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined && match !== notOlderThan) errors.push(matchForbidden(`sendInitialEvents requires setting resourceVersionMatch to ${notOlderThan}`));
  if (!match) return errors;
  if (sendInitialEvents === undefined) errors.push(matchForbidden('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'));
  if (match !== notOlderThan) errors.push(notSupported('resourceVersionMatch', match, [notOlderThan]));
  if (token) errors.push(matchForbidden('resourceVersionMatch is forbidden when continue is provided'));
  return errors;
}

function listErrors({ match, sendInitialEvents, continue: token, resourceVersion }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (match) {
    if (!resourceVersion) errors.push(matchForbidden('resourceVersionMatch is forbidden unless resourceVersion is provided'));
    if (token) errors.push(matchForbidden('resourceVersionMatch is forbidden when continue is provided'));
    if (match !== 'Exact' && match !== notOlderThan) errors.push(notSupported('resourceVersionMatch', match, ['Exact', notOlderThan, '']));
    if (match === 'Exact' && resourceVersion === '0') errors.push(matchForbidden('resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  }
  if (sendInitialEvents !== undefined) errors.push(forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  return errors;
}

/** The options of the request. Throws what the server answers to those that make no sense. */
export function listOptionsOf(context: ResourceContext): ListOptions {
  const options: ListOptions = {
    isWatch: context.info.verb === 'watch',
    limit: integerIn(context, 'limit') ?? 0,
    continue: query(context, 'continue') ?? '',
    resourceVersion: query(context, 'resourceVersion') ?? '',
    match: query(context, 'resourceVersionMatch') ?? '',
    sendInitialEvents: booleanIn(context, 'sendInitialEvents'),
    allowWatchBookmarks: booleanIn(context, 'allowWatchBookmarks') ?? false,
    timeoutSeconds: integerIn(context, 'timeoutSeconds'),
  };
  const errors = options.isWatch ? watchErrors(options) : listErrors(options);
  if (errors.length > 0) throw invalid(optionsKind, '', errors);
  return options;
}

/** What is wrong with a resource version that is no number. */
function versionError(text: string): FieldError | undefined {
  return /^\d+$/.test(text) ? undefined : invalidValue('resourceVersion', text, `strconv.ParseUint: parsing ${goQuote(text)}: invalid syntax`);
}

/** A resource version as a number; 0 when none is said. Each verb has its own way to refuse what is none. */
export function revisionOf(context: ResourceContext, text: string, verb: 'get' | 'list' | 'watch'): number {
  const wrong = text ? versionError(text) : undefined;
  if (!wrong) return Number(text || 0);
  const sentence = `resourceVersion: Invalid value: ${JSON.stringify(text)}: ${wrong.detail}`;
  if (verb === 'list') throw badRequest(`invalid resource version: ${sentence}`);
  if (verb === 'watch') throw invalid({ group: context.resource.group, resource: context.resource.resource }, context.info.name ?? '', [wrong]);
  throw new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: sentence, code: 500 });
}

/** A revision was asked for that is still to come. */
export const tooLargeRevision = (asked: number, current: number): ApiError =>
  failure(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
