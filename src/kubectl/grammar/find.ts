// Which command was typed: the words are looked for among flags and their values, as cobra does it.
import { childrenOf, commandPath, findChild, rootCommand } from './commands.ts';
import type { CommandFact } from './commands.ts';
import { FlagSet } from './flagTypes.ts';
import { CommandError, UnknownCommand } from '../errors.ts';
import { suggestionsFor } from './suggest.ts';

export interface Found {
  command: CommandFact;
  flags: FlagSet;
  /** Everything typed but the words of the command. */
  args: string[];
}

/** Whether the flag written here takes the next word for its value. */
function takesNext(word: string, flags: FlagSet): boolean {
  if (word.includes('=')) return false;
  if (word.startsWith('--')) return !flags.named(word.slice(2))?.alone;
  return word.startsWith('-') && word.length === 2 && !flags.byShort.get(word.slice(1))?.alone;
}

/** The words that are neither flags nor their values; cobra asks this before it knows the command. */
function bareWords(args: readonly string[], flags: FlagSet): { word: string; at: number }[] {
  const words: { word: string; at: number }[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] as string;
    if (word === '--') break;
    if (takesNext(word, flags)) i += 1;
    else if (word !== '' && !word.startsWith('-')) words.push({ word, at: i });
  }
  return words;
}

/** Throws `unknown command "x" for "kubectl"` with what may have been meant. */
export function findCommand(argv: readonly string[]): Found {
  let command = rootCommand;
  let flags = new FlagSet(command);
  const args = [...argv];
  for (;;) {
    const first = bareWords(args, flags)[0];
    const child = first && findChild(command, first.word);
    if (!first || !child) break;
    args.splice(first.at, 1);
    command = child;
    flags = new FlagSet(command);
  }
  if (command === rootCommand) {
    const unknown = bareWords(args, flags)[0];
    // What is no command may be a plugin, and those take no flags before their names.
    if (unknown && argv[0]?.startsWith('-')) throw new CommandError(`Error: flags cannot be placed before plugin name: ${argv[0]}`, { verbatim: true });
    if (unknown) throw new UnknownCommand(`unknown command ${JSON.stringify(unknown.word)} for ${JSON.stringify(commandPath(command))}${suggestionText(unknown.word)}`);
  }
  return { command, flags, args };
}

function suggestionText(word: string): string {
  const names = suggestionsFor(word, childrenOf(rootCommand));
  return names.length === 0 ? '' : `\n\nDid you mean this?\n${names.map((name) => `\t${name}\n`).join('')}`;
}
