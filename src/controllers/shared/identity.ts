// Who a controller is for the API server: its service account in kube-system.
import type { Credential } from '../../client/index.ts';

export const controllerCredential = (serviceAccount: string): Credential => ({
  kind: 'component',
  user: `system:serviceaccount:kube-system:${serviceAccount}`,
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
});
