// POST serviceaccounts/NAME/token: a signed token for a service account, bound and for a time.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { badRequest, conflict, invalid, notFound } from '../../apimachinery/status.ts';
import { signJwt } from '../../apimachinery/x509.ts';
import { splitGroupVersion } from '../../apis/resources.ts';
import { uuid } from '../../sim/index.ts';
import type { ResourceContext } from '../context.ts';
import { decodeKind } from '../decodeBody.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';

const gvk = { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' };
const shortest = 600;
const longest = 2 ** 32;

/** kubelets ask for so many seconds: such tokens live on for a year, so that old clients which never read a new one keep working. */
const warnOnly = 3607;
const extension = 365 * 24 * 3600;

function checkExpiration(request: Json): void {
  const seconds = request.spec.expirationSeconds;
  const refuse = (why: string) => invalid({ group: 'authentication.k8s.io', resource: 'TokenRequest' }, '', [invalidValue('spec.expirationSeconds', seconds, why)]);
  if (seconds < shortest) throw refuse('may not specify a duration less than 10 minutes');
  if (seconds > longest) throw refuse('may not specify a duration larger than 2^32 seconds');
}

const boundResources: Readonly<Record<string, string>> = { Pod: 'pods', Secret: 'secrets', Node: 'nodes' };

function stored(context: ResourceContext, resource: string, name: string): KubeObject | undefined {
  const info = context.server.resourceNamed(resource);
  return info && context.server.storage.get(info, context.info.namespace, name);
}

const named = ({ metadata }: KubeObject): Json => ({ name: metadata.name, uid: metadata.uid });

/** What the token ends with, as claims: the object, and of a pod its node. */
function boundClaims(context: ResourceContext, account: KubeObject, ref: Json): Record<string, Json> {
  if (!ref) return {};
  const { group, version } = splitGroupVersion(ref.apiVersion ?? '');
  const resource = group === '' ? boundResources[ref.kind] : undefined;
  if (!resource) throw badRequest(`cannot bind token to object of type ${group}/${version}, Kind=${ref.kind ?? ''}`);
  const object = stored(context, resource, ref.name);
  if (!object) throw notFound({ group: '', resource }, ref.name);
  const isPod = resource === 'pods';
  if (isPod && object.spec.serviceAccountName !== account.metadata.name)
    throw badRequest(`cannot bind token for serviceaccount ${JSON.stringify(account.metadata.name)} to pod running with different serviceaccount name.`);
  if (ref.uid && ref.uid !== object.metadata.uid)
    throw conflict(
      { group: '', resource: ref.kind },
      ref.name,
      `the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    );
  const node = isPod && object.spec.nodeName ? stored(context, 'nodes', object.spec.nodeName) : undefined;
  return { ...(node ? { node: named(node) } : {}), [ref.kind.toLowerCase()]: named(object) };
}

function claimsOf(context: ResourceContext, account: KubeObject, request: Json): Json {
  const { options, storage } = context.server;
  const { audiences, expirationSeconds, boundObjectRef } = request.spec;
  const bound = boundClaims(context, account, boundObjectRef);
  const seconds = Math.floor(context.now / 1000);
  const isExtended = bound.pod !== undefined && expirationSeconds === warnOnly && audiences.every((audience: string) => audience === options.pki.issuer);
  const { name, namespace } = account.metadata;
  return {
    aud: audiences,
    exp: seconds + (isExtended ? extension : expirationSeconds),
    iat: seconds,
    iss: options.pki.issuer,
    jti: uuid(options.seed, 'token', namespace ?? '', name, context.now, storage.etcd.revision),
    'kubernetes.io': { namespace, ...bound, serviceaccount: named(account), ...(isExtended ? { warnafter: seconds + warnOnly } : {}) },
    nbf: seconds,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
}

export const token: SubresourceHandlers = {
  POST(context) {
    const account = getObject(context);
    const request = decodeKind(context, gvk);
    const { issuer, serviceAccountKey } = context.server.options.pki;
    request.spec.expirationSeconds ??= 3600;
    if (!request.spec.audiences?.length) request.spec.audiences = [issuer];
    request.spec.boundObjectRef ??= null;
    checkExpiration(request);
    const status = {
      token: signJwt(claimsOf(context, account, request), serviceAccountKey),
      expirationTimestamp: formatTime(context.now + request.spec.expirationSeconds * 1000),
    };
    const { name, namespace } = account.metadata;
    return { code: 201, body: { ...request, metadata: { ...request.metadata, name, namespace, creationTimestamp: formatTime(context.now) }, status } };
  },
};
