// Namespace: a part of the cluster with names of its own.
import { type FieldError, FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { qualifiedName } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const nameLabel = 'kubernetes.io/metadata.name';
const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion'];

const finalizersAt = FieldPath.root('spec').child('finalizers');

/** On creation upstream names the list, later the entry. */
function validateFinalizers(object: Json, place: (i: number) => FieldPath): FieldError[] {
  return (object.spec?.finalizers ?? []).flatMap((name: string, i: number) => {
    const at = place(i);
    const errors = qualifiedName(at, name);
    if (errors.length > 0 || name.includes('/') || standardFinalizers.includes(name)) return errors;
    return [invalidValue(at, name, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

const validateNamespace = (object: Json): FieldError[] => validateFinalizers(object, () => finalizersAt);

/** The phase follows from whether the namespace is being deleted. */
function validatePhase(object: Json): FieldError[] {
  const at = FieldPath.root('status').child('Phase');
  const phase = object.status?.phase ?? '';
  const gone = object.metadata.deletionTimestamp !== undefined;
  if (!gone && phase !== 'Active') return [invalidValue(at, phase, "may only be 'Active' if `deletionTimestamp` is empty")];
  if (gone && phase !== 'Terminating') return [invalidValue(at, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty")];
  return [];
}

export const namespace: Kind = {
  resource: 'namespaces',
  nameRule: 'dns1123label',
  applyDefaults: (object) => {
    object.spec ??= {};
    if (object.metadata.name) object.metadata.labels = { ...object.metadata.labels, [nameLabel]: object.metadata.name };
  },
  prepareForCreate: (object) => {
    object.status = { phase: 'Active' };
    const finalizers: string[] = object.spec.finalizers ?? [];
    object.spec.finalizers = finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes'];
  },
  prepareForUpdate: (object, old) => {
    if (old.spec?.finalizers) object.spec.finalizers = old.spec.finalizers;
    else delete object.spec.finalizers;
  },
  parts: {
    finalize: {
      prepareForUpdate: (object, old) => {
        const finalizers = object.spec?.finalizers;
        object.spec = { ...old.spec };
        if (finalizers?.length) object.spec.finalizers = finalizers;
        else delete object.spec.finalizers;
        object.status = old.status;
      },
      validateUpdate: (object) => validateFinalizers(object, (i) => finalizersAt.index(i)),
    },
  },
  validate: validateNamespace,
  validateStatusUpdate: validatePhase,
  row: (object, { now }) => [object.metadata.name, object.status?.phase ?? '', ageOf(object, now)],
  selectableFields: {
    'status.phase': (object) => object.status?.phase ?? '',
    name: (object) => object.metadata.name,
  },
};
