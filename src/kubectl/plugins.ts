// Plugins: programs on the PATH that take the place of commands that kubectl does not have.
import type { ProgramWait, Ran } from '../sim/index.ts';
import type { Program } from './call.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './errors.ts';
import type { Found } from './grammar/find.ts';
import { childrenOf } from './grammar/commands.ts';

const prefix = 'kubectl';

/** Commands that cobra adds later: no plugin takes their place. */
const reserved = new Set(['help', '__complete', '__completeNoDesc']);

/** Commands whose subcommands may be plugins. */
const open = new Set(['create']);

function isProgram({ files }: Environment, path: string): boolean {
  try {
    const { directory, mode } = files.stat(path);
    return !directory && (mode & 0o111) !== 0;
  } catch {
    return false;
  }
}

/** Where the program lies that the PATH means by a name. */
const lookUp = (environment: Environment, name: string): string | undefined =>
  (environment.env.PATH ?? '')
    .split(':')
    .filter((directory) => directory !== '')
    .map((directory) => `${directory}/${name}`)
    .find((path) => isProgram(environment, path));

/** The program for what was typed: of the longest name that there is, of at least so many words. */
function pluginFor(argv: readonly string[], environment: Environment, fewest: number): ProgramWait | undefined {
  const firstFlag = argv.findIndex((word) => word.startsWith('-'));
  const words = firstFlag < 0 ? argv : argv.slice(0, firstFlag);
  for (let length = words.length; length >= fewest; length -= 1) {
    const name = words.slice(0, length).map((word) => word.replaceAll('-', '_'));
    const command = name.some((word) => word.includes('/')) ? undefined : lookUp(environment, [prefix, ...name].join('-'));
    if (command) return { for: 'program', command, args: argv.slice(length), env: { KUBECTL_PATH: environment.program ?? 'kubectl' } };
  }
  return undefined;
}

/** The plugin for words that name no command. */
export function pluginInstead(argv: readonly string[], environment: Environment): ProgramWait | undefined {
  const name = argv.find((word) => !word.startsWith('-'));
  return name === undefined || reserved.has(name) ? undefined : pluginFor(argv, environment, 1);
}

/** The plugin for a subcommand that a command does not have. */
export function pluginBelow(argv: readonly string[], { command, args }: Found, environment: Environment): ProgramWait | undefined {
  const [word] = args;
  if (!open.has(command.command) || word === undefined || word.startsWith('-') || childrenOf(command).some(({ name }) => name === word)) return undefined;
  return pluginFor(argv, environment, argv.length - args.length + 1);
}

/** Runs the plugin in kubectl's place. */
export function* runPlugin(plugin: ProgramWait): Program<number> {
  const { status, error } = (yield plugin) as Ran;
  if (error !== undefined) throw new CommandError(`Error: ${error.replace(/^fork\/exec \S+: /, '')}`, { verbatim: true });
  return status;
}
