// Where a claim's first content comes from: dataSource and dataSourceRef, which say the same twice.
import { type FieldError, type FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';

/** Each is filled in from the other. */
export function settleDataSources(spec: Json): void {
  if (spec.dataSource && !spec.dataSourceRef) spec.dataSourceRef = { ...spec.dataSource };
  else if (spec.dataSourceRef && !spec.dataSource && !spec.dataSourceRef.namespace) {
    const { apiGroup, kind, name } = spec.dataSourceRef;
    spec.dataSource = { ...(apiGroup === undefined ? {} : { apiGroup }), kind, name };
  }
}

function reference(at: FieldPath, source: Json): FieldError[] {
  const errors = ['name', 'kind'].filter((field) => !source[field]).map((field) => required(at.child(field)));
  if (!source.apiGroup && source.kind !== 'PersistentVolumeClaim') errors.push(invalidValue(at, source.kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  return errors;
}

export function validateDataSources(at: FieldPath, { dataSource, dataSourceRef }: Json): FieldError[] {
  const errors = [...(dataSource ? reference(at.child('dataSource'), dataSource) : []), ...(dataSourceRef ? reference(at.child('dataSourceRef'), dataSourceRef) : [])];
  if (!dataSource || !dataSourceRef || dataSourceRef.namespace || deepEqual(dataSource, dataSourceRef)) return errors;
  return [...errors, invalidValue(at, at.child('dataSource').toString(), 'must match dataSourceRef')];
}
