// kubectl: command line → requests → printed answer.
import { toJson } from '../apimachinery/json.ts';
import { ApiError } from '../apimachinery/status.ts';
import type { ProgramWait } from '../sim/index.ts';
import type { Call, Environment, Program, Verb } from './call.ts';
import { CommandError, explainFailure, UnknownCommand } from './errors.ts';
import { makeFactory } from './factory.ts';
import { type CommandFact, commandPath } from './grammar/commands.ts';
import type { Found } from './grammar/find.ts';
import { invalidArgument, type Parsed, parseFlags } from './grammar/parse.ts';
import { missingFlags } from './grammar/required.ts';
import { runGroup } from './help/groups.ts';
import { helpText } from './help/index.ts';
import { logLine } from './log.ts';
import { pluginBelow, pluginInstead, runPlugin } from './plugins.ts';
import { dryRunAdvice } from './printers/index.ts';
import { findPreferred, type Preferred } from './preferences/apply.ts';
import { get } from './verbs/get/index.ts';
import { verbFor } from './verbs/index.ts';

/** Most of what people type is `get`: it does not wait for the others to be loaded. */
const verbOf = (command: string): Verb | undefined => (command === get.command ? get : verbFor(command));

export type { Environment, FileStat, FileSystem } from './environment.ts';

/** Runs what was typed after `kubectl`; answers the exit status. The caller drives the program (src/sim/wait.ts). */
export function* run(argv: readonly string[], environment: Environment): Program<number> {
  let failureStatus = 1;
  try {
    const preferred = findUnlessPlugin(argv, environment);
    if ('for' in preferred) return yield* runPlugin(preferred);
    const plugin = pluginBelow(argv, preferred.found, environment);
    if (plugin) return yield* runPlugin(plugin);
    failureStatus = verbOf(preferred.found.command.command)?.failureStatus ?? 1;
    return yield* runCommand(preferred, environment);
  } catch (thrown) {
    const { text, code } = explainFailure(thrown);
    environment.stderr(text);
    return code === 1 ? failureStatus : code;
  }
}

/** What was typed, or the plugin for it when kubectl has no such command. */
function findUnlessPlugin(argv: readonly string[], environment: Environment): Preferred | ProgramWait {
  try {
    return findPreferred(argv, environment);
  } catch (error) {
    const plugin = error instanceof UnknownCommand ? pluginInstead(argv, environment) : undefined;
    if (!plugin) throw error;
    return plugin;
  }
}

/** Reads the flags as cobra does: a mistake in them comes before --help, and missing flags before the verb's own rules. */
function* runCommand({ found, options }: Preferred, environment: Environment): Program<number> {
  const { command } = found;
  // These read their words themselves.
  const parsed = command.command.startsWith('__complete') ? parseFlags(['--', ...found.args], found.flags) : parse(found);
  prefer(parsed, options);
  for (const notice of parsed.notices) environment.stderr(`${notice}\n`);
  if (parsed.help) {
    environment.stdout(helpText(command, found.flags));
    return 0;
  }
  const advice = dryRunAdvice(parsed.flags);
  if (advice) environment.stderr(logLine('W', environment.now(), advice.where, advice.text));
  const missing = missingFlags(command.command, parsed.flags);
  if (missing) throw new CommandError(missing);
  const call = makeCall(command, parsed, environment);
  try {
    const status = yield* runVerb(command, call);
    refuseWarnings(call);
    return status;
  } catch (error) {
    if (call.flags.int('v') >= 4) environment.stderr(answersIn(error, environment.now()));
    throw error;
  }
}

/** The server's answers behind a failure, as -v shows them. */
const answersIn = (error: unknown, at: number): string =>
  (error instanceof AggregateError ? error.errors : [error])
    .filter((each) => each instanceof ApiError)
    .map((each) => logLine('I', at, 'helpers.go:246', `server response object: %s[${toJson(each.status, false, '  ')}]`))
    .join('');

/** --warnings-as-errors */
function refuseWarnings({ flags, factory }: Call): void {
  const count = flags.bool('warnings-as-errors') ? factory.warningCount() : 0;
  if (count > 0) throw new CommandError(count === 1 ? '1 warning received' : `${count} warnings received`);
}

/** What the kuberc says of flags that were not typed. */
function prefer({ flags }: Parsed, options: Preferred['options']): void {
  for (const { flag, text, failure } of options) {
    try {
      flags.give(flag, text);
    } catch (error) {
      throw failure(invalidArgument(flag, text, error));
    }
  }
}

function parse(found: Found): Parsed {
  try {
    return parseFlags(found.args, found.flags);
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${hint(commandPath(found.command))}`);
  }
}

/** Where a mistake in the flags sends people; two commands say it their own way. */
function hint(path: string): string {
  if (path === 'kubectl diff') return `See '${path} -h' for help and examples`;
  return path === 'kubectl options' ? `Run '${path}' without flags.` : `See '${path} --help' for usage.`;
}

function makeCall(command: CommandFact, parsed: Parsed, environment: Environment): Call {
  return {
    command: command.command,
    args: parsed.args,
    argsLenAtDash: parsed.argsLenAtDash,
    flags: parsed.flags,
    environment,
    factory: makeFactory(parsed.flags, environment),
    print: (text) => environment.stdout(text.endsWith('\n') ? text : `${text}\n`),
    printError: (text) => environment.stderr(text.endsWith('\n') ? text : `${text}\n`),
  };
}

function* runVerb(command: CommandFact, call: Call): Program<number> {
  const verb = verbOf(command.command);
  if (!verb) {
    if (command.subcommands.length > 0 || command.command === '') return runGroup(command, call);
    throw new CommandError(`kubectl ${command.command} is not implemented yet`);
  }
  const result = verb.run(call);
  return typeof result === 'number' ? result : yield* result;
}
