// Approves the client certificates of kubelets that are allowed to have them.
import { formatTime } from '../../apimachinery/object.ts';
import { parseCertificateRequest } from '../../apimachinery/x509.ts';
import type { Client, Component } from '../../client/index.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { controllerCredential } from '../shared/identity.ts';
import { kubeletClientRule } from './rules.ts';

const resource = 'certificatesigningrequests.certificates.k8s.io';
const signer = 'kubernetes.io/kube-apiserver-client-kubelet';

/** A node may renew its own certificate, or ask for its first one; each is a right of its own. */
const rights = [
  { subresource: 'selfnodeclient', itself: true, message: 'Auto approving self kubelet client certificate after SubjectAccessReview.' },
  { subresource: 'nodeclient', itself: false, message: 'Auto approving kubelet client certificate after SubjectAccessReview.' },
];

export const certificateApprover: Component = {
  name: 'certificatesigningrequest-approving-controller',
  credential: controllerCredential('certificate-controller'),
  watches: [{ resource }],
  reconcile(name, { client, now }) {
    const object = client.find(resource, name);
    if (!object || object.spec.signerName !== signer || object.status?.certificate || object.status?.conditions?.length) return undefined;
    const request = parseCertificateRequest(Buffer.from(object.spec.request, 'base64').toString('latin1'));
    if (kubeletClientRule(request, object.spec.usages ?? [])) return undefined;
    const right = rights.find(({ subresource, itself }) => (!itself || object.spec.username === request.CN) && mayHave(client, object, subresource));
    if (!right) return undefined;
    const time = formatTime(now);
    const condition = { type: 'Approved', status: 'True', reason: 'AutoApproved', message: right.message, lastUpdateTime: time, lastTransitionTime: time };
    client.replace(resource, { ...object, status: { ...object.status, conditions: [condition] } }, 'approval');
    return undefined;
  },
};

function mayHave(client: Client, { spec }: KubeObject, subresource: string): boolean {
  const review = client.create('subjectaccessreviews.authorization.k8s.io', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: {},
    spec: {
      user: spec.username,
      ...(spec.uid ? { uid: spec.uid } : {}),
      ...(spec.groups ? { groups: spec.groups } : {}),
      resourceAttributes: { group: 'certificates.k8s.io', resource: 'certificatesigningrequests', verb: 'create', subresource, version: '*' },
    },
  });
  return Boolean(review.status?.allowed);
}
