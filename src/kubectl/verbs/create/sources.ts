// Keys and values of config maps and secrets: --from-literal, --from-file, --from-env-file.
import { isConfigMapKey, isEnvVarName } from '../../../apimachinery/names.ts';
import { type Call, CommandError } from '../../call.ts';

/** Values are bytes: text where they are valid UTF-8. */
export type Data = Map<string, Uint8Array>;

interface Target {
  /** `ConfigMap`, `Secret`: in sentences. */
  kind: string;
  name: string;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function add(data: Data, target: Target, key: string, value: Uint8Array): void {
  const wrong = isConfigMapKey(key);
  if (wrong.length > 0) throw new CommandError(`${JSON.stringify(key)} is not a valid key name for a ${target.kind}: ${wrong.join(',')}`);
  if (data.has(key)) throw new CommandError(`cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ${target.kind} ${JSON.stringify(target.name)}`);
  data.set(key, value);
}

const unquote = (value: string): string => (/^(["']).*\1$/s.test(value) && value.length >= 2 ? value.slice(1, -1) : value);

function addLiterals(call: Call, data: Data, target: Target): void {
  for (const literal of call.flags.list('from-literal')) {
    const at = literal.indexOf('=');
    if (at <= 0) throw new CommandError(`invalid literal source ${literal}, expected key=value`);
    add(data, target, literal.slice(0, at), bytesOf(unquote(literal.slice(at + 1))));
  }
}

function readBytes(call: Call, path: string): Uint8Array {
  const { files } = call.environment;
  return files.readBytes ? files.readBytes(path) : bytesOf(files.readFile(path));
}

/** The key and the path that a --from-file source names. */
function parseFileSource(source: string): [string, string] {
  const parts = source.split('=');
  if (parts.length === 1) return [source.slice(source.lastIndexOf('/') + 1), source];
  if (parts.length > 2) throw new CommandError("key names or file paths cannot contain '='");
  const [key = '', path = ''] = parts;
  if (key === '') throw new CommandError(`key name for file path ${path} missing`);
  if (path === '') throw new CommandError(`file path for key name ${key} missing`);
  return [key, path];
}

/** The reason at the end of Go's file errors. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.replace(/^\w+ .*: (?=[^:]+$)/, '') : String(error));

export function addFiles(call: Call, data: Data, target: Target): void {
  const { files } = call.environment;
  for (const source of call.flags.list('from-file')) {
    const [key, path] = parseFileSource(source);
    let isDirectory: boolean;
    try {
      isDirectory = files.stat(path).directory;
    } catch (error) {
      throw new CommandError(`error reading ${path}: ${reasonOf(error)}`);
    }
    if (!isDirectory) {
      add(data, target, key, readBytes(call, path));
      continue;
    }
    if (source.includes('=')) throw new CommandError('cannot give a key name for a directory path');
    for (const name of files.readDir(path)) if (!files.stat(`${path}/${name}`).directory) add(data, target, name, readBytes(call, `${path}/${name}`));
  }
}

function addEnvFile(call: Call, data: Data, target: Target, path: string): void {
  const { env } = call.environment;
  for (const line of call.environment.files
    .readFile(path)
    .replace(/^\ufeff/, '')
    .split('\n')) {
    const text = line.replace(/\r$/, '').trimStart();
    if (text === '' || text.startsWith('#')) continue;
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at);
    const wrong = isEnvVarName(key);
    if (wrong.length > 0) throw new CommandError(`${JSON.stringify(key)} is not a valid key name: ${wrong.join(',')}`);
    // A name alone takes its value from the environment.
    add(data, target, key, bytesOf(at < 0 ? (env[key] ?? '') : text.slice(at + 1)));
  }
}

/** All that the flags of `create configmap` and `create secret generic` give. */
export function dataOf(call: Call, target: Target): Data {
  const { flags } = call;
  const envFiles = flags.list('from-env-file');
  if (envFiles.length > 0 && (flags.list('from-file').length > 0 || flags.list('from-literal').length > 0)) throw new CommandError('from-env-file cannot be combined with from-file or from-literal');
  const data: Data = new Map();
  addLiterals(call, data, target);
  addFiles(call, data, target);
  for (const path of envFiles) addEnvFile(call, data, target, path);
  return new Map([...data].sort(([a], [b]) => (a < b ? -1 : 1)));
}
