// Fills the secrets that hold a token of a service account, and deletes them with it (upstream: tokens-controller).
import { type KubeObject, keyOf, splitKey } from '../../apimachinery/object.ts';
import { isReason } from '../../apimachinery/status.ts';
import { signJwt } from '../../apimachinery/x509.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import { ignoringAbsence } from '../shared/owners.ts';

const type = 'kubernetes.io/service-account-token';
const names = { account: 'kubernetes.io/service-account.name', uid: 'kubernetes.io/service-account.uid' };
const issuer = 'kubernetes/serviceaccount';
const claim = (name: string): string => `kubernetes.io/serviceaccount/${name}`;

/** What kube-controller-manager reads from its host: --service-account-private-key-file and --root-ca-file. */
export interface TokenAuthority {
  key: string;
  /** Absent: secrets hold no ca.crt. */
  rootCA?: string | undefined;
}

/** It works as the program itself: it must, before there are accounts. */
export const serviceAccountToken = (authorityOf: () => TokenAuthority | undefined): Component => ({
  name: 'serviceaccount-token-controller',
  credential: { kind: 'component', user: 'system:kube-controller-manager', groups: [] },
  watches: [
    { resource: 'secrets', keys: ({ type: change, object }) => (change !== 'DELETED' && object.type === type ? [keyOf(object)] : []) },
    { resource: 'serviceaccounts', keys: secretsOf },
  ],
  reconcile(key, context) {
    const { namespace, name } = splitKey(key);
    const secret = context.client.find('secrets', name, namespace);
    const authority = authorityOf();
    if (!authority || secret?.type !== type || secret.metadata.deletionTimestamp !== undefined) return undefined;
    const account = accountOf(secret, context);
    if (account) fill(secret, account, authority, context);
    else ignoringAbsence(() => context.client.delete('secrets', name, namespace, { preconditions: { uid: secret.metadata.uid ?? '' } }));
    return undefined;
  },
});

/** An account that comes or goes concerns the secrets that name it. */
function secretsOf({ type: change, object }: Change, { client }: ComponentContext): string[] {
  if (change === 'MODIFIED') return [];
  const { name, namespace } = object.metadata;
  return client
    .list('secrets', { namespace, fieldSelector: `type=${type}` })
    .filter((secret) => secret.metadata.annotations?.[names.account] === name)
    .map(keyOf);
}

function accountOf({ metadata }: KubeObject, { client }: ComponentContext): KubeObject | undefined {
  const uid = metadata.annotations?.[names.uid];
  const account = client.find('serviceaccounts', metadata.annotations?.[names.account] ?? '', metadata.namespace);
  return account && (!uid || uid === account.metadata.uid) ? account : undefined;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function tokenOf(secret: KubeObject, account: KubeObject, key: string): string {
  const { name, namespace, uid } = account.metadata;
  const claims = {
    iss: issuer,
    [claim('namespace')]: namespace,
    [claim('secret.name')]: secret.metadata.name,
    [claim('service-account.name')]: name,
    [claim('service-account.uid')]: uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  return signJwt(claims, key);
}

function fill(secret: KubeObject, account: KubeObject, { key, rootCA }: TokenAuthority, { client }: ComponentContext): void {
  try {
    client.update('secrets', secret, (draft) => {
      const data = draft.data ?? {};
      draft.data = {
        ...data,
        ...(rootCA === undefined ? {} : { 'ca.crt': base64(rootCA) }),
        namespace: data.namespace || base64(account.metadata.namespace ?? ''),
        token: data.token || base64(tokenOf(secret, account, key)),
      };
      draft.metadata.annotations = { ...draft.metadata.annotations, [names.account]: account.metadata.name, [names.uid]: account.metadata.uid ?? '' };
    });
  } catch (error) {
    // Whoever changed it meanwhile has woken this again.
    if (!isReason(error, 'Conflict') && !isReason(error, 'NotFound')) throw error;
  }
}
