// Commands that only hold others: without one they show their help, and where and how they end differs.
import type { Call } from '../call.ts';
import { CommandError } from '../errors.ts';
import type { CommandFact } from '../grammar/commands.ts';
import { FlagSet } from '../grammar/flagTypes.ts';
import { helpText } from './index.ts';

/** These show their help as if it had been asked for. */
const helpful = new Set(['', 'certificate']);
/** These show it on standard output, the others on standard error. */
const onOutput = new Set(['', 'certificate', 'rollout']);

export function runGroup(command: CommandFact, call: Call): number {
  const asked = helpful.has(command.command);
  if (call.args.length > 0 && !asked) {
    throw new CommandError(`unknown command ${JSON.stringify(call.args.join(' '))}\nSee 'kubectl ${command.command} -h' for help and examples`);
  }
  const text = helpText(command, new FlagSet(command));
  if (onOutput.has(command.command)) call.environment.stdout(text);
  else call.environment.stderr(text);
  return asked ? 0 : 1;
}
