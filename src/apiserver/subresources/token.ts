// POST serviceaccounts/NAME/token: a signed token for a service account, bound and for a time.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { invalid } from '../../apimachinery/status.ts';
import { signJwt } from '../../apimachinery/x509.ts';
import { uuid } from '../../sim/index.ts';
import type { ResourceContext } from '../context.ts';
import { decodeKind } from '../decodeBody.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';

const gvk = { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' };
const shortest = 600;
const longest = 2 ** 32;

function checkExpiration(request: Json): void {
  const seconds = request.spec.expirationSeconds;
  const refuse = (why: string) => invalid({ group: 'authentication.k8s.io', resource: 'TokenRequest' }, '', [invalidValue('spec.expirationSeconds', seconds, why)]);
  if (seconds < shortest) throw refuse('may not specify a duration less than 10 minutes');
  if (seconds > longest) throw refuse('may not specify a duration larger than 2^32 seconds');
}

function claimsOf(context: ResourceContext, account: KubeObject, request: Json): Json {
  const { options } = context.server;
  const seconds = Math.floor(context.now / 1000);
  const { name, namespace, uid } = account.metadata;
  const bound = request.spec.boundObjectRef;
  return {
    aud: request.spec.audiences,
    exp: seconds + request.spec.expirationSeconds,
    iat: seconds,
    iss: options.pki.issuer,
    jti: uuid(options.seed, 'token', namespace ?? '', name, context.now),
    'kubernetes.io': { namespace, ...(bound ? { [bound.kind.toLowerCase()]: { name: bound.name, uid: bound.uid } } : {}), serviceaccount: { name, uid } },
    nbf: seconds,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
}

export const token: SubresourceHandlers = {
  POST(context) {
    const account = getObject(context);
    const request = decodeKind(context, gvk);
    request.spec.expirationSeconds ??= 3600;
    if (!request.spec.audiences?.length) request.spec.audiences = [context.server.options.pki.issuer];
    checkExpiration(request);
    const claims = claimsOf(context, account, request);
    const status = { token: signJwt(claims, context.server.options.pki.serviceAccountKey), expirationTimestamp: formatTime(claims.exp * 1000) };
    return {
      code: 201,
      body: { ...request, metadata: { ...request.metadata, name: account.metadata.name, namespace: account.metadata.namespace, creationTimestamp: formatTime(context.now) }, status },
    };
  },
};
