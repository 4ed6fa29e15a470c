// ServiceAccount: who a pod is.
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';

const mountableSecrets = 'kubernetes.io/enforce-mountable-secrets';

export const serviceAccount: Kind = {
  resource: 'serviceaccounts',
  warnings: (object) =>
    object.metadata.annotations?.[mountableSecrets] === undefined
      ? []
      : [`metadata.annotations[${mountableSecrets}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`],
  row: (object, { now }) => [object.metadata.name, ageOf(object, now)],
};
