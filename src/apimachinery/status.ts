// The API's way to say that something failed (metav1.Status), and the sentences that the server makes for it.
// Reasons, codes and sentences are those of k8s.io/apimachinery/pkg/api/errors.
import type { FieldError } from './fieldErrors.ts';
import { causeOf, fieldErrorText } from './fieldErrors.ts';

export type StatusReason =
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Gone'
  | 'Invalid'
  | 'BadRequest'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'UnsupportedMediaType'
  | 'RequestEntityTooLarge'
  | 'TooManyRequests'
  | 'InternalError'
  | 'Expired'
  | 'ServiceUnavailable'
  | 'Timeout';

export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: StatusReason;
  details?: { name?: string; group?: string; kind?: string; uid?: string; causes?: StatusCause[]; retryAfterSeconds?: number };
  code: number;
}

/** A group and a plural resource name, or a group and a kind. `text` is how sentences name it: `deployments.apps`, `pods`. */
export interface GroupResource {
  group: string;
  resource: string;
}

export const groupResourceText = (gr: GroupResource): string => (gr.group ? `${gr.resource}.${gr.group}` : gr.resource);

/** A failed request. `status` is what goes over the wire. */
export class ApiError extends Error {
  constructor(readonly status: Status) {
    super(status.message);
    this.name = 'ApiError';
  }

  get reason(): StatusReason | undefined {
    return this.status.reason;
  }

  get code(): number {
    return this.status.code;
  }
}

export const isReason = (error: unknown, reason: StatusReason): boolean => error instanceof ApiError && error.reason === reason;
export const isNotFound = (error: unknown): boolean => isReason(error, 'NotFound');

export function failure(code: number, reason: StatusReason, message: string, details?: Status['details']): ApiError {
  return new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, ...(details ? { details } : {}), code });
}

const detailsOf = (gr: GroupResource, name?: string): Status['details'] => ({
  ...(name ? { name } : {}),
  ...(gr.group ? { group: gr.group } : {}),
  kind: gr.resource,
});

export const notFound = (gr: GroupResource, name: string): ApiError => failure(404, 'NotFound', `${groupResourceText(gr)} "${name}" not found`, detailsOf(gr, name));
export const alreadyExists = (gr: GroupResource, name: string): ApiError => failure(409, 'AlreadyExists', `${groupResourceText(gr)} "${name}" already exists`, detailsOf(gr, name));
export const conflict = (gr: GroupResource, name: string, why: string): ApiError =>
  failure(409, 'Conflict', `Operation cannot be fulfilled on ${groupResourceText(gr)} "${name}": ${why}`, detailsOf(gr, name));
export const modified = (gr: GroupResource, name: string): ApiError => conflict(gr, name, 'the object has been modified; please apply your changes to the latest version and try again');
export const forbidden = (gr: GroupResource, name: string, why: string): ApiError => {
  const subject = name ? `${groupResourceText(gr)} "${name}" is ` : gr.resource ? `${groupResourceText(gr)} is ` : '';
  return failure(403, 'Forbidden', `${subject}forbidden: ${why}`, detailsOf(gr, name));
};
export const badRequest = (why: string): ApiError => failure(400, 'BadRequest', why);
export const unauthorized = (why = 'Unauthorized'): ApiError => failure(401, 'Unauthorized', why);
export const methodNotSupported = (gr: GroupResource, action: string): ApiError =>
  failure(
    405,
    'MethodNotAllowed',
    action ? `${action} is not supported on resources of kind "${groupResourceText(gr)}"` : 'the server does not allow this method on the requested resource',
    detailsOf(gr),
  );
export const expired = (why: string): ApiError => failure(410, 'Expired', why);
export const tooManyRequests = (why: string, retryAfterSeconds: number): ApiError => failure(429, 'TooManyRequests', why, { retryAfterSeconds });
export const internalError = (why: string): ApiError => failure(500, 'InternalError', `Internal error occurred: ${why}`, { causes: [{ message: why }] });
/** The answer for a path that is no resource. */
export const noSuchResource = (): ApiError => failure(404, 'NotFound', 'the server could not find the requested resource', {});

/** The answer for a path of a group and version that nobody serves: one without details, for HTTP says it in plain text. */
export const noSuchPath = (): ApiError => failure(404, 'NotFound', 'the server could not find the requested resource');

/** The object breaks the rules of its kind. `kind.resource` holds the kind here, as in upstream's NewInvalid. */
export function invalid(kind: GroupResource, name: string, errors: readonly FieldError[]): ApiError {
  const texts = [...new Set(errors.map(fieldErrorText))];
  const aggregate = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return failure(422, 'Invalid', `${groupResourceText(kind)} "${name}" is invalid: ${aggregate}`, { ...detailsOf(kind, name), causes: errors.map(causeOf) });
}
