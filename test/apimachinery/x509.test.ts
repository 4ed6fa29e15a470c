// Certificates and tokens: what is issued reads back, verifies, and is believed by openssl where there is one.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import rsaKeys from '../../src/profiles/facts/keys.json' with { type: 'json' };
import { createCertificateRequest, ecKeyPair, issueCertificate, parseCertificate, parseCertificateRequest, rsaKeyPair, signJwt, verify, verifyJwt } from '../../src/apimachinery/x509.ts';

const caKeys = rsaKeyPair(rsaKeys.ca);
const keys = rsaKeyPair(rsaKeys['admin.conf']);
const dates = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2056, 0, 1) };
const ca = issueCertificate({ subject: { CN: 'kubernetes' }, issuer: { CN: 'kubernetes' }, serial: 0, ...dates, isCA: true, publicKey: caKeys.publicKey, signKey: caKeys.privateKey });
const leaf = issueCertificate({
  subject: { CN: 'kubernetes-admin', O: ['system:masters', 'b'] },
  issuer: { CN: 'kubernetes' },
  serial: 0xfedcba9876543210n,
  ...dates,
  notAfter: Date.UTC(2027, 0, 1),
  usages: ['digital signature', 'key encipherment', 'client auth'],
  dnsNames: ['node01', '*.local'],
  ips: ['10.96.0.1', 'fd00::1'],
  publicKey: keys.publicKey,
  signKey: caKeys.privateKey,
});

const folder = mkdtempSync(join(tmpdir(), 'x509-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test('a certificate reads back and verifies', () => {
  expect(parseCertificate(leaf)).toMatchObject({
    CN: 'kubernetes-admin',
    O: ['system:masters', 'b'],
    issuer: { CN: 'kubernetes', O: [] },
    serial: 0xfedcba9876543210n,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    isCA: false,
    dnsNames: ['node01', '*.local'],
    ips: ['10.96.0.1', 'fd00::1'],
    publicKey: keys.publicKey,
  });
  expect(verify(leaf, ca)).toBe(true);
  expect(verify(ca, leaf)).toBe(false);
  const other = issueCertificate({ subject: { CN: 'kubernetes' }, issuer: { CN: 'kubernetes' }, serial: 1, ...dates, isCA: true, publicKey: keys.publicKey, signKey: keys.privateKey });
  expect(verify(leaf, other)).toBe(false);
});

test.skipIf(!hasOpenssl)('openssl believes it', () => {
  expect(execFileSync('openssl', ['verify', '-CAfile', file('ca.crt', ca), file('leaf.crt', leaf)]).toString()).toContain('leaf.crt: OK');
  const text = execFileSync('openssl', ['x509', '-noout', '-text', '-in', file('leaf.crt', leaf)]).toString();
  for (const line of [
    'Digital Signature, Key Encipherment',
    'TLS Web Client Authentication',
    'DNS:node01, DNS:*.local, IP Address:10.96.0.1, IP Address:FD00:0:0:0:0:0:0:1',
    'Not After : Jan  1 00:00:00 2027 GMT',
  ])
    expect(text).toContain(line);
});

test.skipIf(!hasOpenssl)('an RSA authority signs as openssl expects, for a key on a curve too', () => {
  const ec = ecKeyPair(Buffer.alloc(32, 3));
  const root = issueCertificate({ subject: { CN: 'r' }, issuer: { CN: 'r' }, serial: 5, ...dates, isCA: true, publicKey: caKeys.publicKey, signKey: caKeys.privateKey });
  const node = issueCertificate({ subject: { CN: 'n' }, issuer: { CN: 'r' }, serial: 6, ...dates, usages: ['client auth'], publicKey: ec.publicKey, signKey: caKeys.privateKey });
  expect(verify(node, root)).toBe(true);
  expect(execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', file('r.crt', root), file('n.crt', node + ec.privateKey)]).toString()).toContain('OK');
  const text = execFileSync('openssl', ['x509', '-noout', '-text', '-in', join(folder, 'n.crt')]).toString();
  for (const line of ['sha256WithRSAEncryption', 'id-ecPublicKey', 'X509v3 Authority Key Identifier']) expect(text).toContain(line);
  execFileSync('openssl', ['pkey', '-in', join(folder, 'n.crt'), '-check'], { stdio: 'ignore' });
});

test.skipIf(!hasOpenssl)('requests of openssl are read, and forged ones refused', () => {
  for (const kind of [['rsa:2048'], ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'], ['ed25519']]) {
    const args = ['req', '-new', '-newkey', ...kind, '-nodes', '-keyout', join(folder, 'k'), '-subj', '/O=dev/O=ops/CN=jane', '-addext', 'subjectAltName=DNS:a.b,IP:1.2.3.4'];
    const request = execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    expect(parseCertificateRequest(request)).toMatchObject({ CN: 'jane', O: ['dev', 'ops'], dnsNames: ['a.b'], ips: ['1.2.3.4'] });
  }
  const own = createCertificateRequest({ CN: 'jane', O: ['dev'] }, keys);
  expect(execFileSync('openssl', ['req', '-noout', '-verify', '-subject', '-in', file('own.csr', own)], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()).toContain('jane');
  const bytes = Buffer.from(own.split('\n').slice(1, -2).join(''), 'base64');
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1;
  expect(() => parseCertificateRequest(`-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`)).toThrow('invalid signature');
});

test('tokens', () => {
  const signer = rsaKeyPair(rsaKeys.sa);
  const token = signJwt({ sub: 'system:serviceaccount:a:b', exp: 1 }, signer.privateKey);
  expect(token.startsWith('eyJhbGciOiJSUzI1NiIsImtpZCI6I')).toBe(true);
  expect(verifyJwt(token, signer.publicKey)).toEqual({ sub: 'system:serviceaccount:a:b', exp: 1 });
  expect(verifyJwt(token, caKeys.publicKey)).toBeUndefined();
  expect(verifyJwt('nonsense', signer.publicKey)).toBeUndefined();
});
