// Certificates, certificate requests and signed tokens: a small PKI. RSA and Ed25519 keys sign, as what they sign is the same each time.
import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify as verifySignature, X509Certificate } from 'node:crypto';
import { type DerValue, bits, boolean, children, context, der, integer, nothing, octets, oid, oidText, pem, readDer, readPem, sequence, tags, time, timeOf, utf8 } from './der.ts';
import { ipAddressOf, ipText } from './ip.ts';

export { signJwt, verifyJwt } from './jwt.ts';

export interface Subject {
  CN: string;
  O: string[];
}

export interface KeyPair {
  /** PEM. */
  privateKey: string;
  /** PEM, SPKI. */
  publicKey: string;
}

export type KeyUsage = 'digital signature' | 'key encipherment' | 'cert sign' | 'client auth' | 'server auth';

export interface CertificateOptions {
  subject: { CN: string; O?: readonly string[] };
  issuer: { CN: string; O?: readonly string[] };
  serial: bigint | number;
  /** Milliseconds. */
  notBefore: number;
  notAfter: number;
  isCA?: boolean;
  dnsNames?: readonly string[];
  ips?: readonly string[];
  usages?: readonly KeyUsage[];
  /** PEM of the subject's public key. */
  publicKey: string;
  /** PEM of the issuer's private key. */
  signKey: string;
}

export interface Certificate {
  subject: Subject;
  CN: string;
  O: string[];
  issuer: Subject;
  serial: bigint;
  notBefore: string;
  notAfter: string;
  isCA: boolean;
  dnsNames: string[];
  ips: string[];
  publicKey: string;
  pem: string;
}

export interface CertificateRequest {
  subject: Subject;
  CN: string;
  O: string[];
  dnsNames: string[];
  ips: string[];
  publicKey: string;
}

const oids = {
  CN: '2.5.4.3',
  O: '2.5.4.10',
  ed25519: '1.3.101.112',
  prime256v1: '1.2.840.10045.3.1.7',
  sha256WithRSA: '1.2.840.113549.1.1.11',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  extensionRequest: '1.2.840.113549.1.9.14',
} as const;

/** A key on the curve P-256 that follows from 32 bytes. */
export function ecKeyPair(seed: Uint8Array): KeyPair {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(seed);
  const privateKey = pem('EC PRIVATE KEY', sequence(integer(1n), octets(ecdh.getPrivateKey()), context(0, oid(oids.prime256v1)), context(1, bits(ecdh.getPublicKey()))));
  return { privateKey, publicKey: spkiPem(createPublicKey(privateKey)) };
}

/** An RSA key from its PKCS #1 bytes in base64. */
export function rsaKeyPair(base64: string): KeyPair {
  const bytes = Buffer.from(base64, 'base64');
  return { privateKey: pem('RSA PRIVATE KEY', bytes), publicKey: spkiPem(createPublicKey({ key: bytes, format: 'der', type: 'pkcs1' })) };
}

interface Signing {
  key: KeyObject;
  algorithm: Buffer;
  digest: string | null;
}

function signingWith(privateKey: string): Signing {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType === 'rsa') return { key, algorithm: sequence(oid(oids.sha256WithRSA), nothing()), digest: 'sha256' };
  return { key, algorithm: sequence(oid(oids.ed25519)), digest: null };
}

/** What names a key in certificates: a hash of its bits, cut to 160 (RFC 7093). */
function keyIdOf(key: KeyObject): Buffer {
  const spki = readDer(key.export({ format: 'der', type: 'spki' }));
  const [, point] = children(spki) as [DerValue, DerValue];
  return createHash('sha256').update(point.content.subarray(1)).digest().subarray(0, 20);
}

const spkiPem = (key: KeyObject): string => key.export({ format: 'pem', type: 'spki' }).toString();

function nameDer({ CN, O = [] }: { CN: string; O?: readonly string[] }): Buffer {
  const part = (type: string, value: string): Buffer => der(tags.set, sequence(oid(type), utf8(value)));
  return sequence(...O.map((value) => part(oids.O, value)), ...(CN ? [part(oids.CN, CN)] : []));
}

const keyUsageBits: Partial<Record<KeyUsage, number>> = { 'digital signature': 0x80, 'key encipherment': 0x20, 'cert sign': 0x04 };

function ipBytes(text: string): Buffer {
  const address = ipAddressOf(text);
  if (!address) throw new Error(`${text} is not an IP address`);
  const length = address.family === 4 ? 8 : 32;
  return Buffer.from(address.bits.toString(16).padStart(length, '0'), 'hex');
}

function extensions({ isCA, usages = [], dnsNames = [], ips = [], publicKey, issuer, subject }: CertificateOptions, signer: KeyObject): Buffer {
  const extension = (type: string, isCritical: boolean, value: Buffer): Buffer => sequence(oid(type), ...(isCritical ? [boolean(true)] : []), octets(value));
  const items: Buffer[] = [];
  const usage = usages.reduce((sum, name) => sum | (keyUsageBits[name] ?? 0), isCA ? 0xa4 : 0);
  if (usage) items.push(extension(oids.keyUsage, true, bits(Buffer.from([usage]), Math.log2(usage & -usage))));
  const extended = [...(usages.includes('server auth') ? [oid(oids.serverAuth)] : []), ...(usages.includes('client auth') ? [oid(oids.clientAuth)] : [])];
  if (extended.length > 0) items.push(extension(oids.extKeyUsage, false, sequence(...extended)));
  items.push(extension(oids.basicConstraints, true, isCA ? sequence(boolean(true)) : sequence()));
  if (isCA) items.push(extension(oids.subjectKeyId, false, octets(keyIdOf(createPublicKey(publicKey)))));
  // Who signs for itself need not say whose key it was.
  if (!nameDer(issuer).equals(nameDer(subject))) items.push(extension(oids.authorityKeyId, false, sequence(context(0, keyIdOf(createPublicKey(signer)), false))));
  const names = [...dnsNames.map((name) => context(2, Buffer.from(name), false)), ...ips.map((ip) => context(7, ipBytes(ip), false))];
  if (names.length > 0) items.push(extension(oids.subjectAltName, false, sequence(...names)));
  return context(3, sequence(...items));
}

/** A certificate, signed. The answer is PEM. */
export function issueCertificate(options: CertificateOptions): string {
  const { subject, issuer, serial, notBefore, notAfter, publicKey, signKey } = options;
  const { key, algorithm, digest } = signingWith(signKey);
  const spki = createPublicKey(publicKey).export({ format: 'der', type: 'spki' });
  const validity = sequence(time(notBefore), time(notAfter));
  const body = sequence(context(0, integer(2n)), integer(BigInt(serial)), algorithm, nameDer(issuer), validity, nameDer(subject), spki, extensions(options, key));
  return pem('CERTIFICATE', sequence(body, algorithm, bits(sign(digest, body, key))));
}

function subjectOf(name: DerValue): Subject {
  const subject: Subject = { CN: '', O: [] };
  for (const set of children(name)) {
    for (const part of children(set)) {
      const [type, value] = children(part) as [DerValue, DerValue];
      const text = value.content.toString(value.tag === tags.utf8 ? 'utf8' : 'latin1');
      if (oidText(type.content) === oids.CN) subject.CN = text;
      else if (oidText(type.content) === oids.O) subject.O.push(text);
    }
  }
  return subject;
}

interface Extras {
  isCA: boolean;
  dnsNames: string[];
  ips: string[];
}

function ipOfBytes(bytes: Buffer): string {
  return ipText({ family: bytes.length === 4 ? 4 : 6, bits: BigInt(`0x${bytes.toString('hex')}`) });
}

function readExtensions(list: DerValue | undefined): Extras {
  const extras: Extras = { isCA: false, dnsNames: [], ips: [] };
  for (const extension of list ? children(list) : []) {
    const parts = children(extension);
    const type = oidText((parts[0] as DerValue).content);
    const value = readDer((parts[parts.length - 1] as DerValue).content);
    if (type === oids.basicConstraints) extras.isCA = children(value)[0]?.content[0] === 0xff;
    if (type !== oids.subjectAltName) continue;
    for (const name of children(value)) {
      if (name.tag === 0x82) extras.dnsNames.push(name.content.toString('latin1'));
      if (name.tag === 0x87) extras.ips.push(ipOfBytes(name.content));
    }
  }
  return extras;
}

/** Reads a certificate. Throws an Error when the text holds none. */
export function parseCertificate(text: string): Certificate {
  const bytes = readPem(text, 'CERTIFICATE');
  if (!bytes) throw new Error('data does not contain any valid RSA or ECDSA certificates');
  const [body] = children(readDer(bytes)) as [DerValue];
  const fields = children(body);
  const [serial, , issuer, validity, name, spki] = fields.slice(fields[0]?.tag === 0xa0 ? 1 : 0) as [DerValue, DerValue, DerValue, DerValue, DerValue, DerValue];
  const [notBefore, notAfter] = children(validity) as [DerValue, DerValue];
  const wrapped = fields.find((field) => field.tag === 0xa3);
  const subject = subjectOf(name);
  return {
    subject,
    ...subject,
    issuer: subjectOf(issuer),
    serial: BigInt(`0x${serial.content.toString('hex')}`),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    ...readExtensions(wrapped && readDer(wrapped.content)),
    publicKey: pem('PUBLIC KEY', spki.bytes),
    pem: pem('CERTIFICATE', bytes),
  };
}

/** SHA-256 of a certificate's bytes, in hex. */
export const fingerprint = (certificate: Certificate): string =>
  createHash('sha256')
    .update(readPem(certificate.pem, 'CERTIFICATE') as Buffer)
    .digest('hex');

/** Whether the CA signed the certificate, and may sign. Who asks must look at the dates. */
export function verify(certificate: Certificate | string, ca: Certificate | string): boolean {
  const issued = typeof certificate === 'string' ? parseCertificate(certificate) : certificate;
  const issuer = typeof ca === 'string' ? parseCertificate(ca) : ca;
  const isNamed = issued.issuer.CN === issuer.CN && issued.issuer.O.join('\n') === issuer.O.join('\n');
  return issuer.isCA && isNamed && new X509Certificate(issued.pem).verify(createPublicKey(issuer.publicKey));
}

const digests: Readonly<Record<string, string | null>> = {
  [oids.ed25519]: null,
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** Reads a request made by openssl or by this program, with any RSA, EC or Ed25519 key, and checks its signature. Throws an Error. */
export function parseCertificateRequest(text: string): CertificateRequest {
  const bytes = readPem(text, '(?:NEW )?CERTIFICATE REQUEST');
  if (!bytes) throw new Error('PEM block type must be CERTIFICATE REQUEST');
  const [body, algorithm, signature] = children(readDer(bytes)) as [DerValue, DerValue, DerValue];
  const [, name, spki, attributes] = children(body) as [DerValue, DerValue, DerValue, DerValue | undefined];
  const publicKey = pem('PUBLIC KEY', spki.bytes);
  const digest = digests[oidText((children(algorithm)[0] as DerValue).content)];
  if (digest === undefined) throw new Error('x509: cannot verify signature: algorithm unimplemented');
  if (!verifySignature(digest, body.bytes, createPublicKey(publicKey), signature.content.subarray(1))) throw new Error('x509: invalid signature');
  const asked = attributes && children(attributes).find((attribute) => oidText((children(attribute)[0] as DerValue).content) === oids.extensionRequest);
  const { dnsNames, ips } = readExtensions(asked && children(children(asked)[1] as DerValue)[0]);
  const subject = subjectOf(name);
  return { subject, ...subject, dnsNames, ips, publicKey };
}

/** A request for a certificate, signed with the key that it is for. The answer is PEM. */
export function createCertificateRequest(subject: { CN: string; O?: readonly string[] }, keys: KeyPair): string {
  const { key, algorithm, digest } = signingWith(keys.privateKey);
  const spki = createPublicKey(keys.publicKey).export({ format: 'der', type: 'spki' });
  const body = sequence(integer(0n), nameDer(subject), spki, context(0, Buffer.alloc(0)));
  return pem('CERTIFICATE REQUEST', sequence(body, algorithm, bits(sign(digest, body, key))));
}
