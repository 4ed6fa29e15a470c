// Where a claim's first content comes from: dataSource and dataSourceRef, which say the same twice.
import { type FieldError, type FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain } from '../../support/checks.ts';

const isKnown = ({ apiGroup = '', kind }: Json): boolean => (kind === 'PersistentVolumeClaim' && apiGroup === '') || (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');

/** References into other namespaces are dropped, as is an old field that names what it never could; then each is filled in from the other. */
export function settleDataSources(spec: Json): void {
  if (spec.dataSourceRef?.namespace) delete spec.dataSourceRef;
  if (spec.dataSource && !spec.dataSourceRef && !isKnown(spec.dataSource)) delete spec.dataSource;
  if (spec.dataSource && !spec.dataSourceRef) spec.dataSourceRef = { ...spec.dataSource };
  else if (spec.dataSourceRef && !spec.dataSource) {
    const { apiGroup, kind, name } = spec.dataSourceRef;
    spec.dataSource = { ...(apiGroup === undefined ? {} : { apiGroup }), kind, name };
  }
}

function reference(at: FieldPath, source: Json): FieldError[] {
  const errors = ['name', 'kind'].filter((field) => !source[field]).map((field) => required(at.child(field)));
  if (!source.apiGroup && source.kind !== 'PersistentVolumeClaim') errors.push(invalidValue(at, source.kind ?? '', "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  if (source.apiGroup) errors.push(...dns1123Subdomain(at.child('apiGroup'), source.apiGroup));
  return source.namespace ? [...errors, ...dns1123Label(at.child('namespace'), source.namespace)] : errors;
}

export function validateDataSources(at: FieldPath, { dataSource, dataSourceRef }: Json): FieldError[] {
  const errors = [...(dataSource ? reference(at.child('dataSource'), dataSource) : []), ...(dataSourceRef ? reference(at.child('dataSourceRef'), dataSourceRef) : [])];
  if (!dataSource || !dataSourceRef || dataSourceRef.namespace || deepEqual(dataSource, dataSourceRef)) return errors;
  // Upstream shows the path as a value; Go writes its unexported fields as nothing.
  return [...errors, invalidValue(at, {}, 'must match dataSourceRef')];
}
