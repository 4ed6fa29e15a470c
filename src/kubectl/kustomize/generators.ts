// configMapGenerator and secretGenerator: objects made of literals, files and environment files.
import type { Json } from '../../apimachinery/object.ts';
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';
import { absolute, load, loadBytes } from './files.ts';
import { newResource, type Resource } from './resource.ts';

type Pair = [key: string, value: Uint8Array];

export interface Generated {
  resource: Resource;
  behavior: string;
}

interface Folder {
  environment: Environment;
  path: string;
}

/** Literals may be quoted as in a shell. */
function unquoted(value: string): string {
  const [first, last] = [value[0], value.at(-1)];
  return value.length >= 2 && first === last && (first === '"' || first === "'") ? value.slice(1, -1) : value;
}

function literalPair(source: string): Pair {
  const at = source.indexOf('=');
  if (at < 0) throw new CommandError(`invalid literal source ${source}, expected key=value`);
  if (at === 0) throw new CommandError(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, at), Buffer.from(unquoted(source.slice(at + 1)))];
}

function filePair({ environment, path }: Folder, source: string): Pair {
  const parts = source.split('=');
  if (parts.length > 2) throw new CommandError(`source ${JSON.stringify(source)} key name or file path contains '='`);
  const [key, file] = parts.length === 1 ? [source.split('/').at(-1) as string, source] : (parts as [string, string]);
  if (key === '') throw new CommandError(`missing key name for file path "${file}" in source "${source}"`);
  if (file === '') throw new CommandError(`missing file path for key name "${key}" in source "${source}"`);
  return [key, loadBytes(environment, path, file)];
}

function envPairs({ environment, path }: Folder, source: string): Pair[] {
  const pairs: Pair[] = [];
  for (const raw of load(environment, path, source)
    .replace(/^\ufeff/, '')
    .split('\n')) {
    const line = raw.replace(/\r$/, '').trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    const key = at < 0 ? line : line.slice(0, at);
    const bad = /[^-._a-zA-Z0-9]/.test(key);
    if (bad)
      throw new CommandError(
        `"${key}" is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      );
    const value = at < 0 ? (environment.env[key] ?? '') : line.slice(at + 1);
    pairs.push([key, Buffer.from(value)]);
  }
  return pairs;
}

function inSources<T>(what: string, sources: readonly string[], read: (source: string) => T): T[] {
  return sources.map((source) => {
    try {
      return read(source);
    } catch (error) {
      throw new CommandError(`loading KV pairs: ${what}: [${sources.join(' ')}]: ${(error as Error).message}`);
    }
  });
}

function pairsOf(folder: Folder, args: Json, kind: string): Map<string, Uint8Array> {
  const envs: string[] = [...(args.envs ?? []), ...(args.env ? [args.env] : [])];
  const literals: string[] = args.literals ?? [];
  const pairs = [
    ...inSources('env source files', envs, (source) => envPairs(folder, source)).flat(),
    ...literals.map((source) => {
      try {
        return literalPair(source);
      } catch (error) {
        throw new CommandError(`loading KV pairs: literal sources [${literals.join(' ')}]: ${(error as Error).message}`);
      }
    }),
    ...inSources('file sources', args.files ?? [], (source) => filePair(folder, source)),
  ];
  const data = new Map<string, Uint8Array>();
  for (const [key, value] of pairs) {
    if (data.has(key)) throw new CommandError(`${kind} ${args.name} illegally repeats the key \`${key}\``);
    data.set(key, value);
  }
  return data;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const lineLength = 70;

/** In lines, each of which ends, unless one holds it all. */
function base64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  return text.length < lineLength ? text : text.replace(/.{1,70}/g, '$&\n');
}

function configMapData(pairs: ReadonlyMap<string, Uint8Array>): Json {
  const data: Record<string, string> = {};
  const binaryData: Record<string, string> = {};
  for (const [key, bytes] of pairs) {
    const text = textOf(bytes);
    if (text === undefined) binaryData[key] = base64(bytes);
    else data[key] = text;
  }
  return { ...(Object.keys(data).length > 0 ? { data } : {}), ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}) };
}

const secretData = (pairs: ReadonlyMap<string, Uint8Array>): Json => (pairs.size > 0 ? { data: Object.fromEntries([...pairs].map(([key, bytes]) => [key, base64(bytes)])) } : {});

interface Options {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  immutable: boolean;
  hash: boolean;
}

/** What all generators are told, and what this one is. */
function optionsOf(all: Json = {}, own: Json = {}): Options {
  return {
    labels: { ...all.labels, ...own.labels },
    annotations: { ...all.annotations, ...own.annotations },
    immutable: Boolean(all.immutable || own.immutable),
    hash: !(all.disableNameSuffixHash || own.disableNameSuffixHash),
  };
}

export function generate(environment: Environment, path: string, kind: 'ConfigMap' | 'Secret', args: Json, common: Json): Generated {
  const folder: Folder = { environment, path: absolute('/', path) };
  const lower = kind.toLowerCase();
  if (!args.name) throw new CommandError(`a ${lower} must have a name`);
  const { labels, annotations, immutable, hash } = optionsOf(common, args.options);
  const pairs = pairsOf(folder, args, lower);
  const metadata: Json = { name: args.name, ...(args.namespace ? { namespace: args.namespace } : {}) };
  if (Object.keys(labels).length > 0) metadata.labels = labels;
  if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
  const content = kind === 'ConfigMap' ? configMapData(pairs) : { ...secretData(pairs), type: args.type || 'Opaque' };
  const resource = newResource({ apiVersion: 'v1', kind, metadata, ...content, ...(immutable ? { immutable: true } : {}) });
  return { resource: { ...resource, needsHash: hash }, behavior: args.behavior ?? '' };
}
