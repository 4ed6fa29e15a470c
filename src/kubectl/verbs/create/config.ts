// kubectl create configmap, secret generic, secret tls, secret docker-registry.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { configMapHash, secretHash } from './hash.ts';
import { generator, metadataOf } from './shared.ts';
import { addFiles, type Data, dataOf } from './sources.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The text, when the bytes are valid UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function appendHash(call: Call, object: Json, hash: (object: Json) => string): Json {
  return call.flags.bool('append-hash') ? { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-${hash(object)}` } } : object;
}

export const configmap: Verb = generator({
  command: 'create configmap',
  failure: 'failed to create configmap: ',
  build(call, name) {
    const data: Record<string, string> = {};
    const binaryData: Record<string, string> = {};
    for (const [key, bytes] of dataOf(call, { kind: 'ConfigMap', name })) {
      const text = textOf(bytes);
      if (text === undefined) binaryData[key] = base64(bytes);
      else data[key] = text;
    }
    const object = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: metadataOf(call, name),
      ...(Object.keys(data).length > 0 ? { data } : {}),
      ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}),
    };
    return appendHash(call, object, configMapHash);
  },
});

function secretOf(call: Call, name: string, type: string, data: Data): Json {
  const encoded = Object.fromEntries([...data].map(([key, bytes]) => [key, base64(bytes)]));
  const object = { kind: 'Secret', apiVersion: 'v1', metadata: metadataOf(call, name), ...(data.size > 0 ? { data: encoded } : {}), ...(type ? { type } : {}) };
  return appendHash(call, object, secretHash);
}

const failure = 'failed to create secret ';

export const secretGeneric: Verb = generator({
  command: 'create secret generic',
  failure,
  build: (call, name) => secretOf(call, name, call.flags.string('type'), dataOf(call, { kind: 'Secret', name })),
});

function readFor(call: Call, path: string): string {
  try {
    return call.environment.files.readFile(path);
  } catch (error) {
    throw new CommandError(`Cannot read file ${path}, ${(error as Error).message}`);
  }
}

/** A certificate and the key that belongs to it; Go's sentences when they are not (crypto/tls.X509KeyPair). */
function checkKeyPair(certificate: string, key: string): void {
  if (!/-----BEGIN [A-Z ]+-----/.test(certificate)) throw new CommandError('tls: failed to find any PEM data in certificate input');
  if (!certificate.includes('-----BEGIN CERTIFICATE-----'))
    throw new CommandError('tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [PRIVATE KEY]');
  if (!/-----BEGIN [A-Z ]+-----/.test(key)) throw new CommandError('tls: failed to find any PEM data in key input');
  if (!/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(key)) throw new CommandError('tls: found a certificate rather than a key in the PEM for the private key');
  let matches: boolean;
  try {
    matches = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new CommandError('tls: failed to parse private key');
  }
  if (!matches) throw new CommandError('tls: private key does not match public key');
}

export const secretTls: Verb = generator({
  command: 'create secret tls',
  failure,
  check(call) {
    if (!call.flags.string('key') || !call.flags.string('cert')) throw new CommandError('key and cert must be specified');
  },
  build(call, name) {
    const certificate = readFor(call, call.flags.string('cert'));
    const key = readFor(call, call.flags.string('key'));
    checkKeyPair(certificate, key);
    const encode = new TextEncoder();
    return secretOf(
      call,
      name,
      'kubernetes.io/tls',
      new Map([
        ['tls.crt', encode.encode(certificate)],
        ['tls.key', encode.encode(key)],
      ]),
    );
  },
});

export const secretDockerRegistry: Verb = generator({
  command: 'create secret docker-registry',
  failure,
  check({ flags }) {
    const complete = flags.string('docker-username') && flags.string('docker-password') && flags.string('docker-server');
    if (flags.list('from-file').length === 0 && !complete) throw new CommandError('either --from-file or the combination of --docker-username, --docker-password and --docker-server is required');
  },
  build(call, name) {
    const { flags } = call;
    const type = 'kubernetes.io/dockerconfigjson';
    const data: Data = new Map();
    addFiles(call, data, { kind: 'Secret', name });
    if (data.size > 0) return secretOf(call, name, type, data);
    const [username, password, email] = [flags.string('docker-username'), flags.string('docker-password'), flags.string('docker-email')];
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    const config = { auths: { [flags.string('docker-server')]: { username, password, ...(email ? { email } : {}), auth } } };
    return secretOf(call, name, type, new Map([['.dockerconfigjson', new TextEncoder().encode(JSON.stringify(config))]]));
  },
});
