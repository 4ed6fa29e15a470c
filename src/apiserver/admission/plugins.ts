// The admission plugins in the order in which the server asks them (pkg/kubeapiserver/options/plugins.go). One line each.
import { defaultTolerationSeconds } from './defaultTolerationSeconds.ts';
import type { AdmissionPlugin } from './index.ts';
import { limitRanger } from './limitRanger.ts';
import { namespaceLifecycle } from './namespaceLifecycle.ts';
import { priority } from './priority.ts';
import { resourceQuota } from './resourceQuota.ts';
import { serviceAccount } from './serviceAccount.ts';
import { defaultIngressClass, defaultStorageClass, persistentVolumeClaimResize, storageObjectInUseProtection } from './storage.ts';

export const plugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  persistentVolumeClaimResize,
  defaultIngressClass,
  resourceQuota,
];
