// The kuberc: which file holds a person's preferences, and what it says (upstream: kubectl/pkg/kuberc).
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml, parseYamlDocuments } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';

export interface Option {
  name: string;
  default: string;
}

export interface Alias {
  name: string;
  command: string;
  prependArgs: readonly string[];
  appendArgs: readonly string[];
  options: readonly Option[];
}

export interface Preferences {
  defaults: readonly { command: string; options: readonly Option[] }[];
  aliases: readonly Alias[];
}

export const apiVersion = 'kubectl.config.k8s.io/v1beta1';
const former = 'kubectl.config.k8s.io/v1alpha1';

/** The file, and whether it was asked for; nothing when KUBERC=off. */
export function kubercFile({ env, home }: Environment, flag: string): { path: string; explicit: boolean } | undefined {
  if (env.KUBERC === 'off') {
    if (flag) throw new Error('disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive');
    return undefined;
  }
  const named = flag || env.KUBERC;
  return named ? { path: named, explicit: true } : { path: `${home}/.kube/kuberc`, explicit: false };
}

/** `--kuberc` is looked for before the command is known. */
export function explicitFile(argv: readonly string[]): string {
  for (const [i, word] of argv.entries()) {
    if (word === '--') return '';
    const path = word === '--kuberc' ? argv[i + 1] : /^--kuberc=(.*)$/.exec(word)?.[1];
    if (path) return path;
    if (word === '--kuberc' || path === '') throw new Error('kuberc file is not found');
  }
  return '';
}

const known = {
  preference: ['apiVersion', 'kind', 'defaults', 'overrides', 'aliases', 'credentialPluginPolicy', 'credentialPluginAllowlist'],
  defaults: ['command', 'options', 'flags'],
  aliases: ['name', 'command', 'prependArgs', 'appendArgs', 'options', 'flags'],
};

function unknownFields(raw: Json): string[] {
  const strange = (object: Json, names: readonly string[], path: string): string[] =>
    Object.keys(object ?? {})
      .filter((key) => !names.includes(key))
      .map((key) => `unknown field "${path}${key}"`);
  const inList = (field: 'defaults' | 'aliases'): string[] => (raw[field] ?? []).flatMap((entry: Json, i: number) => strange(entry, known[field], `${field}[${i}].`));
  return [...strange(raw, known.preference, ''), ...inList('defaults'), ...inList('aliases')];
}

const texts = (list: Json): string[] => (list ?? []).map(String);
/** Version alpha had other names for the same. */
const optionsOf = (entry: Json): Option[] => (entry.options ?? entry.flags ?? []).map((option: Json) => ({ name: String(option.name), default: String(option.default) }));

function decode(raw: Json): Preferences {
  return {
    defaults: (raw.defaults ?? raw.overrides ?? []).map((entry: Json) => ({ command: String(entry.command), options: optionsOf(entry) })),
    aliases: (raw.aliases ?? []).map((entry: Json) => ({
      name: String(entry.name),
      command: String(entry.command),
      prependArgs: texts(entry.prependArgs),
      appendArgs: texts(entry.appendArgs),
      options: optionsOf(entry),
    })),
  };
}

/** The first document that is a Preference; nothing in an empty file. */
function documentIn(path: string, text: string): Json | undefined {
  const documents = parseYamlDocuments(text).filter((each) => each !== null && each !== undefined);
  const found = documents.find((each) => each.kind === 'Preference' && [apiVersion, former].includes(each.apiVersion));
  if (!found && documents.length > 0) throw new Error(`no valid preferences found in ${path}, use --v=5 to see details`);
  return found;
}

function check({ aliases, defaults }: Preferences): void {
  const seen = new Set<string>();
  const checkOptions = (options: readonly Option[]): void => {
    const dashed = options.find(({ name }) => name.startsWith('-'));
    if (dashed) throw new Error(`flag name ${dashed.name} should be in long form without dashes`);
  };
  for (const { name, options } of aliases) {
    if (!/^[a-zA-Z]+$/.test(name)) throw new Error('invalid alias name, can only include alphabetical characters');
    checkOptions(options);
    if (seen.has(name)) throw new Error(`duplicate alias name ${name}`);
    seen.add(name);
  }
  for (const { options } of defaults) checkOptions(options);
}

/** What was wrong with a file that nobody named is only told. */
export function readPreferences(argv: readonly string[], environment: Environment): Preferences | undefined {
  const file = kubercFile(environment, explicitFile(argv));
  if (!file) return undefined;
  let raw: Json | undefined;
  try {
    raw = documentIn(file.path, environment.files.readFile(file.path));
  } catch (error) {
    if (file.explicit) throw new Error(`kuberc error kuberc: ${(error as Error).message}`);
    if ((error as { code?: string }).code !== 'ENOENT') environment.stderr(`kuberc: no preferences loaded from ${file.path}: ${(error as Error).message}`);
    return undefined;
  }
  if (!raw) return undefined;
  const strange = unknownFields(raw);
  if (strange.length > 0) environment.stderr(`kuberc: ignoring strict decoding error in ${file.path}: strict decoding error: ${strange.join(', ')}`);
  const preferences = decode(raw);
  check(preferences);
  return preferences;
}

/** The file as the commands that show and change it see it. */
export function rawPreferences(text: string): Json {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`error parsing kuberc file: ${(error as Error).message}`);
  }
}
