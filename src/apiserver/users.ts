// Who somebody is for the API server, once it believes them.

export interface UserInfo {
  name: string;
  groups: readonly string[];
  uid?: string;
  extra?: Record<string, readonly string[]>;
}

export const anonymous: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

export const serviceAccountUser = (namespace: string, name: string): UserInfo => ({
  name: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

/** The key under which it is told with what somebody has proved who they are. */
export const credentialId = 'authentication.kubernetes.io/credential-id';
