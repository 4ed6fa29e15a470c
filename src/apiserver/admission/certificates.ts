// Certificate signing requests: who may approve for a signer, who may sign for it, and what nobody gets.
import { parseCertificateRequest } from '../../apimachinery/x509.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './types.ts';

const isFor = ({ resourceText, operation, subresource }: AdmissionRequest, wanted: 'CREATE' | 'UPDATE', part: string): boolean =>
  resourceText === 'certificatesigningrequests.certificates.k8s.io' && operation === wanted && subresource === part;

/** Rights are given for a signer, or for all signers of a domain: `example.com/*`. */
function may(verb: 'approve' | 'sign', signer: string, { context }: AdmissionRequest): boolean {
  const names = [signer, `${signer.split('/')[0]}/*`];
  return names.some((name) => {
    const attributes = { user: context.user, verb, isResource: true, path: '', group: 'certificates.k8s.io', resource: 'signers', subresource: '', namespace: undefined, name };
    return context.server.authorize(attributes).allowed;
  });
}

function check(verb: 'approve' | 'sign', request: AdmissionRequest): void {
  const signer: string = request.old?.spec.signerName ?? '';
  if (!may(verb, signer, request)) throw forbidden(request.resource, request.name, `user not permitted to ${verb} requests with signerName ${JSON.stringify(signer)}`);
}

export const certificateApproval: AdmissionPlugin = {
  name: 'CertificateApproval',
  validate(request) {
    if (isFor(request, 'UPDATE', 'approval')) check('approve', request);
  },
};

const signed = (object: Json): Json => ({ certificate: object?.status?.certificate, conditions: object?.status?.conditions ?? [] });

export const certificateSigning: AdmissionPlugin = {
  name: 'CertificateSigning',
  validate(request) {
    if (isFor(request, 'UPDATE', 'status') && !deepEqual(signed(request.object), signed(request.old))) check('sign', request);
  },
};

const clientSigner = 'kubernetes.io/kube-apiserver-client';

function organizations(object: Json): readonly string[] {
  try {
    return parseCertificateRequest(Buffer.from(object.spec.request, 'base64').toString('latin1')).O;
  } catch {
    return []; // validation has said what is wrong with it
  }
}

export const certificateSubjectRestriction: AdmissionPlugin = {
  name: 'CertificateSubjectRestriction',
  validate(request) {
    if (!isFor(request, 'CREATE', '') || request.object.spec.signerName !== clientSigner || !organizations(request.object).includes('system:masters')) return;
    throw forbidden(request.resource, request.name, `use of ${clientSigner} signer with system:masters group is not allowed`);
  },
};
