// Who asks over TLS: a client certificate, a bearer token, or nobody in particular. The API server decides what it is worth.
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Credential } from '../client/index.ts';

const pem = (der: Buffer): string => `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

/** Of a connection, which is asked for each of its requests. */
const certificates = new WeakMap<object, string | undefined>();

function certificateOf(socket: TLSSocket): string | undefined {
  if (!certificates.has(socket)) {
    const { raw } = socket.getPeerCertificate();
    certificates.set(socket, raw ? pem(raw) : undefined);
  }
  return certificates.get(socket);
}

export function credentialOf({ headers, socket }: IncomingMessage): Credential {
  const certificate = certificateOf(socket as TLSSocket);
  if (certificate) return { kind: 'certificate', certificate };
  const [, scheme, token = ''] = /^(\S+)(?:\s+(.*))?$/.exec(headers.authorization ?? '') ?? [];
  // Other schemes are nobody's here: an authenticator that does not know them says nothing.
  return scheme?.toLowerCase() === 'bearer' && token.trim() !== '' ? { kind: 'token', token: token.trim() } : { kind: 'none' };
}
