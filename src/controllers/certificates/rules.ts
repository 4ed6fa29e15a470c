// What the signers of Kubernetes itself require of a request: why they refuse it, or nothing (upstream: pkg/apis/certificates/helpers.go).
import type { CertificateRequest } from '../../apimachinery/x509.ts';

export type Rule = (request: CertificateRequest, usages: readonly string[]) => string | undefined;

/** Keys that are not RSA encipher no keys. */
const optional = 'key encipherment';

function exactly(usages: readonly string[], required: readonly string[]): string | undefined {
  const given = new Set([...usages, optional]);
  const holds = given.size === required.length && required.every((usage) => given.has(usage));
  return holds ? undefined : `usages did not match [${required.join(' ')}]`;
}

const organization = ({ O }: CertificateRequest): string | undefined => (O.length === 1 && O[0] === 'system:nodes' ? undefined : 'subject organization is not system:nodes');
const commonName = ({ CN }: CertificateRequest): string | undefined => (CN.startsWith('system:node:') ? undefined : 'subject common name does not begin with system:node:');

export const clientRule: Rule = (_, usages) => {
  const wrong = usages.find((usage) => !['digital signature', 'key encipherment', 'client auth'].includes(usage));
  if (wrong) return `invalid usage for client certificate: ${wrong}`;
  return usages.includes('client auth') ? undefined : 'missing required usage for client certificate: client auth';
};

export const kubeletClientRule: Rule = (request, usages) => {
  const forbidden = request.dnsNames.length > 0 ? 'DNS' : request.ips.length > 0 ? 'IP' : undefined;
  return organization(request) ?? (forbidden && `${forbidden} subjectAltNames are not allowed`) ?? commonName(request) ?? exactly(usages, ['client auth', 'digital signature', 'key encipherment']);
};

export const kubeletServingRule: Rule = (request, usages) =>
  organization(request) ??
  (request.dnsNames.length + request.ips.length === 0 ? 'DNS or IP subjectAltName is required' : undefined) ??
  exactly(usages, ['digital signature', 'key encipherment', 'server auth']) ??
  commonName(request);
