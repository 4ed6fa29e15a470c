// Bearer tokens of service accounts: those that TokenRequests give, bound and for a time, and the old ones that lie in secrets.
import { deepCopy, formatTime, type Json, type KubeObject, parseTime } from '../apimachinery/object.ts';
import { notFound } from '../apimachinery/status.ts';
import { verifyJwt } from '../apimachinery/x509.ts';
import type { Server } from './context.ts';
import { credentialId, serviceAccountUser, type UserInfo } from './users.ts';

/** Whose token it is, and for which of the audiences that were asked for. */
export interface TokenUser {
  user: UserInfo;
  audiences: readonly string[];
}

/** What is bound may be on its way out this long. */
const leeway = 60_000;
const legacyIssuer = 'kubernetes/serviceaccount';
const lastUsed = 'kubernetes.io/legacy-token-last-used';
const invalidSince = 'kubernetes.io/legacy-token-invalid-since';
const claim = (name: string): string => `kubernetes.io/serviceaccount/${name}`;
const invalidated = 'service account token has been invalidated';

/** Go's %q of a slice of strings. */
const quoted = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(' ')}]`;

/** The user of a token. Throws an Error with the API server's words when the token is not, or no longer, good. */
export function authenticateToken(server: Server, token: string, now: number, asked: readonly string[] = [server.options.pki.issuer]): TokenUser {
  const { pki } = server.options;
  const claims: Json = verifyJwt(token, pki.serviceAccountPublicKey);
  if (!claims) throw new Error(looksLikeOurs(token, pki.issuer) ? '[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]' : 'invalid bearer token');
  try {
    if (claims.iss === legacyIssuer) return legacy(server, token, claims, now, asked);
    if (claims.iss !== pki.issuer) throw undefined;
    return bound(server, claims, now, asked);
  } catch (error) {
    throw new Error(error === undefined ? 'invalid bearer token' : `[invalid bearer token, ${(error as Error).message}]`);
  }
}

function looksLikeOurs(token: string, issuer: string): boolean {
  try {
    return [issuer, legacyIssuer].includes(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).iss);
  } catch {
    return false;
  }
}

function audiencesOf(named: readonly string[], asked: readonly string[]): readonly string[] {
  const common = named.filter((audience) => asked.includes(audience));
  if (common.length === 0) throw new Error(`token audiences ${quoted(named)} is invalid for the target audiences ${quoted(asked)}`);
  return common;
}

function find(server: Server, resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
  const info = server.resourceNamed(resource);
  return info && server.storage.get(info, namespace, name);
}

const isGone = (object: KubeObject | undefined, now: number): boolean => !object || (object.metadata.deletionTimestamp !== undefined && parseTime(object.metadata.deletionTimestamp) < now - leeway);

/** `word` is how the two kinds of tokens call an account in their refusals. */
function checkAccount(server: Server, word: string, namespace: string, { name, uid }: { name: string; uid: string }, now: number): void {
  const account = find(server, 'serviceaccounts', namespace, name);
  if (!account) throw notFound({ group: '', resource: 'serviceaccounts' }, name);
  if (isGone(account, now)) throw new Error(`${word} ${namespace}/${name} has been deleted`);
  if (account.metadata.uid !== uid) throw new Error(`${word} UID (${account.metadata.uid}) does not match claim (${uid})`);
}

/** The kinds that a token can be bound to: their claim, where they are, and how a wrong UID is told. */
const bindings = [
  { field: 'secret', resource: 'secrets', isNamespaced: true, told: 'secret UID (%) does not match service account secret ref claim (%)' },
  { field: 'pod', resource: 'pods', isNamespaced: true, told: 'pod UID (%) does not match service account pod ref claim (%)' },
  { field: 'node', resource: 'nodes', isNamespaced: false, told: 'node UID (%) does not match service account node ref claim (%)' },
] as const;

function checkBindings(server: Server, claims: Json, now: number): void {
  for (const { field, resource, isNamespaced, told } of bindings) {
    const ref = claims[field];
    // The node of a pod is only told.
    if (!ref || (field === 'node' && claims.pod)) continue;
    const object = find(server, resource, isNamespaced ? claims.namespace : undefined, ref.name);
    if (isGone(object, now)) throw new Error(invalidated);
    const uid = object?.metadata.uid ?? '';
    if (uid !== ref.uid) throw new Error(told.replace('%', uid).replace('%', ref.uid));
  }
}

const about = (what: string): string => `authentication.kubernetes.io/${what}`;

function extraOf(jti: string | undefined, { pod, node }: Json): Record<string, readonly string[]> {
  const extra: Record<string, readonly string[]> = {};
  const told = { [credentialId]: jti && `JTI=${jti}`, [about('node-name')]: node?.name, [about('node-uid')]: node?.uid, [about('pod-name')]: pod?.name, [about('pod-uid')]: pod?.uid };
  for (const [key, value] of Object.entries(told)) if (value) extra[key] = [value];
  return extra;
}

function bound(server: Server, claims: Json, now: number, asked: readonly string[]): TokenUser {
  const own = claims['kubernetes.io'] ?? {};
  const audiences = audiencesOf(claims.aud ?? [], asked);
  if (claims.exp * 1000 < now) throw new Error('service account token has expired');
  if (claims.nbf * 1000 > now) throw new Error('service account token is not valid yet');
  checkAccount(server, 'service account', own.namespace, own.serviceaccount, now);
  checkBindings(server, own, now);
  const { name, uid } = own.serviceaccount;
  return { user: { ...serviceAccountUser(own.namespace, name), uid, extra: extraOf(claims.jti, own) }, audiences };
}

/** A token in a secret is good for as long as the secret holds it. */
function legacy(server: Server, token: string, claims: Json, now: number, asked: readonly string[]): TokenUser {
  const audiences = audiencesOf([server.options.pki.issuer], asked);
  const namespace: string = claims[claim('namespace')];
  const [secretName, name, uid] = [claims[claim('secret.name')], claims[claim('service-account.name')], claims[claim('service-account.uid')]];
  const secret = find(server, 'secrets', namespace, secretName);
  if (!secret || secret.metadata.deletionTimestamp !== undefined) throw new Error('Token has been invalidated');
  if (Buffer.from(secret.data?.token ?? '', 'base64').toString() !== token) throw new Error("Token does not match server's copy");
  checkAccount(server, 'ServiceAccount', namespace, { name, uid }, now);
  if (secret.metadata.labels?.[invalidSince]) {
    const advice = `Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the '${invalidSince}' label from the secret to temporarily allow use of this token`;
    throw new Error(`the token in secret ${namespace}/${secretName} for service account ${namespace}/${name} has been marked invalid. ${advice}`);
  }
  markUsed(server, secret, now);
  return { user: { ...serviceAccountUser(namespace, name), uid }, audiences };
}

/** The day on which a token in a secret was used last is a label of the secret. */
function markUsed(server: Server, secret: KubeObject, now: number): void {
  const day = formatTime(now).slice(0, 10);
  const info = server.resourceNamed('secrets');
  if (!info || secret.metadata.labels?.[lastUsed] === day) return;
  const draft = deepCopy(secret);
  draft.metadata.labels = { ...draft.metadata.labels, [lastUsed]: day };
  server.storage.replace(info, draft, secret);
}
