// The admission plugins in the order in which the server asks them (pkg/kubeapiserver/options/plugins.go). One line each.
import { defaultTolerationSeconds } from './defaultTolerationSeconds.ts';
import type { AdmissionPlugin } from './index.ts';
import { namespaceLifecycle } from './namespaceLifecycle.ts';
import { priority } from './priority.ts';
import { serviceAccount } from './serviceAccount.ts';

export const plugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  serviceAccount,
  priority,
  defaultTolerationSeconds,
];
