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

/** The fields of an entry, in the order in which they are written, and what each holds. `data` is base64 in the file. */
export const fieldsOf: Readonly<Record<Section, Readonly<Record<string, FieldKind>>>> = {
  clusters: {
    'certificate-authority': 'text',
    'certificate-authority-data': 'data',
    'disable-compression': 'bool',
    extensions: 'json',
    'insecure-skip-tls-verify': 'bool',
    'proxy-url': 'text',
    server: 'text',
    'tls-server-name': 'text',
  },
  users: {
    as: 'text',
    'as-groups': 'json',
    'as-uid': 'text',
    'as-user-extra': 'json',
    'auth-provider': 'json',
    'client-certificate': 'text',
    'client-certificate-data': 'data',
    'client-key': 'text',
    'client-key-data': 'data',
    exec: 'json',
    extensions: 'json',
    password: 'text',
    token: 'text',
    tokenFile: 'text',
    username: 'text',
  },
  contexts: { cluster: 'text', extensions: 'json', namespace: 'text', user: 'text' },
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
    if (!isEmpty(value)) out[field] = field === 'exec' ? execToFile(value) : value;
    else if (always[section].includes(field)) out[field] = '';
  }
  return out;
}

/** The fields of a credential program, in the order in which they are written. */
const execToFile = (exec: Json): Json => ({
  ...(exec.apiVersion === undefined ? {} : { apiVersion: exec.apiVersion }),
  args: exec.args ?? null,
  command: exec.command ?? '',
  env: exec.env ?? null,
  ...(exec.installHint ? { installHint: exec.installHint } : {}),
  interactiveMode: exec.interactiveMode ?? 'IfAvailable',
  provideClusterInfo: exec.provideClusterInfo ?? false,
});

/** The config as its file holds it: lists sorted by name, keys in order. */
export function toFile(config: Config): Json {
  const lists = {} as Record<Section, Json>;
  for (const section of sections) {
    const names = Object.keys(config[section]).sort();
    const list = names.map((name) => {
      const value = entryToFile(section, config[section][name] as Entry);
      return section === 'users' ? { name, user: value } : { [singular[section]]: value, name };
    });
    lists[section] = list.length > 0 ? list : null;
  }
  return {
    apiVersion: 'v1',
    clusters: lists.clusters,
    contexts: lists.contexts,
    'current-context': config.currentContext,
    ...(config.extensions ? { extensions: config.extensions } : {}),
    kind: 'Config',
    ...(config.preferences ? { preferences: config.preferences } : {}),
    users: lists.users,
  };
}
