// Signing requests: what is signed and for how long, what each signer refuses, and that the certificate is believed.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import { createCertificateRequest, parseCertificate, rsaKeyPair, verify } from '../../src/apimachinery/x509.ts';
import type { ApiRequest, Credential, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { kubeletClientRule, kubeletServingRule } from '../../src/controllers/certificates/rules.ts';
import rsaKeys from '../../src/profiles/facts/keys.json' with { type: 'json' };

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };
const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const keys = rsaKeyPair(rsaKeys['front-proxy-client']);

let state: ClusterState;
let cluster: Cluster;

beforeEach(() => {
  state = structuredClone(newborn);
  cluster = new Cluster(state);
  cluster.advance(cluster.now + 5000);
});

function ask(method: ApiRequest['method'], at: string, body?: Json, credential: Credential = admin): Json {
  const { body: answer } = (cluster.transport as Transport).request({ method, path: at, body, credential });
  return answer.kind === 'Status' && answer.status === 'Failure' ? answer.message : answer;
}

const request = (O: string[], CN: string): string => Buffer.from(createCertificateRequest({ CN, O }, keys)).toString('base64');
const make = (spec: Json): Json =>
  ask('POST', path, { metadata: { name: 'r' }, spec: { signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'], request: request(['ops'], 'anna'), ...spec } });

function approve(): Json {
  const object = structuredClone(ask('GET', `${path}/r`));
  object.status.conditions = [{ type: 'Approved', status: 'True', reason: 'KubectlApprove', message: 'm' }];
  ask('PUT', `${path}/r/approval`, object);
  return ask('GET', `${path}/r`).status;
}

test('an approved request is signed for as long as it asks, and the certificate is believed until then', () => {
  make({ expirationSeconds: 600 });
  const pem = Buffer.from(approve().certificate, 'base64').toString();
  const certificate = parseCertificate(pem);
  expect(certificate).toMatchObject({ CN: 'anna', O: ['ops'], notBefore: '2026-11-20T23:55:05Z', notAfter: '2026-11-21T00:10:05Z' });
  expect(verify(certificate, state.pki.ca)).toBe(true);
  const anna: Credential = { kind: 'certificate', certificate: pem };
  expect(ask('GET', '/api/v1/pods', undefined, anna)).toBe('pods is forbidden: User "anna" cannot list resource "pods" in API group "" at the cluster scope');
  expect(ask('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {}, anna).status.userInfo.groups).toEqual(['ops', 'system:authenticated']);
  cluster.advance(cluster.now + 601_000);
  expect(ask('GET', '/api/v1/pods', undefined, anna)).toBe('Unauthorized');
});

test('nobody becomes a master this way', () => {
  expect(make({ request: request(['system:masters'], 'eve') })).toBe(
    'certificatesigningrequests.certificates.k8s.io "r" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed',
  );
});

test.each([
  [['server auth'], 'invalid usage for client certificate: server auth'],
  [['digital signature'], 'missing required usage for client certificate: client auth'],
])('usages %j are no client', (usages, message) => {
  make({ usages });
  expect(approve().conditions.at(-1)).toMatchObject({ type: 'Failed', status: 'True', reason: 'SignerValidationFailure', message });
});

test('a signer of somebody else is left alone', () => {
  make({ signerName: 'example.com/mine' });
  expect(approve()).not.toHaveProperty('certificate');
});

describe('kubelets', () => {
  const node = { subject: { CN: 'system:node:n', O: ['system:nodes'] }, CN: 'system:node:n', O: ['system:nodes'], dnsNames: [] as string[], ips: [] as string[], publicKey: '' };
  const client = ['client auth', 'digital signature'];
  const serving = ['server auth', 'digital signature', 'key encipherment'];

  test.each([
    [kubeletClientRule, {}, client, undefined],
    [kubeletClientRule, { O: [] }, client, 'subject organization is not system:nodes'],
    [kubeletClientRule, { ips: ['1.2.3.4'] }, client, 'IP subjectAltNames are not allowed'],
    [kubeletClientRule, { CN: 'n' }, client, 'subject common name does not begin with system:node:'],
    [kubeletClientRule, {}, serving, 'usages did not match [client auth digital signature key encipherment]'],
    [kubeletServingRule, { dnsNames: ['n'] }, serving, undefined],
    [kubeletServingRule, {}, serving, 'DNS or IP subjectAltName is required'],
    [kubeletServingRule, { dnsNames: ['n'] }, ['server auth'], 'usages did not match [digital signature key encipherment server auth]'],
  ])('%o of %j for %j', (rule, change, usages, expected) => {
    expect(rule({ ...node, ...change }, usages)).toBe(expected);
  });
});
