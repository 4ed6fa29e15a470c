// What may stand where the last word is being typed: commands, flags, their values, arguments (upstream: cobra's __complete).
import type { Call } from '../../call.ts';
import { makeFactory } from '../../factory.ts';
import { type CommandFact, childrenOf, commandNamed, rootCommand } from '../../grammar/commands.ts';
import { findCommand, type Found } from '../../grammar/find.ts';
import type { FlagDefinition } from '../../grammar/flagTypes.ts';
import { type Parsed, parseFlags } from '../../grammar/parse.ts';
import { requiredFlags } from '../../grammar/required.ts';
import { description } from '../../help/descriptions.ts';
import { flagDescription } from '../../help/flagDescriptions.ts';
import { argumentsOf, valuesOf } from './arguments.ts';
import { type Candidates, directives, type Word } from './words.ts';

const files: Candidates = { words: [], directive: directives.usual };
const isList = ({ type }: FlagDefinition): boolean => ['slice', 'array', 'map', 'pairs'].includes(type);

/** What is typed before the last word, as far as it can be understood. */
interface Typed {
  found: Found;
  parsed: Parsed;
  /** `--` was typed: no flags follow. */
  dashed: boolean;
}

/** A broken command line or configuration, or an unreachable server, completes nothing. */
export function candidatesFor(call: Call): Candidates {
  const before = call.args.slice(0, -1);
  const current = call.args.at(-1) ?? '';
  try {
    return search(call, before, current);
  } catch {
    return files;
  }
}

function search(call: Call, before: readonly string[], current: string): Candidates {
  const dashed = before.includes('--');
  const flag = dashed ? undefined : waitingFlag(before, current);
  if (flag) {
    const typed = read(flag.before, dashed);
    const definition = definitionOf(typed.found, flag.name);
    if (flag.joined || !definition.alone) return valuesOf(callFor(call, typed.parsed), typed.found.command.command, definition.name, flag.text);
  }
  const typed = read(before, dashed);
  if (!dashed && current.startsWith('-')) return flagNames(typed, current);
  return nouns(call, typed, current);
}

function read(before: readonly string[], dashed: boolean): Typed {
  const found = findCommand(before);
  return { found, parsed: parseFlags(found.args, found.flags), dashed };
}

/** Requests go where the flags typed so far say. */
const callFor = (call: Call, parsed: Parsed): Call => ({ ...call, flags: parsed.flags, args: parsed.args, factory: makeFactory(parsed.flags, call.environment) });

interface WaitingFlag {
  name: string;
  /** The beginning of its value. */
  text: string;
  /** Behind `=`, in the same word. */
  joined: boolean;
  before: readonly string[];
}

/** `--name=va`, `-n=va`, or `--name va` and `-n va`: a flag whose value is being typed. */
function waitingFlag(before: readonly string[], current: string): WaitingFlag | undefined {
  const equals = current.indexOf('=');
  if (current.startsWith('-')) {
    if (equals < 0) return undefined;
    return { name: current.startsWith('--') ? current.slice(2, equals) : current.slice(equals - 1, equals), text: current.slice(equals + 1), joined: true, before };
  }
  const last = before.at(-1) ?? '';
  if (!last.startsWith('-') || last.includes('=') || last.length < 2) return undefined;
  return { name: last.startsWith('--') ? last.slice(2) : last.slice(-1), text: current, joined: false, before: before.slice(0, -1) };
}

function definitionOf({ flags }: Found, name: string): FlagDefinition {
  const found = name.length > 1 ? flags.named(name) : (flags.byShort.get(name) ?? flags.named(name));
  if (!found) throw new Error(`no flag ${name}`);
  return found;
}

const matching = (words: readonly Word[], current: string): Word[] => words.filter(({ word }) => word.startsWith(current));

function namesOf(command: CommandFact, flag: FlagDefinition): Word[] {
  const text = flag.name === 'help' ? `help for ${command.name}` : flagDescription(command.command, flag.name);
  return [{ word: `--${flag.name}`, text }, ...(flag.short ? [{ word: `-${flag.short}`, text }] : [])];
}

function missing({ found, parsed }: Typed): FlagDefinition[] {
  return requiredFlags(found.command.command)
    .filter((name) => !parsed.flags.changed(name))
    .map((name) => definitionOf(found, name));
}

/** kubectl's own flags first, each sort by name; while a flag is needed, only that. */
function flagNames(typed: Typed, current: string): Candidates {
  const { found, parsed } = typed;
  const wanted = matching(
    missing(typed).flatMap((flag) => namesOf(found.command, flag)),
    current,
  );
  if (wanted.length > 0) return { words: wanted, directive: directives.noFiles };
  const help = found.flags.byName.get('help') as FlagDefinition;
  const own = [...found.flags.own, help].filter(({ hidden, name }) => !hidden || name === 'help').sort((a, b) => (a.name < b.name ? -1 : 1));
  const globals = [...found.flags.byName.values()].filter((flag) => !found.flags.own.includes(flag) && flag !== help);
  const open = [...globals, ...own].filter((flag) => isList(flag) || !parsed.flags.changed(flag.name));
  return {
    words: matching(
      open.flatMap((flag) => namesOf(found.command, flag)),
      current,
    ),
    directive: directives.noFiles,
  };
}

function nouns(call: Call, typed: Typed, current: string): Candidates {
  const { found, parsed } = typed;
  // A flag of the command itself says that none of those below it is meant.
  const isGroup = childrenOf(found.command).length > 0 && parsed.args.length === 0 && !found.flags.own.some(({ name }) => parsed.flags.changed(name));
  const commands = isGroup ? matching(subcommands(found.command), current) : [];
  const flags = matching(
    missing(typed).flatMap((flag) => namesOf(found.command, flag)),
    current,
  );
  if (found.command.command === 'help') return helpTopics(parsed.args, current);
  if (found.command === rootCommand && parsed.args.length > 0) return files;
  const named = argumentsOf(callFor(call, parsed), found.command.command, parsed.args, current);
  return { words: [...commands, ...flags, ...named.words], directive: isGroup ? directives.noFiles : named.directive };
}

const byName = (a: CommandFact, b: CommandFact): number => (a.name < b.name ? -1 : 1);

function subcommands(command: CommandFact): Word[] {
  const unlisted = command === rootCommand ? ['help', 'options'].map((name) => commandNamed(name) as CommandFact) : [];
  return [...childrenOf(command), ...unlisted].sort(byName).map((child) => ({ word: child.name, text: description(child.command) }));
}

function helpTopics(args: readonly string[], current: string): Candidates {
  const { command, args: rest } = findCommand(args);
  return { words: rest.length === 0 ? matching(subcommands(command), current) : [], directive: directives.noFiles };
}
