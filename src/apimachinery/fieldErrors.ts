// What validation finds wrong, as values. The sentences are those of k8s.io/apimachinery/pkg/util/validation/field.
import type { StatusCause } from './status.ts';

export type FieldErrorType =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

export interface FieldError {
  type: FieldErrorType;
  /** Where: `spec.containers[0].name`. */
  field: string;
  /** The offending value as the sentence shows it (JSON; texts in quotes). */
  value?: unknown;
  detail: string;
}

/** In place of a value that the sentence leaves out: `spec: Invalid value: too many people`. */
export const omittedValue = Symbol('omitted');

/** A path to a field, built from its parts. */
export class FieldPath {
  private constructor(private readonly text: string) {}

  static root(name = ''): FieldPath {
    return new FieldPath(name);
  }

  child(...names: string[]): FieldPath {
    return names.reduce((path, name) => new FieldPath(path.text ? `${path.text}.${name}` : name), this as FieldPath);
  }

  index(i: number): FieldPath {
    return new FieldPath(`${this.text}[${i}]`);
  }

  /** An entry of a map: `data[key]`. */
  key(name: string): FieldPath {
    return new FieldPath(`${this.text}[${name}]`);
  }

  toString(): string {
    return this.text;
  }
}

type At = FieldPath | string;

export const required = (at: At, detail = ''): FieldError => ({ type: 'FieldValueRequired', field: String(at), detail });
export const invalidValue = (at: At, value: unknown, detail: string): FieldError => ({ type: 'FieldValueInvalid', field: String(at), value, detail });
export const typeInvalid = (at: At, value: unknown, detail: string): FieldError => ({ type: 'FieldValueTypeInvalid', field: String(at), value, detail });
export const forbiddenField = (at: At, detail: string): FieldError => ({ type: 'FieldValueForbidden', field: String(at), detail });
export const duplicate = (at: At, value: unknown): FieldError => ({ type: 'FieldValueDuplicate', field: String(at), value, detail: '' });
export const notFoundValue = (at: At, value: unknown): FieldError => ({ type: 'FieldValueNotFound', field: String(at), value, detail: '' });
export const tooLong = (at: At, max: number): FieldError => ({
  type: 'FieldValueTooLong',
  field: String(at),
  value: '<value omitted>',
  detail: max >= 0 ? `may not be more than ${max} bytes` : 'value is too long',
});
export const tooMany = (at: At, actual: number, max: number): FieldError => ({ type: 'FieldValueTooMany', field: String(at), value: actual, detail: `must have at most ${max} items` });
/** `supported` is shown in the order given, as upstream sorts it before. */
export const notSupported = (at: At, value: unknown, supported: readonly string[]): FieldError => ({
  type: 'FieldValueNotSupported',
  field: String(at),
  value,
  detail: supported.length > 0 ? `supported values: ${supported.map((s) => JSON.stringify(s)).join(', ')}` : '',
});

const words: Record<FieldErrorType, string> = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueTypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
};

const withoutValue = new Set<FieldErrorType>(['FieldValueRequired', 'FieldValueForbidden', 'FieldValueTooLong', 'InternalError']);

function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  return typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function body(error: FieldError): string {
  const head = withoutValue.has(error.type) || error.value === omittedValue ? words[error.type] : `${words[error.type]}: ${valueText(error.value)}`;
  return error.detail ? `${head}: ${error.detail}` : head;
}

/** `spec.replicas: Invalid value: -1: must be greater than or equal to 0` */
export const fieldErrorText = (error: FieldError): string => `${error.field}: ${body(error)}`;

export const causeOf = (error: FieldError): StatusCause => ({ reason: error.type, message: body(error), field: error.field });
