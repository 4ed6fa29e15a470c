// What all subcommands of config share: the files, the config they make together, and writing it back.
import type { Call } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { commandNamed } from '../../grammar/commands.ts';
import { FlagSet } from '../../grammar/flagTypes.ts';
import { helpText } from '../../help/index.ts';
import { type Config, copyConfig } from '../../kubeconfig/config.ts';
import { loadRaw, type LoadingRules, loadingRules } from '../../kubeconfig/load.ts';
import { modifyConfig } from '../../kubeconfig/modify.ts';

export const rulesOf = (call: Call): LoadingRules => loadingRules(call.environment, call.flags.string('kubeconfig'));

/** The files as one config; a file named by --kubeconfig need not be there. */
export const startingConfig = (call: Call): Config => loadRaw(call.environment, rulesOf(call));

/** Changes a copy of the config and writes what differs; paths are written as they lie from the file, or as they were typed. */
export function changeConfig<T>(call: Call, change: (config: Config) => T, paths: 'relative' | 'typed' = 'relative'): T {
  const rules = rulesOf(call);
  const before = loadRaw(call.environment, rules);
  const after = copyConfig(before);
  const answer = change(after);
  modifyConfig(call.environment, rules, before, after, paths);
  return answer;
}

export function showHelp(call: Call): void {
  const command = commandNamed(call.command);
  if (command) call.environment.stdout(helpText(command, new FlagSet(command)));
}

/** Shows the help and says which arguments were not expected (upstream: helpErrorf). */
export function unexpectedArgs(call: Call, words = 'Unexpected args'): CommandError {
  showHelp(call);
  return new CommandError(`${words}: [${call.args.join(' ')}]`);
}

export function requireArgs(call: Call, count: number): void {
  if (call.args.length !== count) throw unexpectedArgs(call);
}
