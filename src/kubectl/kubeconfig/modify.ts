// Writing changes back: each into the file that holds what changed (upstream: clientcmd.ModifyConfig).
import { deepEqual } from '../../apimachinery/object.ts';
import { toYaml } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { type Config, type Entry, pathFields, type Section, sections, toFile } from './config.ts';
import { exists, type LoadingRules, readConfigFile } from './load.ts';
import { directoryOf, join, relative } from './paths.ts';

export function writeConfigFile(environment: Environment, path: string, config: Config): void {
  const directory = directoryOf(path);
  if (!exists(environment, directory)) environment.files.mkdir(directory, 0o755);
  environment.files.writeFile(path, toYaml(toFile(config)), 0o600);
}

function relativized(environment: Environment, section: Section, entry: Entry, file: string): Entry {
  const value = { ...entry.value };
  const directory = join(environment.cwd, directoryOf(file));
  for (const field of pathFields[section]) {
    if (!value[field] || field === 'tokenFile') continue;
    const absolute = join(directory, value[field]);
    const near = relative(directory, absolute);
    value[field] = near.startsWith('..') ? absolute : near;
  }
  return { value, origin: file };
}

/** The files to write, read once and written once. */
class Files {
  private readonly changed = new Map<string, Config>();

  constructor(private readonly environment: Environment) {}

  edit(path: string): Config {
    const config = this.changed.get(path) ?? readConfigFile(this.environment, path);
    this.changed.set(path, config);
    return config;
  }

  write(): void {
    for (const [path, config] of this.changed) writeConfigFile(this.environment, path, config);
  }
}

function changeCurrentContext(environment: Environment, rules: LoadingRules, files: Files, name: string): void {
  if (rules.explicit || name !== '') {
    files.edit(rules.defaultFile).currentContext = name;
    return;
  }
  const holder = rules.files.find((path) => readConfigFile(environment, path).currentContext !== '');
  if (holder) files.edit(holder).currentContext = '';
}

/** Brings the files from `before` to `after`. */
export function modifyConfig(environment: Environment, rules: LoadingRules, before: Config, after: Config, paths: 'relative' | 'typed' = 'relative'): void {
  const files = new Files(environment);
  if (before.currentContext !== after.currentContext) changeCurrentContext(environment, rules, files, after.currentContext);
  if (!deepEqual(before.preferences, after.preferences)) files.edit(rules.defaultFile).preferences = after.preferences;
  for (const section of sections) {
    for (const [name, entry] of Object.entries(after[section])) {
      const old = before[section][name];
      if (old && deepEqual(old.value, entry.value)) continue;
      const file = entry.origin ?? rules.defaultFile;
      files.edit(file)[section][name] = paths === 'typed' ? { ...entry, origin: file } : relativized(environment, section, entry, file);
    }
    for (const [name, entry] of Object.entries(before[section])) {
      if (after[section][name] === undefined) delete files.edit(entry.origin ?? rules.defaultFile)[section][name];
    }
  }
  files.write();
}
