// CustomResourceDefinition: a kind of one's own.
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { createdAt } from '../../support/columns.ts';
import { validateDefinition, validateDefinitionUpdate } from './validation.ts';

function applyDefinitionDefaults({ spec }: Json): void {
  if (!spec) return;
  spec.names ??= {};
  const { names } = spec;
  if (names.kind) {
    names.singular ||= names.kind.toLowerCase();
    names.listKind ||= `${names.kind}List`;
  }
  spec.conversion ??= { strategy: 'None' };
  const service = spec.conversion.webhook?.clientConfig?.service;
  if (service) service.port ??= 443;
}

/** Versions in which objects may lie in the store: the storage version joins those of before. */
function storedVersions(definition: Json, before: readonly string[]): string[] {
  const storage = (definition.spec?.versions ?? []).find((version: Json) => version.storage)?.name;
  return storage === undefined || before.includes(storage) ? [...before] : [...before, storage];
}

export const customResourceDefinition: Kind = {
  resource: 'customresourcedefinitions.apiextensions.k8s.io',
  generation: 'spec',
  bareFinalizers: true,
  applyDefaults: applyDefinitionDefaults,
  prepareForCreate: (object) => {
    object.status = { storedVersions: storedVersions(object, []) };
  },
  prepareForUpdate: (object, old) => {
    const before: string[] = old.status?.storedVersions ?? [];
    const after = storedVersions(object, before);
    if (!deepEqual(before, after)) object.status = { ...object.status, storedVersions: after };
  },
  validate: validateDefinition,
  validateUpdate: validateDefinitionUpdate,
  validateUpdateOnly: true,
  row: (object) => [object.metadata.name, createdAt(object)],
};
