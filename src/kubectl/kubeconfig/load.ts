// Where kubeconfigs lie and how several become one (upstream: clientcmd.ClientConfigLoadingRules).
import { parseYaml } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { type Config, emptyConfig, fromFile, pathFields, sections } from './config.ts';
import { checkFile } from './check.ts';
import { directoryOf, join } from './paths.ts';

/** The files that count. `explicit` is what --kubeconfig named. */
export interface LoadingRules {
  explicit: string;
  /** In order of precedence. */
  files: readonly string[];
  /** Where something new is written. */
  defaultFile: string;
}

export function exists(environment: Environment, path: string): boolean {
  try {
    environment.files.stat(path);
    return true;
  } catch {
    return false;
  }
}

export function loadingRules(environment: Environment, explicit: string): LoadingRules {
  if (explicit) return { explicit, files: [explicit], defaultFile: explicit };
  const list = [...new Set((environment.env.KUBECONFIG ?? '').split(':').filter((path) => path !== ''))];
  if (list.length === 0) {
    const file = `${environment.home}/.kube/config`;
    return { explicit: '', files: [file], defaultFile: file };
  }
  const defaultFile = list.length === 1 ? list[0] : (list.find((path) => exists(environment, path)) ?? list.at(-1));
  return { explicit: '', files: list, defaultFile: defaultFile as string };
}

/** One file as it is; an empty config when it is not there. */
export function readConfigFile(environment: Environment, path: string): Config {
  let text: string;
  try {
    text = environment.files.readFile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return emptyConfig();
    throw new Error(`error loading config file "${path}": ${(error as Error).message}`);
  }
  try {
    const raw = parseYaml(text);
    checkFile(raw);
    return fromFile(raw, path);
  } catch (error) {
    throw new Error(`error loading config file "${path}": ${(error as Error).message}`);
  }
}

/** Makes the paths in it absolute. */
function resolvePaths(config: Config, environment: Environment): void {
  for (const section of sections) {
    for (const entry of Object.values(config[section])) {
      const directory = join(environment.cwd, directoryOf(entry.origin ?? ''));
      for (const field of pathFields[section]) if (entry.value[field]) entry.value[field] = join(directory, entry.value[field]);
    }
  }
}

function merge(configs: readonly Config[]): Config {
  const merged = emptyConfig();
  for (const config of configs) {
    for (const section of sections) for (const [name, entry] of Object.entries(config[section])) merged[section][name] ??= entry;
    merged.currentContext ||= config.currentContext;
    merged.preferences ??= config.preferences;
    merged.extensions ??= config.extensions;
  }
  if (merged.preferences === undefined) delete merged.preferences;
  if (merged.extensions === undefined) delete merged.extensions;
  return merged;
}

/** All files as one config, as the config commands see it: paths stay as they are written. */
export const loadRaw = (environment: Environment, rules: LoadingRules): Config => merge(rules.files.map((path) => readConfigFile(environment, path)));

/** All files as one config for use: a file named by --kubeconfig must be there, and paths are absolute. */
export function loadConfig(environment: Environment, rules: LoadingRules): Config {
  if (rules.explicit) environment.files.stat(rules.explicit);
  const config = loadRaw(environment, rules);
  resolvePaths(config, environment);
  return config;
}
