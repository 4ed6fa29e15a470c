// Who asks: client certificates of the cluster's CA, service account tokens, or nobody in particular; then impersonation.
import { parseTime } from '../apimachinery/object.ts';
import { unauthorized } from '../apimachinery/status.ts';
import { type Certificate, fingerprint, parseCertificate, verify } from '../apimachinery/x509.ts';
import type { ApiRequest, Credential } from '../client/index.ts';
import type { Server } from './context.ts';
import { authenticateToken } from './serviceAccountTokens.ts';
import { anonymous, credentialId, serviceAccountUser, type UserInfo } from './users.ts';

export type { UserInfo } from './users.ts';

const parsed = new Map<string, Certificate>();

function certificateOf(pem: string): Certificate {
  let certificate = parsed.get(pem);
  if (!certificate) {
    certificate = parseCertificate(pem);
    parsed.set(pem, certificate);
  }
  return certificate;
}

function byCertificate(pem: string, server: Server, now: number): UserInfo {
  let certificate: Certificate;
  try {
    certificate = certificateOf(pem);
  } catch {
    throw unauthorized();
  }
  const inTime = parseTime(certificate.notBefore) <= now && now <= parseTime(certificate.notAfter);
  // What kubeadm issued at birth needs no arithmetic: its signatures are as old as the cluster.
  const ca = certificateOf(server.options.pki.ca);
  const isTrusted = (server.options.pki.issued(pem) && certificate.issuer.CN === ca.CN) || verify(certificate, ca);
  if (!inTime || !isTrusted) throw unauthorized();
  return {
    name: certificate.subject.CN,
    groups: [...certificate.subject.O, 'system:authenticated'],
    // Few ask for it, and what makes hashes takes long to load.
    get extra() {
      return { [credentialId]: [`X509SHA256=${fingerprint(certificate)}`] };
    },
  };
}

function byToken(token: string, server: Server, now: number): UserInfo {
  try {
    return authenticateToken(server, token, now).user;
  } catch {
    throw unauthorized();
  }
}

function authenticateCredential(credential: Credential, server: Server, now: number): UserInfo {
  switch (credential.kind) {
    case 'component':
      return { name: credential.user, groups: credential.groups.includes('system:authenticated') ? credential.groups : [...credential.groups, 'system:authenticated'] };
    case 'certificate':
      return byCertificate(credential.certificate, server, now);
    case 'token':
      return byToken(credential.token, server, now);
    case 'none':
      if (!server.options.flags().anonymousAuth) throw unauthorized();
      return anonymous;
  }
}

/** The groups that an impersonated user has besides those asked for. */
function impersonatedGroups(user: string, groups: readonly string[]): readonly string[] {
  if (groups.length === 0 && user.startsWith('system:serviceaccount:')) {
    const [namespace = '', name = ''] = user.slice('system:serviceaccount:'.length).split(':');
    return serviceAccountUser(namespace, name).groups;
  }
  if (user === 'system:anonymous') return groups.length > 0 ? groups : ['system:unauthenticated'];
  return groups.includes('system:authenticated') || groups.includes('system:unauthenticated') ? groups : [...groups, 'system:authenticated'];
}

/** Who asks, and whom they ask to be (which the authorizer has yet to allow). */
export function authenticate(request: ApiRequest, server: Server, now: number): { user: UserInfo; impersonated: UserInfo | undefined } {
  const user = authenticateCredential(request.credential, server, now);
  const as = request.headers?.impersonate;
  if (!as) return { user, impersonated: undefined };
  return { user, impersonated: { name: as.user, groups: impersonatedGroups(as.user, as.groups), ...(as.uid ? { uid: as.uid } : {}), ...(as.extra ? { extra: as.extra } : {}) } };
}
