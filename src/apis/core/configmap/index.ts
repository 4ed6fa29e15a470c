// ConfigMap: configuration that pods read.
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateConfigMap, validateConfigMapUpdate } from './validation.ts';

const sizeOf = (map: Record<string, string> | undefined): number => Object.keys(map ?? {}).length;

export const configMap: Kind = {
  resource: 'configmaps',
  validate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, String(sizeOf(object.data) + sizeOf(object.binaryData)), ageOf(object, now)],
};
