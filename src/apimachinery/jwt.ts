// Signed tokens (JWT with RS256), as the API server gives them to service accounts.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The id of a public key in a token's header: a hash of it. */
const keyId = (publicKey: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ format: 'der', type: 'spki' }))
    .digest('base64url');

/** A token that says these claims. `privateKey` is PEM. */
export function signJwt(claims: Readonly<Record<string, unknown>>, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  const kid = keyId(createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString());
  const body = `${encoded({ alg: 'RS256', kid })}.${encoded(claims)}`;
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

/** The claims of a token that this key signed; nothing for any other text. Who asks must look at the dates. */
export function verifyJwt(token: string, publicKey: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const [head, claims, signature] = parts as [string, string, string];
  try {
    if (JSON.parse(Buffer.from(head, 'base64url').toString()).alg !== 'RS256') return undefined;
    if (!verify('sha256', Buffer.from(`${head}.${claims}`), createPublicKey(publicKey), Buffer.from(signature, 'base64url'))) return undefined;
    return JSON.parse(Buffer.from(claims, 'base64url').toString());
  } catch {
    return undefined;
  }
}
