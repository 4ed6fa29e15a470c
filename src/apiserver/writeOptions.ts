// What a write may ask for besides its object (metav1.CreateOptions, UpdateOptions, PatchOptions, DeleteOptions), and what is refused.
import { type FieldError, forbiddenField, invalidValue, notSupported, required, tooLong } from '../apimachinery/fieldErrors.ts';
import type { Json } from '../apimachinery/object.ts';
import { invalid } from '../apimachinery/status.ts';
import { query, type RequestContext, type ResourceContext } from './context.ts';
import { integerIn } from './queryValues.ts';

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions';

const longestManager = 128;
const notPrintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const validations = ['', 'Ignore', 'Strict', 'Warn'];

function refuseIf(kind: OptionsKind, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', resource: kind }, '', errors);
}

const dryRunErrors = (values: readonly string[]): FieldError[] => (values.every((value) => value === 'All') ? [] : [notSupported('dryRun', values, ['All'])]);

const dryRunIn = (context: RequestContext): readonly string[] => [context.request.query?.dryRun ?? []].flat();

function managerErrors(manager: string): FieldError[] {
  if (manager.length > longestManager) return [tooLong('fieldManager', longestManager)];
  return notPrintable.test(manager) ? [invalidValue('fieldManager', manager, 'should only contain printable characters')] : [];
}

function patchErrors(context: RequestContext): FieldError[] {
  const isApply = context.request.headers?.contentType === 'application/apply-patch+yaml';
  if (isApply) return query(context, 'fieldManager') ? [] : [required('fieldManager', 'is required for apply patch')];
  return query(context, 'force') === undefined ? [] : [forbiddenField('force', 'may not be specified for non-apply patch')];
}

export function checkWriteOptions(context: RequestContext, kind: Exclude<OptionsKind, 'DeleteOptions'>): void {
  const validation = query(context, 'fieldValidation') ?? '';
  refuseIf(kind, [
    ...(kind === 'PatchOptions' ? patchErrors(context) : []),
    ...managerErrors(query(context, 'fieldManager') ?? ''),
    ...dryRunErrors(dryRunIn(context)),
    ...(validations.includes(validation) ? [] : [notSupported('fieldValidation', validation, validations)]),
  ]);
}

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: string;
  orphanDependents?: boolean;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: string[];
}

const policies = ['Foreground', 'Background', 'Orphan'];

function inQuery(context: ResourceContext): DeleteOptions {
  const grace = integerIn(context, 'gracePeriodSeconds');
  const policy = query(context, 'propagationPolicy');
  const orphan = query(context, 'orphanDependents');
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    ...(orphan === undefined ? {} : { orphanDependents: orphan !== 'false' && orphan !== '0' }),
    dryRun: [...dryRunIn(context)],
  };
}

/** The options in the body or, when it has none, in the query. */
export function deleteOptionsOf(context: ResourceContext): DeleteOptions {
  const { body } = context.request;
  const isSaid = body !== null && typeof body === 'object' && Object.keys(body).length > 0;
  return checkedDeleteOptions(isSaid ? { ...body, dryRun: [...(body.dryRun ?? []), ...dryRunIn(context)] } : inQuery(context));
}

/** A negative grace is the shortest there is. */
export function checkedDeleteOptions(options: Json): DeleteOptions {
  const { propagationPolicy: policy, orphanDependents, gracePeriodSeconds: grace, dryRun = [] } = options as DeleteOptions;
  const errors: FieldError[] = [];
  if (policy !== undefined && orphanDependents !== undefined) errors.push(invalidValue('propagationPolicy', policy, 'orphanDependents and deletionPropagation cannot be both set'));
  if (policy !== undefined && !policies.includes(policy)) errors.push(notSupported('propagationPolicy', policy, [...policies, 'nil']));
  refuseIf('DeleteOptions', [...errors, ...dryRunErrors(dryRun)]);
  return grace !== undefined && grace < 0 ? { ...options, gracePeriodSeconds: 1 } : options;
}
