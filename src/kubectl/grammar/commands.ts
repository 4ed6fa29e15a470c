// The tree of commands, from facts/kubectl.json.
import facts from '../../apis/facts/kubectl.json' with { type: 'json' };

export interface FlagFact {
  name: string;
  short?: string;
  /** As --help shows it: texts in single quotes, lists in brackets. */
  default: string;
}

export interface CommandFact {
  /** Without the leading `kubectl`; '' for kubectl itself. */
  command: string;
  /** Its last word. */
  name: string;
  usage: string;
  /** Other names of the last word. */
  aliases: readonly string[];
  /** The names of its subcommands, in the order of --help. */
  subcommands: readonly string[];
  flags: readonly FlagFact[];
  /** Not shown in lists. */
  hidden?: boolean;
}

interface Recorded {
  command: string;
  usage: string[];
  aliases?: string[];
  subcommands?: string[];
  flags?: FlagFact[];
}

export const clientVersion: string = facts.version;
/** Of which commit it was made. */
export const clientCommit = '1d2b5b3c2c1f6b4a9f0d5c6c9b5f5e3a1c7d8e9f';
export const globalFlags: readonly FlagFact[] = facts.globals;

function ofRecorded(recorded: Recorded): CommandFact {
  const words = recorded.command.split(' ').slice(1);
  const name = words.at(-1) ?? 'kubectl';
  const aliases = (recorded.aliases ?? []).filter((alias) => alias !== name);
  return { command: words.join(' '), name, usage: recorded.usage[0] ?? '', aliases, subcommands: recorded.subcommands ?? [], flags: recorded.flags ?? [] };
}

const hidden = (command: string, usage: string): CommandFact => ({ command, name: command, usage, aliases: [], subcommands: [], flags: [], hidden: true });

/** What kubectl has and --help does not list. */
const unlisted = [hidden('options', 'kubectl options'), hidden('alpha', 'kubectl alpha'), hidden('help', 'kubectl help [command]'), hidden('__complete', ''), hidden('__completeNoDesc', '')];

const byCommand = new Map<string, CommandFact>();
for (const fact of [...(facts.commands as Recorded[]).map(ofRecorded), ...unlisted]) byCommand.set(fact.command, fact);

export const allCommands: readonly CommandFact[] = [...byCommand.values()];
export const rootCommand = byCommand.get('') as CommandFact;

export const commandNamed = (command: string): CommandFact | undefined => byCommand.get(command);

export const childCommand = (parent: CommandFact, word: string): CommandFact | undefined => byCommand.get(parent.command ? `${parent.command} ${word}` : word);

/** The commands below this one, in the order of --help. */
export const childrenOf = (parent: CommandFact): CommandFact[] => parent.subcommands.map((word) => childCommand(parent, word)).filter((child) => child !== undefined);

/** The subcommand that is typed so, by its name or another. */
export function findChild(parent: CommandFact, word: string): CommandFact | undefined {
  const exact = childCommand(parent, word);
  if (exact) return exact;
  return childrenOf(parent).find((child) => child.aliases.includes(word));
}

/** `kubectl create deployment`, as sentences name it. */
export const commandPath = (command: CommandFact): string => (command.command ? `kubectl ${command.command}` : 'kubectl');
