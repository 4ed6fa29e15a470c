// Signs approved requests for the signers that Kubernetes itself serves.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { type CertificateRequest, issueCertificate, type KeyUsage, parseCertificate, parseCertificateRequest } from '../../apimachinery/x509.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import { bytes, type Instant } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { clientRule, kubeletClientRule, kubeletServingRule, type Rule } from './rules.ts';

const resource = 'certificatesigningrequests.certificates.k8s.io';

/** The authority that signs: kube-controller-manager reads it from its host (--cluster-signing-cert-file and -key-file). */
export interface Authority {
  certificate: string;
  key: string;
}

/** --cluster-signing-duration */
const longest = 365 * 86_400_000;
/** Certificates are valid from a little earlier, for clocks that are late; short ones lose nothing by it. */
const backdate = 300_000;
const short = 8 * 3_600_000;

const signers: Readonly<Record<string, Rule>> = {
  'kubernetes.io/kube-apiserver-client': clientRule,
  'kubernetes.io/kube-apiserver-client-kubelet': kubeletClientRule,
  'kubernetes.io/kubelet-serving': kubeletServingRule,
  'kubernetes.io/legacy-unknown': () => undefined,
};

const has = (request: KubeObject, type: string): boolean => (request.status?.conditions ?? []).some((c: Json) => c.type === type);

export const certificateSigner = (authorityOf: () => Authority | undefined): Component => ({
  name: 'certificatesigningrequest-signing-controller',
  credential: controllerCredential('certificate-controller'),
  watches: [{ resource }],
  reconcile(name, context) {
    const object = context.client.find(resource, name);
    const signer = object && signers[object.spec.signerName];
    const authority = authorityOf();
    if (signer && authority && has(object, 'Approved') && !has(object, 'Failed') && !object.status?.certificate) sign(object, signer, authority, context);
    return undefined;
  },
});

function sign(object: KubeObject, signer: Rule, authority: Authority, { client, now, seed }: ComponentContext): void {
  const request = parseCertificateRequest(Buffer.from(object.spec.request, 'base64').toString('latin1'));
  const trouble = signer(request, object.spec.usages ?? []);
  client.updateStatus(resource, object, (draft) => {
    draft.status ??= {};
    if (!trouble) draft.status.certificate = Buffer.from(issue(object, request, authority, now, seed)).toString('base64');
    else {
      const time = formatTime(now);
      const failed = { type: 'Failed', status: 'True', reason: 'SignerValidationFailure', message: trouble, lastUpdateTime: time, lastTransitionTime: time };
      draft.status.conditions = [...(draft.status.conditions ?? []), failed];
    }
  });
}

function issue(object: KubeObject, request: CertificateRequest, { certificate, key }: Authority, now: Instant, seed: string): string {
  const wanted = object.spec.expirationSeconds === undefined ? longest : Math.min(longest, object.spec.expirationSeconds * 1000);
  const { subject, dnsNames, ips, publicKey } = request;
  return issueCertificate({
    subject,
    issuer: parseCertificate(certificate).subject,
    serial: BigInt(`0x${Buffer.from(bytes(16, seed, 'certificate', object.metadata.uid ?? '')).toString('hex')}`),
    notBefore: now - backdate,
    notAfter: now + wanted - (wanted > short ? backdate : 0),
    publicKey,
    signKey: key,
    usages: (object.spec.usages ?? []) as KeyUsage[],
    dnsNames,
    ips,
  });
}
