// A kubeconfig in memory: named clusters, users and contexts, each knowing the file it came from.
import type { Json } from '../../apimachinery/object.ts';

export interface Entry {
  /** The fields, named as in the file. */
  value: Record<string, Json>;
  /** The file it came from; nothing for what was just made. */
  origin?: string;
}

export type Section = 'clusters' | 'users' | 'contexts';

export interface Config {
  clusters: Record<string, Entry>;
  users: Record<string, Entry>;
  contexts: Record<string, Entry>;
  currentContext: string;
  preferences?: Json;
  extensions?: Json;
}

export type FieldKind = 'text' | 'bool' | 'data' | 'json';

/** The fields of an entry, in the order in which JSON shows them, and what each holds. `data` is base64 in the file. */
export const fieldsOf: Readonly<Record<Section, Readonly<Record<string, FieldKind>>>> = {
  clusters: {
    server: 'text',
    'tls-server-name': 'text',
    'insecure-skip-tls-verify': 'bool',
    'certificate-authority': 'text',
    'certificate-authority-data': 'data',
    'proxy-url': 'text',
    'disable-compression': 'bool',
    extensions: 'json',
  },
  users: {
    'client-certificate': 'text',
    'client-certificate-data': 'data',
    'client-key': 'text',
    'client-key-data': 'data',
    token: 'text',
    tokenFile: 'text',
    as: 'text',
    'as-uid': 'text',
    'as-groups': 'json',
    'as-user-extra': 'json',
    username: 'text',
    password: 'text',
    'auth-provider': 'json',
    exec: 'json',
    extensions: 'json',
  },
  contexts: { cluster: 'text', user: 'text', namespace: 'text', extensions: 'json' },
};

/** What an entry is called inside its list: `- cluster: {...}`. */
export const singular: Readonly<Record<Section, string>> = { clusters: 'cluster', users: 'user', contexts: 'context' };

/** Fields that are written even when they are empty. */
const always: Readonly<Record<Section, readonly string[]>> = { clusters: ['server'], users: [], contexts: ['cluster', 'user'] };

/** Fields that name files, relative to the kubeconfig's own directory. */
export const pathFields: Readonly<Record<Section, readonly string[]>> = {
  clusters: ['certificate-authority'],
  users: ['client-certificate', 'client-key', 'tokenFile'],
  contexts: [],
};

export const sections: readonly Section[] = ['clusters', 'users', 'contexts'];

export const emptyConfig = (): Config => ({ clusters: {}, users: {}, contexts: {}, currentContext: '' });

export const copyConfig = (config: Config): Config => structuredClone(config);

function cleanEntry(section: Section, raw: Json): Record<string, Json> {
  const value: Record<string, Json> = {};
  for (const field of Object.keys(fieldsOf[section])) if (raw?.[field] !== undefined && raw[field] !== null) value[field] = raw[field];
  return value;
}

/** The config that a decoded file holds. */
export function fromFile(raw: Json, origin: string): Config {
  const config = emptyConfig();
  for (const section of sections) {
    for (const item of raw?.[section] ?? []) {
      const name = String(item?.name ?? '');
      // The first of a name counts.
      config[section][name] ??= { value: cleanEntry(section, item?.[singular[section]]), origin };
    }
  }
  config.currentContext = raw?.['current-context'] ?? '';
  if (raw?.preferences && Object.keys(raw.preferences).length > 0) config.preferences = raw.preferences;
  if (raw?.extensions?.length > 0) config.extensions = raw.extensions;
  return config;
}

const isEmpty = (value: Json): boolean => value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

function entryToFile(section: Section, entry: Entry): Json {
  const out: Record<string, Json> = {};
  for (const field of Object.keys(fieldsOf[section])) {
    const value = entry.value[field];
    if (!isEmpty(value)) out[field] = field === 'exec' ? execToFile(value) : field === 'auth-provider' ? { name: value.name, config: value.config ?? null } : value;
    else if (always[section].includes(field)) out[field] = '';
  }
  return out;
}

/** The fields of a credential program, in the order in which JSON shows them. */
const execToFile = (exec: Json): Json => ({
  command: exec.command ?? '',
  args: exec.args ?? null,
  env: exec.env ?? null,
  ...(exec.apiVersion === undefined ? {} : { apiVersion: exec.apiVersion }),
  ...(exec.installHint ? { installHint: exec.installHint } : {}),
  provideClusterInfo: exec.provideClusterInfo ?? false,
  ...(exec.interactiveMode ? { interactiveMode: exec.interactiveMode } : {}),
});

/** The config as its file holds it: lists sorted by name. */
export function toFile(config: Config): Json {
  const list = (section: Section): Json => {
    const entries = Object.keys(config[section])
      .sort()
      .map((name) => ({ name, [singular[section]]: entryToFile(section, config[section][name] as Entry) }));
    return entries.length > 0 ? entries : null;
  };
  return {
    kind: 'Config',
    apiVersion: 'v1',
    ...(config.preferences ? { preferences: config.preferences } : {}),
    clusters: list('clusters'),
    users: list('users'),
    contexts: list('contexts'),
    'current-context': config.currentContext,
    ...(config.extensions ? { extensions: config.extensions } : {}),
  };
}
