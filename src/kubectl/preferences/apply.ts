// What a person's preferences make of a command line: aliases become commands, and flags get other defaults.
import type { Environment } from '../environment.ts';
import { CommandError, exit } from '../errors.ts';
import { findCommand, type Found } from '../grammar/find.ts';
import type { FlagDefinition } from '../grammar/flagTypes.ts';
import { type Alias, type Option, type Preferences, readPreferences } from './file.ts';

export interface Preferred {
  found: Found;
  /** Values of flags that were not typed, and the failure when one does not fit. */
  options: readonly { flag: FlagDefinition; text: string; failure(why: string): Error }[];
}

const failed = (error: unknown): Error => exit(1, `error occurred while applying preferences ${(error as Error).message}`);

/** The command that was meant, as `findCommand` with the preferences of the kuberc. */
export function findPreferred(argv: readonly string[], environment: Environment): Preferred {
  let preferences: Preferences | undefined;
  try {
    preferences = argv.length > 0 ? readPreferences(argv, environment) : undefined;
  } catch (error) {
    throw failed(error);
  }
  if (!preferences) return { found: findCommand(argv), options: [] };
  const alias = aliasIn(argv, preferences);
  return alias ? expanded(argv, alias, preferences) : { found: findCommand(argv), options: defaultsFor(argv, preferences, environment) };
}

function isCommand(words: readonly string[]): boolean {
  try {
    findCommand(words);
    return true;
  } catch {
    return false;
  }
}

/** Commands of kubectl's own are never replaced. */
function aliasIn(argv: readonly string[], { aliases }: Preferences): (Alias & { at: number }) | undefined {
  const at = argv.findIndex((word) => !word.startsWith('-') && !word.startsWith('__complete'));
  const alias = aliases.find(({ name }) => name === argv[at]);
  return alias && !isCommand(argv) ? { ...alias, at } : undefined;
}

const wordsOf = (command: string): string[] => command.split(/\s+/).filter(Boolean);

function expanded(argv: readonly string[], alias: Alias & { at: number }, { defaults }: Preferences): Preferred {
  const words = wordsOf(alias.command);
  if (!isCommand(words)) throw failed(new Error(`command ${JSON.stringify(alias.command)} not found to set alias ${JSON.stringify(alias.name)}: [${words.join(' ')}]`));
  if (defaults.some(({ command }) => command === alias.name)) throw failed(new Error(`alias ${alias.name} can not be overridden`));
  const found = findCommand([...argv.slice(0, alias.at), ...words, ...alias.prependArgs, ...argv.slice(alias.at + 1), ...alias.appendArgs]);
  const options = optionsFor(found, alias.options, argv, {
    unknown: (name) => `invalid alias flag ${name} in alias kubectl`,
    unfit: ({ name, default: value }, why) => `could not apply value ${value} to flag ${name} in alias kubectl err: ${why}`,
  });
  return { found, options };
}

function defaultsFor(argv: readonly string[], { defaults }: Preferences, environment: Environment): Preferred['options'] {
  if (!isCommand(argv)) return [];
  const found = findCommand(argv);
  return defaults.flatMap(({ command, options }) => {
    const words = wordsOf(command);
    if (!isCommand(words)) {
      environment.stderr(`Warning: command ${JSON.stringify(command)} not found to set kuberc override\n`);
      return [];
    }
    if (findCommand(words).command.name !== found.command.name) return [];
    return optionsFor(found, options, argv, {
      unknown: (name) => `invalid flag ${name} for command ${command}`,
      unfit: ({ name, default: value }, why) => `could not apply override value ${value} to flag ${name} in command ${command} err: ${why}`,
    });
  });
}

interface Sentences {
  unknown(name: string): string;
  unfit(option: Option, why: string): string;
}

function optionsFor({ flags }: Found, options: readonly Option[], argv: readonly string[], sentences: Sentences): Preferred['options'] {
  return options.flatMap((option) => {
    const flag = flags.byName.get(option.name);
    if (!flag) throw failed(new Error(sentences.unknown(option.name)));
    if (isTyped(flag, flags.byShort, argv)) return [];
    return [{ flag, text: option.default, failure: (why: string) => failed(new CommandError(sentences.unfit(option, why))) }];
  });
}

/** `--output x`, `--output=x`, `-ox`, or among several letters behind one dash. */
function isTyped({ name, short }: FlagDefinition, shorts: ReadonlyMap<string, unknown>, argv: readonly string[]): boolean {
  return argv.some((word) => {
    if (word === `--${name}` || word.startsWith(`--${name}=`)) return true;
    if (!short) return false;
    const letters = /^-([a-zA-Z]+)$/.exec(word)?.[1] ?? '';
    return word.startsWith(`-${short}`) || (letters.includes(short) && [...letters].every((letter) => shorts.has(letter)));
  });
}
