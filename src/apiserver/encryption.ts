// Encryption at rest (--encryption-provider-config): what of etcd's values is sealed, with which key, and how it is read again.
// A sealed value is a text of bytes (latin1) behind the prefix that names the provider and the key.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { resourceText, type ResourceInfo } from '../apis/resources.ts';
import type { Json } from '../apimachinery/object.ts';
import { internalError } from '../apimachinery/status.ts';
import { parseYaml } from '../apimachinery/yaml.ts';

interface Provider {
  /** `k8s:enc:aescbc:v1:key1:`; nothing for identity. */
  prefix: string;
  seal(text: string, nonce: Buffer): Buffer;
  open(sealed: Buffer): string;
}

interface Rule {
  resources: readonly string[];
  providers: readonly Provider[];
}

const tagLength = 16;

/** Sealed with a nonce in front and a tag behind. */
function authenticated(algorithm: 'aes-256-gcm' | 'chacha20-poly1305', key: Buffer): Omit<Provider, 'prefix'> {
  // The type of the options wants one algorithm; both take the same.
  const named = (algorithm === 'aes-256-gcm' ? `aes-${key.length * 8}-gcm` : algorithm) as 'aes-256-gcm';
  return {
    seal(text, nonce) {
      const iv = nonce.subarray(0, 12);
      const cipher = createCipheriv(named, key, iv, { authTagLength: tagLength });
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      const decipher = createDecipheriv(named, key, sealed.subarray(0, 12), { authTagLength: tagLength });
      decipher.setAuthTag(sealed.subarray(-tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(12, -tagLength)), decipher.final()]).toString('utf8');
    },
  };
}

function blocks(key: Buffer): Omit<Provider, 'prefix'> {
  const algorithm = `aes-${key.length * 8}-cbc`;
  return {
    seal(text, nonce) {
      const cipher = createCipheriv(algorithm, key, nonce.subarray(0, 16));
      return Buffer.concat([nonce.subarray(0, 16), cipher.update(text, 'utf8'), cipher.final()]);
    },
    open(sealed) {
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 16));
      return Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]).toString('utf8');
    },
  };
}

const ciphers: Readonly<Record<string, (key: Buffer) => Omit<Provider, 'prefix'>>> = {
  aescbc: blocks,
  aesgcm: (key) => authenticated('aes-256-gcm', key),
  secretbox: (key) => authenticated('chacha20-poly1305', key),
};

const identity: Provider = { prefix: '', seal: (text) => Buffer.from(text), open: (sealed) => sealed.toString() };

/** The first key of a provider seals; all of them open. */
function providersIn(entry: Json): Provider[] {
  const [name = ''] = Object.keys(entry ?? {});
  if (name === 'identity') return [identity];
  return (entry[name]?.keys ?? []).map((key: Json) => ({ prefix: `k8s:enc:${name}:v1:${key.name}:`, ...ciphers[name]?.(Buffer.from(key.secret ?? '', 'base64')) }));
}

function rulesIn(text: string): Rule[] {
  const config: Json = parseYaml(text);
  return (config?.resources ?? []).map(({ resources = [], providers = [] }: Json) => ({ resources, providers: providers.flatMap(providersIn) }));
}

const read = new Map<string, Rule[]>();

function rulesOf(text: string): Rule[] {
  let rules = read.get(text);
  if (!rules) {
    rules = rulesIn(text);
    read.set(text, rules);
  }
  return rules;
}

const covers = (rule: Rule, info: ResourceInfo): boolean => [resourceText(info), `*.${info.group}`, '*.*'].some((name) => rule.resources.includes(name));

function providersFor(config: string | undefined, info: ResourceInfo): readonly Provider[] {
  return (config === undefined ? undefined : rulesOf(config).find((rule) => covers(rule, info))?.providers) ?? [identity];
}

/** What is written for an object: itself, or its sealed text. */
export function sealed(config: string | undefined, info: ResourceInfo, key: string, revision: number, object: Json): unknown {
  const [provider = identity] = providersFor(config, info);
  if (provider === identity) return object;
  const nonce = createHash('sha256').update(`${key} ${revision}`).digest();
  return provider.prefix + provider.seal(JSON.stringify(object), nonce).toString('latin1');
}

/** Throws the server's internal error when no key opens the value. */
export function opened(config: string | undefined, info: ResourceInfo, key: string, value: unknown): Json {
  if (typeof value !== 'string') return value;
  const provider = providersFor(config, info).find(({ prefix }) => prefix !== '' && value.startsWith(prefix));
  if (!provider) throw internalError(`unable to transform key ${JSON.stringify(key)}: no matching prefix found`);
  return JSON.parse(provider.open(Buffer.from(value.slice(provider.prefix.length), 'latin1')));
}

/** Whether the value is not written as it would be now. */
export function isStaleValue(config: string | undefined, info: ResourceInfo, value: unknown): boolean {
  const [{ prefix } = identity] = providersFor(config, info);
  return prefix === '' ? typeof value === 'string' : !(typeof value === 'string' && value.startsWith(prefix));
}
