// The text of --help, in kubectl's layout.
import { type CommandFact, childrenOf, commandPath, rootCommand } from '../grammar/commands.ts';
import { type FlagDefinition, FlagSet } from '../grammar/flagTypes.ts';
import { description } from './descriptions.ts';
import { flagDescription } from './flagDescriptions.ts';

const rootGroups: readonly (readonly [title: string, first: string])[] = [
  ['Basic Commands (Beginner)', 'create'],
  ['Basic Commands (Intermediate)', 'explain'],
  ['Deploy Commands', 'rollout'],
  ['Cluster Management Commands', 'certificate'],
  ['Troubleshooting and Debugging Commands', 'describe'],
  ['Advanced Commands', 'diff'],
  ['Settings Commands', 'label'],
  ['Subcommands provided by plugins', ''],
  ['Other Commands', 'api-resources'],
];

const minimumWidth = 11;

function commandLines(commands: readonly CommandFact[], siblings: readonly CommandFact[]): string {
  const width = Math.max(minimumWidth, ...siblings.map((command) => command.name.length)) + 3;
  return commands.map((command) => `  ${command.name.padEnd(width)}${description(command.command)}\n`).join('');
}

function groupSections(command: CommandFact): string {
  const children = childrenOf(command);
  if (children.length === 0) return '';
  if (command !== rootCommand) return `Available Commands:\n${commandLines(children, children)}\n`;
  const starts = rootGroups.map(([, first]) => (first ? children.findIndex((child) => child.name === first) : -1));
  return rootGroups
    .map(([title], i) => {
      const start = starts[i] as number;
      const end = starts.slice(i + 1).find((next) => next >= 0) ?? children.length;
      return `${title}:\n${start < 0 ? '' : commandLines(children.slice(start, end), children)}\n`;
    })
    .join('');
}

function defaultText(flag: FlagDefinition): string {
  if (flag.type === 'string' && !(flag.name === 'vmodule')) return `'${flag.default}'`;
  return flag.default;
}

function flagLines(command: CommandFact, flags: readonly FlagDefinition[]): string {
  const shown = flags.filter((flag) => !flag.hidden);
  return shown.map((flag) => `    ${flag.short ? `-${flag.short}, ` : ''}--${flag.name}=${defaultText(flag)}:\n\t${flagDescription(command.command, flag.name)}\n\n`).join('');
}

export function helpText(command: CommandFact, flags: FlagSet): string {
  const aliases = command.aliases.length > 0 ? `Aliases:\n${[command.name, ...command.aliases].join(', ')}\n\n` : '';
  const options = flagLines(command, flags.own);
  const path = commandPath(command);
  return [
    `${description(command.command)}.\n\n`,
    aliases,
    groupSections(command),
    options && `Options:\n${options}`,
    `Usage:\n  ${command.usage}\n\n`,
    command.subcommands.length > 0 ? `Use "${path} <command> --help" for more information about a given command.\n` : '',
    'Use "kubectl options" for a list of global command-line options (applies to all commands).\n',
  ].join('');
}

/** What `kubectl options` prints. */
export function globalOptionsText(): string {
  const set = new FlagSet(rootCommand);
  const globals = [...set.byName.values()].filter((flag) => !set.own.includes(flag));
  return `The following options can be passed to any command:\n\n${flagLines(rootCommand, globals)}`;
}
